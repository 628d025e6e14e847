/** What a simulator's help says: its options and its faults, a line each. */
export function helpOf(
  simulator: string,
  options: Readonly<Record<string, { readonly help: string }>>,
  faults: Readonly<Record<string, string>>,
): string {
  const lines = Object.entries(options).map(([name, { help: line }]) => `  --${name} ${line}`);
  const width = Math.max(...Object.keys(faults).map((name) => name.length));
  const causes = Object.entries(faults).map(([name, line]) => `  ${name.padEnd(width)}  ${line}`);
  return [`simulate ${simulator} [options]`, '', 'Options', ...lines, '', 'Faults', ...causes, ''].join('\n');
}

/** Reads options that are numbers, with what they are where they are not given. Throws an Error that says which is wrong. */
export function numbersIn<Name extends string>(
  values: Readonly<Partial<Record<Name, unknown>>>,
): (name: Name, fallback: number) => number {
  return (name, fallback) => {
    const text = values[name];
    if (text === undefined) return fallback;
    const value = Number(text);
    if (typeof text !== 'string' || text === '' || !Number.isFinite(value) || value < 0) {
      throw new Error(`--${name} must be a number, not "${String(text)}".`);
    }
    return value;
  };
}

/** The instant at which a clock is to stand still, if it is. */
export function untilOf(text: string | undefined): number | null {
  const until = text === undefined ? null : Date.parse(text);
  if (until !== null && Number.isNaN(until)) throw new Error(`--until must be an ISO 8601 time, not "${text}".`);
  return until;
}
