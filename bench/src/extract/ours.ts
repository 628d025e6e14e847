import { setTimeout as sleep } from 'node:timers/promises';
import type { BoxOffice } from '../box-office.ts';
import { type MeasuredServer, startServer, type Ticks } from '../measured-server.ts';
import { aboveIdle, type Usage, watchProcesses } from '../process-watch.ts';

export interface Ours extends Ticks {
  readonly ms: number;
  readonly tickets: number;
  readonly requests: number;
  readonly idleRss: number;
  /** Seen from outside, above what the idle server had. */
  readonly usage: Usage | null;
}

const POLL_MS = 200;

/** Everything, through the real server: from the moment a connection is added until its history is complete and committed. */
export async function runOurs(
  boxOffice: BoxOffice,
  origin: string,
  afterwards: (server: MeasuredServer) => Promise<void> = async () => {},
): Promise<Ours> {
  const server = await startServer();
  const watch = watchProcesses([server.pid]);
  try {
    const idle = await watch.mark();
    const start = Date.now();
    const name = await server.connect(boxOffice, origin);
    let requests = 0;
    let counted: string | null = null;
    for (;;) {
      await sleep(POLL_MS);
      const status = await server.api.call('showStatus', {});
      const shown = status.connections.find((connection) => connection.name === name);
      if (shown === undefined) throw new Error('the connection is gone');
      const run = shown.runningSync ?? shown.lastSync;
      if (run !== null && run.endedAt !== null && counted !== run.id) {
        requests += run.counts.requests;
        counted = run.id;
      }
      if (shown.progress?.complete === true && shown.runningSync === null && shown.lastSync !== null) {
        const ms = Date.parse(shown.lastSync.endedAt ?? '') - start;
        const ticks = await server.ticks(start);
        const usage = aboveIdle(await watch.mark(), idle);
        await server.stop();
        await afterwards(server);
        return { ...ticks, ms, tickets: shown.counts.tickets, requests, idleRss: server.idleRss, usage };
      }
    }
  } finally {
    watch.stop();
    await server.stop();
    await server.remove();
  }
}
