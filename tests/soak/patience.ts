/** How long anything may take: no result of a soak depends on time, and a machine may have much else to do. */
export const PATIENCE_MS = 900_000;
