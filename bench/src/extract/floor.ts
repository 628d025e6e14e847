import { rm } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { Appending } from './appending.ts';
import { type FetchJob, fetchAndParse } from './fetch-and-parse.ts';

export interface FloorWay {
  readonly name: string;
  /** One, as the plainest program has it; or two, with the parsing on a thread of its own. */
  readonly threads: 1 | 2;
  run(): Promise<void>;
}

/** A way of appending with the parsing beside it, on the same thread or on another. */
export function floorWays(job: FetchJob, { way, run }: Appending): FloorWay[] {
  return [
    { name: way, threads: 1, run: async () => void (await Promise.all([fetchAndParse(job), run()])) },
    { name: way, threads: 2, run: async () => void (await Promise.all([inWorker(job), run()])) },
  ];
}

/** The program itself is the thread's: bundled, there is no other file. */
function inWorker(job: FetchJob): Promise<void> {
  const file = process.argv[1] ?? '';
  return new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData: { floor: job } });
    worker.once('error', reject);
    worker.once('exit', () => resolve());
  });
}

/** What a run took, of the clock and of this machine's processors. */
export interface Taken {
  readonly ms: number;
  readonly cpuSeconds: number;
}

export async function timed({ run }: FloorWay, file: string): Promise<Taken> {
  await rm(file, { force: true });
  await rm(`${file}.wal`, { force: true });
  const start = performance.now();
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return { ms: performance.now() - start, cpuSeconds: (user + system) / 1e6 };
}
