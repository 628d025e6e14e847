import type { Rows, Zone } from '@illuminate/model';
import type { JsonWriter } from './json-writer.ts';

/** A span of whole local days, both included ("YYYY-MM-DD"). */
export interface DayWindow {
  readonly from: string;
  readonly to: string;
}

/** Records in the order in which they came. Going through them may be what makes them of an answer: best done once. */
export interface Records<Record> extends Iterable<Record> {
  readonly length: number;
}

/** What one answer of a box office held. `requestedAt` is the instant (ms) our request began: newer answers win. */
export interface Page<Record> {
  readonly records: Records<Record>;
  readonly requestedAt: number;
}

/** That something changed, without what: the provider's id of the thing, to be read by id or by window. */
export interface Notices {
  readonly ids: readonly string[];
  /** Where to go on next time; opaque to the platform, kept verbatim. */
  readonly cursor: string;
  /** True when nothing newer was there to read. */
  readonly caughtUp: boolean;
  /** The days on which these changes were made, as far as the cursors tell; lets many be read in one window. */
  readonly span?: DayWindow;
  /**
   * Set when the feed cannot be followed any further here (a loop) and `cursor` has jumped over a span whose records must be
   * read by window instead.
   */
  readonly readWindow?: DayWindow;
}

/** A thing that a record names and that must be stored beside it: the stream that reads it, its id there, its key in the store. */
export interface Mention {
  readonly stream: string;
  readonly id: string;
  readonly key: string;
  /** What holds it, where that can be asked in its place: a box office may show a thing only within another. */
  readonly within?: { readonly stream: string; readonly id: string };
}

/** A part of a record that could not be read, such as one ticket of an order. */
export interface RejectedPart {
  /** Its id, where it has one that can be read. */
  readonly id: string | null;
  /** What it is, in words: "ticket 401A…", "ticket 2 of 3". */
  readonly part: string;
  readonly reason: string;
  readonly field: string;
  readonly expected: string;
}

/** What an answer tells of a performance beside its own record. What is left out stays as it is known. */
export interface PerformanceDetails {
  readonly id: string;
  readonly capacity?: number;
  /** Instant (ms). */
  readonly onSaleAt?: number;
  readonly durationMinutes?: number;
}

export interface Normalised {
  readonly rows: Rows;
  readonly mentions: readonly Mention[];
  /**
   * What of the record is not among the rows. The rest is loaded without it, unless the store holds a live ticket of the order
   * that may be one of these: to leave that out would look like a return.
   */
  readonly rejected?: readonly RejectedPart[];
  readonly details?: PerformanceDetails;
  /** What is odd about the record and was taken as it is, a code each (`opens-after-start`). Counted, and shown with the sync. */
  readonly warnings?: readonly string[];
}

/** One thing in a feed that is sent whole every time. */
export interface FeedItem {
  readonly id: string;
  /** Changes when anything changes that is kept of it, and when our reading of it does. */
  readonly hash: string;
  /** What it says, each part with the stream that normalises it. */
  readonly records: readonly { readonly stream: string; readonly record: unknown }[];
  /** Keys of the performances that it holds: one that is in no item any more has disappeared. */
  readonly performances: readonly string[];
}

/** One reading of a feed. */
export interface Feed {
  /** All of it, one at a time and once; null where the box office says that nothing has changed. @throws ConnectorError */
  readonly items: AsyncIterable<FeedItem> | null;
  /** The provider's name for this state of the feed, to be given back next time; null if it gives none. */
  readonly tag: string | null;
  /** The instant (ms) our request began. */
  readonly requestedAt: number;
}

/** A performance that is looked at by itself. */
export interface ObservedPerformance {
  readonly id: string;
  readonly eventId: string;
}

/** What a normaliser may know besides the record. */
export interface NormaliseContext<References> {
  readonly zone: Zone;
  /** ISO 4217. */
  readonly currency: string;
  /** The pseudonym of a provider's customer id: HMAC-SHA256 under the organisation's key, in hex. */
  pseudonym(customerId: string): string;
  /** What the connector read once at the start of the run, such as seating plans. */
  readonly references: References;
}

