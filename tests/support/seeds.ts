/** The number that all choices of a test follow from; a failure prints it. `ILLUMINATE_SEED` sets another. */
export const seed = Number(process.env.ILLUMINATE_SEED ?? 20260310);

/** How many cases a property is tried on: `fallback`, or that many times `ILLUMINATE_PROPERTY_FACTOR`. */
export function runs(fallback: number): number {
  return Math.max(1, Math.round(fallback * Number(process.env.ILLUMINATE_PROPERTY_FACTOR ?? 1)));
}

/** Choices that follow from a seed (mulberry32). */
export interface Choices {
  /** A whole number from `min` to `max`, both included. */
  between(min: number, max: number): number;
  one<T>(of: readonly T[]): T;
  shuffled<T>(of: readonly T[]): T[];
}

export function choicesOf(from: number): Choices {
  let state = from >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    between,
    // The index is in range, and no caller passes an empty list.
    one: (of) => of[between(0, of.length - 1)] as (typeof of)[number],
    shuffled: (of) =>
      of
        .map((value) => ({ value, rank: next() }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ value }) => value),
  };
}
