import { Refusal } from '../refusal.ts';
import { createDeliveryThreads, type DeliveryThreads } from './delivery-threads.ts';
import { busy } from './refusals.ts';

/** What deliveries need beyond a request: threads, the spool, and an end to what is under way. */
export interface DeliveryWork {
  /** The spool's folder. */
  readonly folder: string;
  readonly threads: DeliveryThreads;
  /** Work for a connection that ends early when its deliveries are cancelled or the platform stops. */
  during<T>(connectionId: string, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Ends what is under way for a connection; resolves once nothing is. */
  cancel(connectionId: string): Promise<void>;
  close(): Promise<void>;
}

interface UnderWay {
  readonly connectionId: string;
  readonly stop: AbortController;
  readonly done: Promise<unknown>;
}

export function createDeliveryWork(folder: string): DeliveryWork {
  const threads = createDeliveryThreads();
  const underWay = new Set<UnderWay>();
  let closing = false;

  const end = async (which: readonly UnderWay[]): Promise<void> => {
    for (const { stop } of which) stop.abort(new WorkCancelled());
    await Promise.allSettled(which.map(({ done }) => done));
  };
  return {
    folder,
    threads,
    async during(connectionId, work) {
      const stop = new AbortController();
      if (closing) stop.abort(new WorkCancelled());
      stop.signal.throwIfAborted();
      const done = work(stop.signal);
      const entry = { connectionId, stop, done };
      underWay.add(entry);
      try {
        return await done;
      } finally {
        underWay.delete(entry);
      }
    },
    cancel: (connectionId) => end([...underWay].filter((entry) => entry.connectionId === connectionId)),
    async close() {
      closing = true;
      await end([...underWay]);
      await threads.close();
    },
  };
}

/** Somebody stopped the connection, or the platform. What was under way has left nothing. */
export class WorkCancelled extends Refusal {
  constructor() {
    super(busy('Illuminate is stopping, or takes nothing for this connection just now.', 30).parts);
  }
}
