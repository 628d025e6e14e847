// Test support, in the place of `start-thread.ts` (see `vitest.config.ts`): reading a thread from its source costs two seconds of a
// processor, each time that one starts.
import { join } from 'node:path';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the bundles of this run of tests are. */
    bundledThreads: string;
  }
}

export function startThread(bundle: string, _source: URL, options: WorkerOptions): Worker {
  return new Worker(join(inject('bundledThreads'), `${bundle}.mjs`), options);
}