/**
 * One kind of thing a connector extracts, with the ways of asking for it that the provider has. The planner picks by what is
 * there. Every way of asking may throw a `ConnectorError`.
 */
export interface Stream<Client, Raw, References> {
  readonly name: string;
  /** The provider's fields that are looked at; everything else is dropped in memory. Shown to people as "what we collect". */
  readonly keeps: readonly string[];
  /** The same in plain words, for the data agreement and for receipts. */
  readonly inWords?: string;
  /** All that the provider lists, in pages. A list need not be complete, so absence from it deletes nothing. */
  readonly crawl?: (client: Client, signal: AbortSignal) => AsyncIterable<Page<Raw>>;
  /**
   * Everything touched within some days, in one answer. Windows are asked for ahead: until `turn` settles, what has come is best left
   * as bytes (`GetOptions.turn`).
   */
  readonly window?: (
    client: Client,
    window: DayWindow,
    signal: AbortSignal,
    turn?: Promise<void>,
  ) => Promise<Page<Raw>>;
  /** One page of notices since a cursor. */
  readonly changedSince?: (client: Client, cursor: string, signal: AbortSignal) => Promise<Notices>;
  /** The cursor that makes `changedSince` begin at an instant. */
  readonly cursorAt?: (instant: number, zone: Zone) => string;
  /** One thing. @throws NotFoundError if the box office does not have it */
  readonly byId?: (client: Client, id: string, signal: AbortSignal) => Promise<Page<Raw>>;
  /**
   * A whole feed with a fingerprint per item, for a provider that has no other way to tell what changed. `tag` is that of the
   * reading before. Runs every `crawlEverySeconds`, or as often as the connection is synced if that is oftener.
   */
  readonly feedHash?: (client: Client, tag: string | null, signal: AbortSignal) => Promise<Feed>;
  /**
   * How full one performance is now. Asked for again and again before it happens, within a budget: it makes one request, and
   * tries it once. @throws NotFoundError if the box office does not have it
   */
  readonly observe?: (client: Client, performance: ObservedPerformance, signal: AbortSignal) => Promise<Page<Raw>>;
  /** The id of a record, for rejects; null if it has none that can be read. */
  readonly idOf: (record: Raw) => string | null;
  /**
   * A number that differs between any two states of one record, as far as what is kept of it goes. A record that comes again in
   * one run in the same state is left out.
   */
  readonly stateOf?: (record: Raw) => number;
  /** Pure: a record becomes canonical rows and what it mentions. @throws RejectRecordError */
  readonly normalise: (record: Raw, context: NormaliseContext<References>) => Normalised;
  /**
   * A record as it may lie on a disk for some days: what `keeps` names and nothing else, bookers by their pseudonyms and postcodes by
   * their areas. `normalise` makes the same of it, in a context whose `pseudonym` gives back what it is given. Pure. A stream without
   * it cannot be replayed.
   */
  readonly kept?: (record: Raw, context: Pick<NormaliseContext<References>, 'pseudonym'>) => unknown;
  /** In place of `kept`, where there are millions: writes the same down as JSON, one value. */
  readonly writeKept?: (record: Raw, context: Pick<NormaliseContext<References>, 'pseudonym'>, out: JsonWriter) => void;
  /** Rows for a thing that is mentioned but that the box office no longer has, so that nothing dangles. */
  readonly missing?: (mention: Mention, context: NormaliseContext<References>) => Rows;
  /** How often `crawl` or `feedHash` runs, in seconds. */
  readonly crawlEverySeconds?: number;
}

/** Checks nothing and returns its argument: it is there for the types. */
export function defineStream<Client, Raw, References>(
  stream: Stream<Client, Raw, References>,
): Stream<Client, Raw, References> {
  return stream;
}
