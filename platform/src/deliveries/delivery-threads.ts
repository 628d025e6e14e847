import type { Worker } from 'node:worker_threads';
import { OWN_ERROR } from '../logger.ts';
import { startThread } from '../start-thread.ts';
import type { PackedBatch } from '../warehouse/pack.ts';
import type {
  DeliveryJob,
  DeliveryProblem,
  FromDeliveryThread,
  LoadBatchJob,
  PartTotals,
  ReadPartJob,
  ToDeliveryThread,
} from './delivery-messages.ts';

/** Enough for a part of the greatest size; a thread that needs more ends, and only it. */
const HEAP_MB = 256;
/** A small nursery: what a record leaves behind is short-lived, and there are two threads. */
const NURSERY_MB = 12;
const THREADS = 2;
/** Jobs that may wait for a thread; each holds the bytes of a part. */
const WAITING_AT_MOST = 8;
/** How long a thread without work stays. Starting one costs as much as a small part does; keeping one, some tens of megabytes. */
const IDLE_MS = 1_000;

/** What was delivered is not as it should be; the thread says what is wrong, without a word of what it read. */
export class DeliveryRefused extends Error {
  override readonly name = 'DeliveryRefused';
  readonly [OWN_ERROR] = true;
  readonly problem: DeliveryProblem;
  constructor(problem: DeliveryProblem) {
    super('A delivery is not as it should be.');
    this.problem = problem;
  }
}

/** A part in the spool that cannot be read. */
export class PartLost extends Error {
  override readonly name = 'PartLost';
  readonly [OWN_ERROR] = true;
  readonly part: number;
  constructor(part: number) {
    super('A part in the spool cannot be read.');
    this.part = part;
  }
}

/** A thread that ended in the middle, or found an error of ours. */
export class ThreadFailed extends Error {
  override readonly name = 'ThreadFailed';
  readonly [OWN_ERROR] = true;
  readonly code: string;
  readonly at: readonly string[];
  constructor(code: string, at: readonly string[] = []) {
    super('The thread that reads deliveries failed.');
    this.code = code;
    this.at = at;
  }
}

/** All threads are at work, and enough wait for one. */
export class AllBusy extends Error {
  override readonly name = 'AllBusy';
  readonly [OWN_ERROR] = true;
}

export interface DeliveryThreads {
  /** Reads a part into the spool; takes the bytes away. @throws DeliveryRefused, AllBusy, ThreadFailed */
  read(job: ReadPartJob, signal: AbortSignal): Promise<PartTotals>;
  /** What the spool holds of a batch. @throws DeliveryRefused, PartLost, ThreadFailed */
  load(job: LoadBatchJob, signal: AbortSignal): AsyncGenerator<PackedBatch>;
  /** Ends every thread at once. */
  close(): Promise<void>;
}

interface Thread {
  readonly worker: Worker;
  idle: NodeJS.Timeout | null;
}

export function createDeliveryThreads(): DeliveryThreads {
  const free: Thread[] = [];
  const all = new Set<Thread>();
  const waiting: (() => void)[] = [];
  let working = 0;

  const begin = (): Thread => {
    const thread = free.pop();
    if (thread !== undefined) {
      if (thread.idle !== null) clearTimeout(thread.idle);
      thread.idle = null;
      thread.worker.ref();
      return thread;
    }
    const worker = startThread('delivery-worker', new URL('./delivery-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: NURSERY_MB },
      // Keys travel in the jobs; the environment has no business there.
      env: {},
      name: 'delivery',
    });
    const started: Thread = { worker, idle: null };
    all.add(started);
    // Whoever uses it hears of its end by listeners of his own.
    worker.on('error', () => end(started));
    worker.on('exit', () => end(started));
    return started;
  };
  const end = (thread: Thread): void => {
    all.delete(thread);
    const at = free.indexOf(thread);
    if (at >= 0) free.splice(at, 1);
    if (thread.idle !== null) clearTimeout(thread.idle);
  };
  const rest = (thread: Thread): void => {
    if (!all.has(thread)) return;
    thread.worker.unref();
    thread.idle = setTimeout(() => {
      end(thread);
      void thread.worker.terminate();
    }, IDLE_MS);
    thread.idle.unref();
    free.push(thread);
  };

  async function* perform(job: DeliveryJob, signal: AbortSignal): AsyncGenerator<FromDeliveryThread, void> {
    await turn(signal);
    const thread = begin();
    let isDone = false;
    try {
      for await (const message of messagesOf(thread.worker, job, signal)) {
        isDone = message.type !== 'chunk';
        yield message;
        if (isDone) return;
        thread.worker.postMessage({ type: 'taken' } satisfies ToDeliveryThread);
      }
    } finally {
      working -= 1;
      waiting.shift()?.();
      if (isDone) rest(thread);
      else {
        end(thread);
        await thread.worker.terminate();
      }
    }
  }

  async function turn(signal: AbortSignal): Promise<void> {
    while (working >= THREADS) {
      if (waiting.length >= WAITING_AT_MOST) throw new AllBusy();
      await new Promise<void>((resolve) => waiting.push(resolve));
      if (signal.aborted) waiting.shift()?.();
      signal.throwIfAborted();
    }
    working += 1;
  }

  return {
    async read(job, signal) {
      for await (const message of perform(job, signal)) {
        if (message.type === 'done' && message.totals !== null) return message.totals;
        throw errorOf(message);
      }
      throw new ThreadFailed('ended');
    },
    async *load(job, signal) {
      for await (const message of perform(job, signal)) {
        if (message.type === 'done') return;
        if (message.type !== 'chunk') throw errorOf(message);
        yield message.packed;
      }
    },
    async close() {
      await Promise.all([...all].map(({ worker }) => worker.terminate()));
    },
  };
}

/** What a thread says to a job, until it stops listening or the thread ends. */
async function* messagesOf(worker: Worker, job: DeliveryJob, signal: AbortSignal): AsyncGenerator<FromDeliveryThread> {
  const queue: FromDeliveryThread[] = [];
  const failures: Error[] = [];
  let wake: () => void = () => undefined;
  const onMessage = (message: FromDeliveryThread): void => {
    queue.push(message);
    wake();
  };
  const onError = (err: unknown): void => {
    const code = err instanceof Error && 'code' in err ? String(err.code) : 'unknown';
    failures.push(new ThreadFailed(code));
    wake();
  };
  const onExit = (): void => onError(null);
  const onAbort = (): void => wake();
  worker.on('message', onMessage);
  worker.on('error', onError);
  worker.on('exit', onExit);
  signal.addEventListener('abort', onAbort);
  try {
    signal.throwIfAborted();
    worker.postMessage({ type: 'job', job } satisfies ToDeliveryThread, job.kind === 'read' ? [job.bytes.buffer] : []);
    for (;;) {
      signal.throwIfAborted();
      const message = queue.shift();
      const [failure] = failures;
      if (message !== undefined) yield message;
      else if (failure !== undefined) throw failure;
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    worker.off('message', onMessage);
    worker.off('error', onError);
    worker.off('exit', onExit);
    signal.removeEventListener('abort', onAbort);
  }
}

function errorOf(message: FromDeliveryThread): Error {
  switch (message.type) {
    case 'problem':
      return new DeliveryRefused(message.problem);
    case 'spool-damaged':
      return new PartLost(message.part);
    case 'failed':
      return new ThreadFailed(message.err.code ?? message.err.name, message.err.at ?? []);
    default:
      return new ThreadFailed('unexpected');
  }
}
