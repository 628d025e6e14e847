import type { Connector, Fault, NormaliseContext, Stream } from '@illuminate/connector-kit';
import type { Progress } from '@illuminate/contract';
import type { TableName } from '@illuminate/model';
import type { Clock } from '../clock.ts';
import type { Batch } from './batch.ts';
import type { Day } from './days.ts';
import type { BatchMessage, ExtractJob, FromExtract } from './extract-messages.ts';
import type { HistoryBounds } from './history.ts';
import type { KnownPerformances } from './known-performances.ts';
import type { Way } from './ways.ts';

// biome-ignore lint/suspicious/noExplicitAny: streams of any connector; their records are opaque here.
export type AnyStream = Stream<any, any, any>;

/** The extracting thread's way to the loading one. */
export interface ExtractIo {
  /** Hands a batch over; resolves when the loader has taken it, so that at most two exist at once. */
  sendBatch(message: BatchMessage): Promise<void>;
  /** Which of these keys the store has no row for. */
  unknownKeys(table: TableName, keys: readonly string[]): Promise<readonly string[]>;
  /** The live tickets that the store holds of these orders, as pairs of order and ticket. */
  liveTickets(orderIds: readonly string[]): Promise<readonly (readonly [string, string])[]>;
  /** Anything that needs no answer. */
  tell(message: FromExtract): void;
}

/** What a run knows and changes as it goes; every step works on it. */
export interface Extraction {
  readonly connector: Connector;
  readonly client: unknown;
  readonly streams: ReadonlyMap<string, AnyStream>;
  readonly ways: Map<string, Set<Way>>;
  readonly context: NormaliseContext<unknown>;
  readonly job: ExtractJob;
  readonly io: ExtractIo;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly batch: Batch;
  readonly counts: {
    requests: number;
    ordersRead: number;
    rejects: number;
    feedItems: number;
    feedItemsChanged: number;
    observed: number;
    warnings: Record<string, number>;
  };
  /** Records that the box office has failed on in this run, by stream and id: they are not asked for again in it. */
  readonly failing: Map<string, Fault>;
  /** Performances to come. */
  readonly known: KnownPerformances;
  /** Cursors as read from the store, and as moved since. */
  readonly cursors: Record<string, unknown>;
  /** Of the performances known, those of this run included. */
  earliestPerformance: Day | null;
  doing: string;
  /** What is read just now may have been lost here. */
  mending: boolean;
  /** What is read just now are kept pages. */
  replaying: boolean;
  progress: Progress | null;
  /** Of that, what has been handed over: all else is lost if the run ends now. */
  loaded: Progress | null;
  /** So much of the run's time (ms) is kept for steps that come later. */
  reservedMs: number;
  /** Whether the run's time is up, but for what is kept. */
  timeIsUp(): boolean;
  bounds(): HistoryBounds;
}

/** The stream of a name. @throws Error if the connector has none: a plan may only name what is there. */
export function streamOf(extraction: Extraction, name: string): AnyStream {
  const stream = extraction.streams.get(name);
  if (stream === undefined) throw new Error(`no stream is called ${name}`);
  return stream;
}

/** The table in which a stream's rows are keyed: it has the stream's name. */
export function tableOf(stream: string): TableName {
  return stream.replaceAll('-', '_') as TableName;
}

/** Says what the run is at. */
export function report(extraction: Extraction, doing: string): void {
  extraction.doing = doing;
  extraction.io.tell({
    type: 'progress',
    counts: { ...extraction.counts, warnings: { ...extraction.counts.warnings } },
    doing,
    progress: extraction.loaded,
  });
}
