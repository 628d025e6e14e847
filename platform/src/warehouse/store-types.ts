import type { TicketClass } from '@illuminate/contract';
import type { TableName } from '@illuminate/model';
import type { CopyRows } from './copy-rows.ts';
import type { DeliveryFacts, LoadDeliveryRequest, LoadedDelivery, WhichDelivery } from './delivery-types.ts';
import type { PackedBatch } from './pack.ts';
import type {
  ComparedUpload,
  CompareUploadRequest,
  LoadedUpload,
  LoadUploadRequest,
  TurnUploadRequest,
  UploadEffectFacts,
  UploadedKind,
  UploadOf,
  UploadStanding,
} from './uploads/upload-types.ts';

/** A record that could not become rows. It never holds a value of the record. */
export interface Reject {
  readonly stream: string;
  readonly sourceId: string | null;
  /** What of the record could not be read, in words ("ticket 401A…"); null where it is all of it. */
  readonly part: string | null;
  readonly reason: string;
  readonly field: string;
  readonly expected: string;
  readonly nextStep: string;
  /** Which page it came from, as the sync names its pages. */
  readonly page: string;
  /** Milliseconds, our clock. */
  readonly at: number;
}

/** Performances that a feed which tells all of them no longer has. */
export interface Disappeared {
  readonly performances: readonly string[];
  /** When our request for the feed began (ms): what was read of them since counts more. */
  readonly requestedAt: number;
}

export interface LoadRequest {
  readonly connectionId: string;
  /** Token of the sync that claimed the connection: a claim that was overtaken cannot write. */
  readonly fence: number;
  readonly syncId: string;
  /** Milliseconds, our clock. */
  readonly recordedAt: number;
  readonly packed: PackedBatch | null;
  /** Cursors by name, written in the same transaction as the rows they cover. */
  readonly cursors: Readonly<Record<string, unknown>>;
  readonly rejects: readonly Reject[];
  /** What is stored of these orders may have been lost: they do not stop at their hash, and the ledger is made to add up. */
  readonly mend?: boolean;
  /**
   * The rows are today's meaning of pages that were kept: they replace what an earlier meaning made of the same, whatever the times
   * say. No key may be in two of these requests.
   */
  readonly replay?: boolean;
  /** Marked as deleted, with the evidence `absent`, unless they have begun by now. Their rows stay, and live again when they are read again. */
  readonly disappeared?: Disappeared | null;
  /** Records that went through this time: their open rejects are resolved. */
  readonly rejectsResolved?: readonly { readonly stream: string; readonly sourceId: string }[];
}

export interface LoadResult {
  readonly orders: { readonly changed: number; readonly unchanged: number; readonly stale: number };
  /** Rows written, by table. */
  readonly rows: Partial<Record<TableName, number>>;
  readonly movements: number;
  readonly rejects: number;
  /** Performances that were marked as deleted. */
  readonly disappeared: number;
}

/** Open rejects by what is missing for them. */
export interface Unread {
  /** Nothing of it is in the store. */
  readonly missing: number;
  /** Tickets that are not in the store, while the rest of their orders is. */
  readonly tickets: number;
  /** It is in the store as it was before. */
  readonly outdated: number;
  /** It counts; a name, a date, an area or a capacity is missing. */
  readonly details: number;
  /** Nothing is missing: so much was about to go at once that a person is asked first. */
  readonly doubts: number;
  /** Tickets that two orders hold: each counts once, in the later order. */
  readonly doubled: number;
}

/** The box office's wall clock minus that of the zone in which its times were read. */
export interface ClockDifference {
  readonly zone: string;
  readonly ms: number;
}

/** When something was last sold, and how long it usually is until the next sale; ms. */
export interface SalesRhythm {
  readonly latestAt: number;
  readonly usualGapMs: number;
}

export interface StoreFacts {
  /** Live rows by table. */
  readonly counts: Readonly<Record<TableName, number>>;
  /** Wall time (ms) of the earliest performance that is not cancelled. */
  readonly earliestPerformance: number | null;
  readonly clockDifference: ClockDifference | null;
  /** Instants (ms) of the first transaction of all, and of the latest. */
  readonly earliestOrder: number | null;
  readonly latestOrderUpdate: number | null;
  /** Null where there are too few sales to tell. */
  readonly sales: SalesRhythm | null;
  readonly openRejects: number;
  /** What these mean for figures; they add up. */
  readonly unread: Unread;
  /** When rows or cursors were last written (ms, our clock). */
  readonly lastLoadAt: number | null;
}

export interface StoredReject extends Reject {
  readonly connectionId: string;
  readonly firstAt: number;
  readonly times: number;
  readonly resolvedAt: number | null;
}

