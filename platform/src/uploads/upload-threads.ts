import { DeliveryRefused, ThreadFailed } from '../deliveries/delivery-threads.ts';
import { startThread } from '../start-thread.ts';
import type { Checked, CheckJob, FromUploadThread, Proposed, ProposeJob, UploadJob } from './upload-messages.ts';

/** Enough for a file of the greatest size; a thread that needs more ends, and only it. */
const HEAP_MB: Readonly<Record<UploadJob['kind'], number>> = { propose: 384, check: 1536 };
/** A file that takes longer is hostile, or the machine has other troubles. */
const PATIENCE_MS: Readonly<Record<UploadJob['kind'], number>> = { propose: 60_000, check: 30 * 60_000 };
/** Checks take turns: each may need much memory. What is only looked at is quick. */
const AT_ONCE: Readonly<Record<UploadJob['kind'], number>> = { propose: 2, check: 1 };

/** The thread took too long. */
export const TOO_SLOW = 'too-slow';

export interface UploadThreads {
  /** Looks at a file. @throws DeliveryRefused, ThreadFailed */
  propose(job: ProposeJob, signal: AbortSignal): Promise<Proposed>;
  /** Reads a file whole into its spool. @throws DeliveryRefused, ThreadFailed */
  check(job: CheckJob, signal: AbortSignal, onRows: (rows: number) => void): Promise<Checked>;
}

/** A thread for each job: what a hostile file leaves in one, no other file meets. */
export function createUploadThreads(): UploadThreads {
  const working: Record<UploadJob['kind'], number> = { propose: 0, check: 0 };
  const waiting: Record<UploadJob['kind'], (() => void)[]> = { propose: [], check: [] };

  async function inTurn<T>(kind: UploadJob['kind'], signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    while (working[kind] >= AT_ONCE[kind]) {
      await new Promise<void>((resolve) => waiting[kind].push(resolve));
      if (signal.aborted) waiting[kind].shift()?.();
      signal.throwIfAborted();
    }
    working[kind] += 1;
    try {
      return await work();
    } finally {
      working[kind] -= 1;
      waiting[kind].shift()?.();
    }
  }

  return {
    propose: (job, signal) =>
      inTurn(job.kind, signal, async () => {
        const said = await perform(job, signal, () => undefined);
        if (said.type === 'proposed') return said.proposed;
        throw errorOf(said);
      }),
    check: (job, signal, onRows) =>
      inTurn(job.kind, signal, async () => {
        const said = await perform(job, signal, onRows);
        if (said.type === 'checked') return said.checked;
        throw errorOf(said);
      }),
  };
}

async function perform(
  job: UploadJob,
  signal: AbortSignal,
  onRows: (rows: number) => void,
): Promise<Exclude<FromUploadThread, { type: 'progress' }>> {
  signal.throwIfAborted();
  const worker = startThread('upload-worker', new URL('./upload-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB[job.kind] },
    // Keys travel in the jobs; the environment has no business there.
    env: {},
    name: 'upload',
  });
  const timer = AbortSignal.timeout(PATIENCE_MS[job.kind]);
  const ends = AbortSignal.any([signal, timer]);
  try {
    return await new Promise((resolve, reject) => {
      const onEnd = (): void => reject(timer.aborted ? new ThreadFailed(TOO_SLOW) : signal.reason);
      ends.addEventListener('abort', onEnd, { once: true });
      worker.on('message', (message: FromUploadThread) => {
        if (message.type === 'progress') onRows(message.rows);
        else resolve(message);
      });
      worker.on('error', (err: unknown) =>
        reject(new ThreadFailed(err instanceof Error && 'code' in err ? String(err.code) : 'unknown')),
      );
      worker.on('exit', () => reject(new ThreadFailed('ended')));
      worker.postMessage(job);
    });
  } finally {
    await worker.terminate();
  }
}

function errorOf(said: FromUploadThread): Error {
  if (said.type === 'problem') return new DeliveryRefused(said.problem);
  if (said.type === 'failed') return new ThreadFailed(said.err.code ?? said.err.name, said.err.at ?? []);
  return new ThreadFailed('unexpected');
}
