/** The names of a simulator's faults, each with the line that the help prints. */
export type FaultLines<Name extends string> = Readonly<Record<Name, string>>;

/** A fault that is switched on. */
export interface Fault {
  readonly name: string;
  /** What the fault's line in the help says; null means its default. */
  readonly value: string | null;
  /** How often it still happens; null: until it is switched off. */
  times: number | null;
  /** Only requests whose method and target (`GET /x/api/v3/orders?…`) contain this text. */
  readonly match: string | null;
  /** Only every n-th request that it would apply to. */
  readonly every: number;
  seen: number;
}

export interface FaultSetting<Name extends string = string> {
  readonly name: Name;
  readonly value?: string | null;
  readonly times?: number | null;
  readonly match?: string | null;
  readonly every?: number;
}

/** The faults that are on. Later settings of one name replace earlier ones with the same match. */
export class FaultBoard<Name extends string> {
  #faults: Fault[] = [];

  set(setting: FaultSetting<Name>): void {
    const match = setting.match ?? null;
    this.#faults = this.#faults.filter((each) => each.name !== setting.name || each.match !== match);
    this.#faults.push({
      name: setting.name,
      value: setting.value ?? null,
      times: setting.times ?? null,
      match,
      every: Math.max(1, setting.every ?? 1),
      seen: 0,
    });
  }

  clear(name?: string): void {
    this.#faults = name === undefined ? [] : this.#faults.filter((each) => each.name !== name);
  }

  list(): readonly Fault[] {
    return this.#faults;
  }

  /** Uses a fault up once, where it is on and applies to the request; null otherwise. */
  take(name: Name, target: string): Fault | null {
    for (const fault of this.#faults) {
      if (fault.name !== name || fault.times === 0) continue;
      if (fault.match !== null && !target.includes(fault.match)) continue;
      fault.seen += 1;
      if (fault.seen % fault.every !== 0) continue;
      if (fault.times !== null) fault.times -= 1;
      return fault;
    }
    return null;
  }

  /** A fault that is on, without using it up. */
  peek(name: Name): Fault | null {
    return this.#faults.find((each) => each.name === name && each.times !== 0) ?? null;
  }
}

/** The value as a number, or the default where it is none. */
export function numberOr(fault: Fault | null, fallback: number): number {
  const value = Number(fault?.value ?? Number.NaN);
  return Number.isFinite(value) ? value : fallback;
}

/** `NAME[=VALUE][,times=N][,every=N][,match=TEXT]` as given on a command line; throws an Error that says what is wrong. */
export function parseFault<Name extends string>(lines: FaultLines<Name>, text: string): FaultSetting<Name> {
  const [head = '', ...rest] = text.split(',');
  const equals = head.indexOf('=');
  const name = equals < 0 ? head : head.slice(0, equals);
  if (!isFaultName(lines, name)) throw new Error(`There is no fault called "${name}". See --help for their names.`);
  const options = new Map(rest.map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]));
  for (const key of options.keys()) {
    if (!['times', 'every', 'match'].includes(key))
      throw new Error(`A fault has times=, every= and match=, not "${key}".`);
  }
  return {
    name,
    value: equals < 0 ? null : head.slice(equals + 1),
    times: options.has('times') ? Number(options.get('times')) : null,
    match: options.get('match') ?? null,
    every: Number(options.get('every') ?? 1),
  };
}

/** Whether a text names a fault. */
export function isFaultName<Name extends string>(lines: FaultLines<Name>, name: string): name is Name {
  return Object.hasOwn(lines, name);
}