/** A record with open rejects. */
export interface RefusedRecord {
  readonly stream: string;
  readonly id: string;
  /** Of a booker, who is known by a pseudonym: an order by which the box office can be asked for them; null if there is none. */
  readonly order?: string | null;
}

export interface RejectPage {
  readonly rejects: readonly StoredReject[];
  readonly nextCursor: string | null;
}

/** Which of two connections counts for performances of a span of days, both included. */
export interface StoredChoice {
  readonly id: string;
  readonly counts: string;
  readonly other: string;
  /** Neither instead of the other: they sold different things. */
  readonly both: boolean;
  /** YYYY-MM-DD. */
  readonly from: string;
  readonly to: string;
}

/** The class that an organisation gave a kind of ticket of one connection. */
export interface StoredTicketClass {
  readonly connectionId: string;
  /** A digest of the connection and the type's id at its box office. */
  readonly typeKey: string;
  readonly class: TicketClass;
  readonly isConcession: boolean;
}

/** What a statement's parameter may be. */
export type Parameter = string | number | bigint | boolean | null | Uint8Array;

/** One organisation's store, for as long as `withStore` lends it. */
export interface Store {
  readonly organisationId: string;
  cursors(connectionId: string): Promise<Record<string, unknown>>;
  /**
   * Writes a batch in one transaction: rows, ledger, rejects, cursors, load record.
   * @throws FencedError if a newer sync has written to this connection.
   */
  load(request: LoadRequest): Promise<LoadResult>;
  /**
   * Writes all of a delivered batch in one transaction, once: a batch that was loaded before is answered as it was then.
   * @throws what `chunks` throws, after undoing everything; FencedError if a newer claim on a batch has written.
   */
  loadDelivery(request: LoadDeliveryRequest, chunks: AsyncIterable<PackedBatch>): Promise<LoadedDelivery>;
  /** What loading a file would change; writes nothing. @throws what `chunks` throws */
  compareUpload(what: CompareUploadRequest, chunks: AsyncIterable<PackedBatch>): Promise<ComparedUpload>;
  /** Writes all of a file in one transaction, once. @throws what `chunks` throws, after undoing everything; FencedError */
  loadUpload(request: LoadUploadRequest, chunks: AsyncIterable<PackedBatch>): Promise<LoadedUpload>;
  /** Takes an upload back or puts it back, in one transaction; null if the store never had it. @throws FencedError */
  turnUpload(request: TurnUploadRequest): Promise<UploadStanding | null>;
  upload(of: UploadOf): Promise<UploadStanding | null>;
  /** What turning it would do. */
  effectOfTurn(of: UploadOf, kind: UploadedKind): Promise<UploadEffectFacts>;
  /** The batch loaded under this id or number, if one was. */
  delivery(connectionId: string, which: WhichDelivery): Promise<LoadedDelivery | null>;
  deliveries(connectionId: string): Promise<DeliveryFacts>;
  /** Which of these keys have no row. */
  unknownKeys(connectionId: string, table: TableName, keys: readonly string[]): Promise<string[]>;
  knownKeys(connectionId: string, table: TableName): Promise<string[]>;
  /** The live tickets of these orders, as pairs of order and ticket. */
  liveTickets(connectionId: string, orderIds: readonly string[]): Promise<(readonly [string, string])[]>;
  facts(connectionId: string): Promise<StoreFacts>;
  /** Records with open rejects, each once, those not looked at for longest first. Those without an id are left out. */
  refused(connectionId: string, limit: number): Promise<RefusedRecord[]>;
  /** Open rejects first, the newest first; `cursor` is opaque. */
  rejects(connectionId: string, page: { cursor?: string | null; limit: number }): Promise<RejectPage>;
  /**
   * One SELECT. Rows are plain objects: timestamps as milliseconds, integers as numbers (as bigint where a number would lie).
   * @throws StoreError `statement-refused` for anything but one SELECT.
   */
  query(sql: string, parameters?: readonly Parameter[]): Promise<Record<string, unknown>[]>;
  /**
   * Writes the rows of one SELECT into a file, as fast as the store can and whatever their number.
   * @returns how many. @throws StoreError `statement-refused` for anything but one SELECT; what was begun stays for the caller to remove
   */
  copyRows(request: CopyRows): Promise<number>;
  /** Puts these choices of sources in place of those that the store knows; spans of one pair of connections must not overlap. */
  setSourceChoices(choices: readonly StoredChoice[]): Promise<void>;
  /** Puts these classes in place of those that the store knows. */
  setTicketClasses(classes: readonly StoredTicketClass[]): Promise<void>;
  /** Writes the log into the file. Call it when a run ends. */
  checkpoint(): Promise<void>;
  /** Stops what this borrower is running; those calls reject with `store-interrupted`. */
  interrupt(): void;
}
