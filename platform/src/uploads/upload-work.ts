import type { Upload } from '@illuminate/contract';
import { WorkCancelled } from '../deliveries/delivery-work.ts';
import { createTurns, type Turns } from '../warehouse/turns.ts';
import { createUploadThreads, type UploadThreads } from './upload-threads.ts';

/** What uploads need beyond a request: threads, a folder, how far each is, and an end to what is under way. */
export interface UploadWork {
  /** Where files lie until they end. */
  readonly folder: string;
  readonly threads: UploadThreads;
  /** By the upload's id, while something goes on. */
  readonly progress: Map<string, NonNullable<Upload['progress']>>;
  /** Work for an organisation, one in a lane at a time, that ends early when it is cancelled or the platform stops. */
  inTurn<T>(organisationId: string, lane: string, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** As `inTurn`, without waiting for it; `work` must not reject. */
  start(organisationId: string, lane: string, work: (signal: AbortSignal) => Promise<void>): void;
  /** As many others go on meanwhile. */
  during<T>(organisationId: string, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Ends what is under way for an organisation; resolves once nothing is. */
  cancel(organisationId: string): Promise<void>;
  /** Resolves once nothing is under way for an organisation. */
  settled(organisationId: string): Promise<void>;
  close(): Promise<void>;
}

interface UnderWay {
  readonly organisationId: string;
  readonly stop: AbortController;
  readonly done: Promise<unknown>;
}

export function createUploadWork(folder: string): UploadWork {
  const underWay = new Set<UnderWay>();
  const turns = new Map<string, Turns>();
  let closing = false;

  const end = async (which: readonly UnderWay[]): Promise<void> => {
    for (const { stop } of which) stop.abort(new WorkCancelled());
    await Promise.allSettled(which.map(({ done }) => done));
  };
  async function during<T>(organisationId: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const stop = new AbortController();
    if (closing) throw new WorkCancelled();
    const done = work(stop.signal);
    const entry = { organisationId, stop, done };
    underWay.add(entry);
    try {
      return await done;
    } finally {
      underWay.delete(entry);
    }
  }
  const turnOf = (lane: string): Turns => {
    const turn = turns.get(lane) ?? createTurns();
    turns.set(lane, turn);
    return turn;
  };
  const of = (organisationId: string): UnderWay[] =>
    [...underWay].filter((entry) => entry.organisationId === organisationId);
  const inTurn = <T>(organisationId: string, lane: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> =>
    during(organisationId, (signal) =>
      turnOf(lane)(async () => {
        signal.throwIfAborted();
        return work(signal);
      }),
    );
  return {
    folder,
    threads: createUploadThreads(),
    progress: new Map(),
    inTurn,
    start(organisationId, lane, work) {
      inTurn(organisationId, lane, work).catch((err: unknown) => {
        // Stopped before it began: the next start finds it as it was.
        if (!(err instanceof WorkCancelled)) throw err;
      });
    },
    during,
    cancel: (organisationId) => end(of(organisationId)),
    async settled(organisationId) {
      await Promise.allSettled(of(organisationId).map(({ done }) => done));
    },
    async close() {
      closing = true;
      await end([...underWay]);
    },
  };
}
