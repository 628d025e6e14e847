import { startThread } from '../start-thread.ts';
import type { ExtractJob, FromExtract, ToExtract } from './extract-messages.ts';

/** Enough for the largest answers that a box office gives at once; a thread that needs more ends, and only it. */
const HEAP_MB = 768;

/** The extracting thread, seen from outside. */
export interface ExtractThread extends AsyncDisposable {
  /** What it says, in order, until it has ended. @throws whatever ended it early */
  messages(): AsyncGenerator<FromExtract>;
  answer(message: ToExtract): void;
  /** Ends it at once, whatever it is at. */
  terminate(): Promise<void>;
}

/** Starts a thread on a job. */
export function startExtractThread(job: ExtractJob): ExtractThread {
  const options = {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    // The sign-in and the pseudonym key travel in the job; the environment has no business there.
    env: {},
    name: 'extract',
  };
  const worker = startThread('extract-worker', new URL('./extract-worker.ts', import.meta.url), options);
  const queue: FromExtract[] = [];
  let ended = false;
  let failure: Error | null = null;
  let wake: () => void = () => undefined;
  const woken = (): void => wake();
  worker.on('message', (message: FromExtract) => {
    queue.push(message);
    woken();
  });
  worker.on('error', (err: unknown) => {
    failure = err instanceof Error ? err : new Error('the extracting thread failed');
    woken();
  });
  worker.on('exit', () => {
    ended = true;
    woken();
  });
  return {
    async *messages() {
      for (;;) {
        const message = queue.shift();
        if (message !== undefined) {
          yield message;
          continue;
        }
        if (failure !== null) throw failure;
        if (ended) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    answer: (message) => worker.postMessage(message),
    async terminate() {
      await worker.terminate();
    },
    async [Symbol.asyncDispose]() {
      await worker.terminate();
    },
  };
}
