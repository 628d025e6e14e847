/** A movement of a performance's tickets; `at` is when it happened, as far as the box office tells (ms). */
export interface Movement {
  readonly at: number;
  readonly quantity: number;
}

/** An answer may be a few minutes old when it is given, and clocks differ. */
export const BEFORE_MS = 5 * 60_000;

/**
 * The fewest and the most tickets that were held at any moment from shortly before `readAt` until now. `movements` may be in any
 * order and reach further back. Pure.
 */
export function heldSince(
  tickets: number,
  movements: readonly Movement[],
  readAt: number,
): { readonly least: number; readonly most: number } {
  let [now, least, most] = [tickets, tickets, tickets];
  const backwards = movements.filter(({ at }) => at > readAt - BEFORE_MS).sort((a, b) => b.at - a.at);
  for (const [nth, { at, quantity }] of backwards.entries()) {
    now -= quantity;
    // What happened at one instant happened together.
    if (backwards[nth + 1]?.at === at) continue;
    least = Math.min(least, now);
    most = Math.max(most, now);
  }
  return { least, most };
}
