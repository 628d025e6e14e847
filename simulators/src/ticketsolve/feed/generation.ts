/** The two generations of `shows.xml` that were recorded [rec 2018, rec 2026-07-11]. */
export const GENERATIONS = [2018, 2026] as const;
export type Generation = (typeof GENERATIONS)[number];
