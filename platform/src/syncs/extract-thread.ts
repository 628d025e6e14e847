import { startThread } from '../start-thread.ts';
import type { FromExtract, KeysAsked, ThreadJob, ToExtract } from './extract-messages.ts';

/** Enough for the largest answers that a box office gives at once; a thread that needs more ends, and only it. */
const HEAP_MB = 768;
/** Room for the objects of a page, so that most of them are gone before anybody has had to move them. */
const YOUNG_MB = 48;

/** The extracting thread, seen from outside. */
export interface ExtractThread extends AsyncDisposable {
  /** What it says, in order, until it has ended; its questions aside. @throws whatever ended it early */
  messages(): AsyncGenerator<Exclude<FromExtract, KeysAsked>>;
  answer(message: ToExtract): void;
  /** Ends it at once, whatever it is at. */
  terminate(): Promise<void>;
}

/**
 * Starts a thread on a job.
 * @param unknownKeys answers its questions; they do not wait behind a batch that is being loaded
 */
export function startExtractThread(
  job: ThreadJob,
  unknownKeys: (asked: KeysAsked) => Promise<readonly string[]>,
): ExtractThread {
  const options = {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: YOUNG_MB },
    // The sign-in and the pseudonym key travel in the job; the environment has no business there.
    env: {},
    name: 'extract',
  };
  const worker = startThread('extract-worker', new URL('./extract-worker.ts', import.meta.url), options);
  const queue: Exclude<FromExtract, KeysAsked>[] = [];
  let ended = false;
  let failure: Error | null = null;
  let wake: () => void = () => undefined;
  const woken = (): void => wake();
  const fail = (err: unknown): void => {
    failure = err instanceof Error ? err : new Error('the extracting thread failed');
    woken();
  };
  worker.on('message', (message: FromExtract) => {
    if (message.type === 'unknown-keys') {
      const { ask } = message;
      unknownKeys(message).then(
        (keys) => worker.postMessage({ type: 'answer', ask, value: keys } satisfies ToExtract),
        fail,
      );
      return;
    }
    queue.push(message);
    woken();
  });
  worker.on('error', fail);
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
