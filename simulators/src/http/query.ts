/** Query parameters by name, without regard to case, as ASP.NET binds them [I]. The first value counts. */
export interface Query {
  get(name: string): string | null;
  /** Names (lower case) and values. */
  entries(): IterableIterator<[string, string]>;
  readonly isEmpty: boolean;
}

export function parseQuery(target: string): Query {
  const question = target.indexOf('?');
  const values = new Map<string, string>();
  if (question >= 0) {
    for (const [name, value] of new URLSearchParams(target.slice(question + 1))) {
      if (!values.has(name.toLowerCase())) values.set(name.toLowerCase(), value);
    }
  }
  return {
    get: (name) => values.get(name.toLowerCase()) ?? null,
    entries: () => values.entries(),
    isEmpty: values.size === 0,
  };
}
