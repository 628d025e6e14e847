/** The number that all choices of a test follow from; a failure prints it. `ILLUMINATE_SEED` sets another. */
export const seed = Number(process.env.ILLUMINATE_SEED ?? 20260310);

/** How many cases a property is tried on: `fallback`, or that many times `ILLUMINATE_PROPERTY_FACTOR`. */
export function runs(fallback: number): number {
  return Math.max(1, Math.round(fallback * Number(process.env.ILLUMINATE_PROPERTY_FACTOR ?? 1)));
}
