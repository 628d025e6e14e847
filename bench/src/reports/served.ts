import { EXPORT_TYPES, type ReportDefinition } from '@illuminate/contract';
import type { MeasuredServer, Ticks } from '../measured-server.ts';
import { aboveIdle, type Usage, watchProcesses } from '../process-watch.ts';
import { randomQuestions } from './random-questions.ts';

export interface Taken {
  readonly ms: number;
  readonly bytes: number;
  /** While it was made and sent, above what the server had before. */
  readonly usage: Usage | null;
  readonly ticks: Ticks;
}

/** Takes a report away as a file, as somebody with a fast line does; nothing of it is kept. */
export async function takeAway(
  server: MeasuredServer,
  definition: ReportDefinition,
  format: 'csv' | 'xlsx' | 'parquet',
): Promise<Taken> {
  const watch = watchProcesses([server.pid]);
  try {
    await watch.mark();
    const idle = await watch.mark();
    const since = Date.now();
    const began = performance.now();
    const response = await server.api.request('runReport', {
      body: { organisation: 'bench', definition },
      accept: EXPORT_TYPES[format],
    });
    let bytes = 0;
    for await (const piece of response.body ?? []) bytes += piece.length;
    const ms = performance.now() - began;
    return { ms, bytes, usage: aboveIdle(await watch.mark(), idle), ticks: await server.ticks(since) };
  } finally {
    watch.stop();
  }
}

interface PeopleRunning {
  readonly ran: number;
  /** What was refused, such as one that took longer than anybody waits before a screen. */
  readonly refused: readonly string[];
  readonly ms: number;
  readonly ticks: Ticks;
  readonly slowestStatus: number;
}

/** So many people who each run one report after another. @returns how many they ran, and how the server's event loop stalled */
export async function peopleRunning(server: MeasuredServer, people: number, each: number): Promise<PeopleRunning> {
  const questions = randomQuestions(people * each, 7);
  const since = Date.now();
  const began = performance.now();
  let isOver = false;
  const refused: string[] = [];
  let slowestStatus = 0;
  // Somebody who only looks whether all is well.
  const onlooker = (async () => {
    while (!isOver) {
      const asked = performance.now();
      await server.api.call('showStatus', {});
      slowestStatus = Math.max(slowestStatus, performance.now() - asked);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  })();
  await Promise.all(
    Array.from({ length: people }, async (_, person) => {
      for (const { definition } of questions.slice(person * each, (person + 1) * each)) {
        await server.api.call('runReport', { body: { organisation: 'bench', definition } }).catch((err: unknown) => {
          refused.push(String(err));
        });
      }
    }),
  );
  isOver = true;
  await onlooker;
  return {
    ran: people * each,
    refused,
    ms: performance.now() - began,
    ticks: await server.ticks(since),
    slowestStatus,
  };
}
