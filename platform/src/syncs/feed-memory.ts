// What is remembered of a feed between two readings. Kept as a cursor, so that it never says more than the rows beside it.

/** When the feed was read last, and the provider's name for what was read. Moves with every reading. */
export interface FeedReading {
  /** Milliseconds. */
  readonly at: number;
  /** Null where the feed must come whole next time: it has no name, or something in it was refused. */
  readonly tag: string | null;
}

/** What was in it. Written only when that changes. */
export interface FeedContent {
  /** By item: its fingerprint, then the keys of its performances. A fingerprint that was not kept is empty. */
  readonly items: Readonly<Record<string, readonly string[]>>;
  /** Performances that were there before and were missing at the last reading, or at several in a row. */
  readonly missing: readonly string[];
}

export const feedRead = (stream: string): string => `${stream}.feedHash`;
export const feedContent = (stream: string): string => `${stream}.items`;

export const EMPTY_FEED: FeedContent = { items: {}, missing: [] };

export function isSameContent(one: FeedContent, other: FeedContent): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted({ items, missing }: FeedContent) {
  return [Object.entries(items).sort(([a], [b]) => (a < b ? -1 : 1)), [...missing].sort()];
}

/** Keys of all performances that the feed held. */
export function heldBy({ items }: FeedContent): Set<string> {
  return new Set(Object.values(items).flatMap(([, ...performances]) => performances));
}
