import type { Fault, Probe } from '@illuminate/connector-kit';
import type { Progress } from '@illuminate/contract';
import type { Performance, TableName } from '@illuminate/model';
import type { PageKey, PagesOf } from '../pages/page-files.ts';
import type { ComparisonMessage } from '../reconciliation/gathered-totals.ts';
import type { ReconciliationJob } from '../reconciliation/reconciliation-job.ts';
import type { PackedBatch } from '../warehouse/pack.ts';
import type { Disappeared, RefusedRecord, Reject } from '../warehouse/store-types.ts';
import type { Day } from './days.ts';

/** What the thread is given that reads kept pages instead of a box office: nothing that could sign in anywhere. */
export interface ReplayJob {
  readonly connectorId: string;
  readonly zone: string;
  readonly currency: string;
  readonly pages: PagesOf;
  readonly key: PageKey;
  /** Names of files, in the order in which they were loaded. */
  readonly files: readonly string[];
  readonly rejected: readonly RefusedRecord[];
  /** Performances that were to come when the first of these pages was read, as they are stored. */
  readonly ahead: readonly Performance[];
  /** Of those, what is not shown any more. */
  readonly gone: readonly Performance[];
}

export type ThreadJob = ExtractJob | ReplayJob;

/** What the extracting thread is given. It holds the box office's sign-in and the pseudonym key, and nothing of the platform. */
export interface ExtractJob {
  readonly connectorId: string;
  readonly config: unknown;
  readonly zone: string;
  readonly currency: string;
  readonly pseudonymKey: Uint8Array;
  readonly allowLoopback: boolean;
  /** What was found at the box office before; null to ask it now. */
  readonly probe: Probe | null;
  readonly cursors: Readonly<Record<string, unknown>>;
  readonly backoffUntil: Readonly<Record<string, number>>;
  readonly rejected: readonly RefusedRecord[];
  /** By stream, what is known to be ahead still: it is read by id when the provider's list leaves it out. */
  readonly upcoming: Readonly<Record<string, readonly string[]>>;
  /** Performances to come, the soonest first, as they are stored. */
  readonly ahead: readonly Performance[];
  /** Performances to come that the box office showed once and does not any more. */
  readonly gone: readonly Performance[];
  /** What this run does for comparisons with the box office. */
  readonly reconciliation: ReconciliationJob;
  readonly historyFrom: Day | null;
  /** Older sales are not kept. */
  readonly historyNotBefore?: Day | null;
  readonly earliestPerformance: Day | null;
  readonly asked: boolean;
  /** How often the connection is synced. */
  readonly everySeconds: number;
  /** A person has looked: what is missing from a feed is gone, however much it is. */
  readonly acceptAbsent: boolean;
  /** Whether performances are looked at by themselves, to see how full they are. */
  readonly observes: boolean;
  /** Whether what is read is kept for a replay. */
  readonly keepsPages: boolean;
  /** How long the run may take, in ms; what is left goes on next time. */
  readonly budgetMs: number;
}

/** Totals since the run began. */
export interface ExtractCounts {
  readonly requests: number;
  readonly ordersRead: number;
  readonly rejects: number;
  /** Items of feeds, and those among them that were new or had changed. */
  readonly feedItems: number;
  readonly feedItemsChanged: number;
  /** Performances whose capacity was observed. */
  readonly observed: number;
  /** How often each oddity was met. */
  readonly warnings: Readonly<Record<string, number>>;
}

export interface BatchMessage {
  readonly type: 'batch';
  readonly packed: PackedBatch | null;
  readonly cursors: Readonly<Record<string, unknown>>;
  readonly rejects: readonly Reject[];
  /** Records read well, so that an earlier refusal of theirs is settled. */
  readonly readWell: readonly { readonly stream: string; readonly sourceId: string }[];
  readonly disappeared: Disappeared | null;
  /** What the store has of these orders may have been lost. */
  readonly mend: boolean;
  /** The rows come from kept pages. */
  readonly replay: boolean;
  /** What the batch was made of, to be kept: compressed, without anything personal. */
  readonly pages: Uint8Array<ArrayBuffer> | null;
}

/** Which of these keys have no row in the store? */
export interface KeysAsked {
  readonly type: 'unknown-keys';
  readonly ask: number;
  readonly table: TableName;
  readonly keys: readonly string[];
}

/** From the extracting thread to the loading one. */
export type FromExtract =
  | BatchMessage
  | { readonly type: 'probed'; readonly probe: Probe }
  | {
      readonly type: 'progress';
      readonly counts: ExtractCounts;
      readonly doing: string;
      readonly progress: Progress | null;
    }
  | KeysAsked
  | { readonly type: 'live-tickets'; readonly ask: number; readonly orders: readonly string[] }
  | ComparisonMessage
  | { readonly type: 'stream-read'; readonly stream: string }
  | {
      readonly type: 'stream-failed';
      readonly stream: string;
      readonly fault: Fault;
      readonly afterMs: number | null;
      /** Not this stream alone: nothing could be read, of any stream. */
      readonly whole: boolean;
    }
  | { readonly type: 'caught-up'; readonly stream: string; readonly at: number }
  | {
      readonly type: 'ended';
      readonly ending: Ending;
      readonly counts: ExtractCounts;
      readonly progress: Progress | null;
    };

/** How a run ended. `halted` carries why nothing more may be asked. */
export type Ending =
  | { readonly kind: 'done'; readonly moreHistory: boolean }
  | { readonly kind: 'halted'; readonly why: 'credential' | 'consent' | 'abort'; readonly fault: Fault };

/** From the loading thread to the extracting one. */
export type ToExtract =
  | { readonly type: 'taken' }
  /** What was asked under a number. */
  | { readonly type: 'answer'; readonly ask: number; readonly value: unknown };
