import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openWarehouse } from '../../../platform/src/warehouse/warehouse.ts';
import { type BoxOffice, startBoxOffice } from '../box-office.ts';
import { fillStore } from '../growth/fill-store.ts';
import { type MeasuredServer, startServer } from '../measured-server.ts';
import { type Usage, watchProcesses } from '../process-watch.ts';
import { tableOf } from '../show-table.ts';
import { changeOrders, type SyncSeen, syncAfter, wholeSync } from '../whole-sync.ts';

const TICKETS_PER_ORDER = 2.5;
const SMALL = 100_000;
const CUSTOMERS = 4_000;
const CHANGED = 1_000;
const ROUNDS = 3;
/** What the server gives a store. */
const MEMORY_LIMIT_MB = 400;

interface Stage {
  readonly tickets: number;
  readonly idle: Usage | null;
  readonly changes: Timed;
  readonly nothing: Timed;
}

interface Timed extends SyncSeen {
  readonly usage: Usage | null;
}

/**
 * The same whole syncs (a thousand changed orders, and nothing new) into a store of a box office and into the same store grown to
 * many times its size: the rest of its orders are made, and put in as a sync would.
 */
export async function benchBigStore(tickets: number, say: (line: string) => void): Promise<void> {
  say('');
  say(`one store grown from ${SMALL} to ${tickets} tickets; ${CHANGED} changed orders, and nothing new`);
  const boxOffice = await startBoxOffice(
    { orders: Math.round(SMALL / TICKETS_PER_ORDER), customers: CUSTOMERS, isFrozen: false },
    say,
  );
  let server = await startServer();
  try {
    const name = await server.connect(boxOffice, boxOffice.origin);
    await syncAfter(server, name, '');
    const { id } = await server.api.call('showConnection', { params: { connection: name } });
    const small = await measure(server, name, boxOffice);
    await server.stop();
    await grow(server.data, id, tickets - small.tickets, say);
    server = await startServer(server.data);
    // What a start has to do by itself, such as the first sync after it, is not measured.
    await wholeSync(server, name);
    const big = await measure(server, name, boxOffice);
    show(small, big, say);
  } finally {
    await server.stop();
    await server.remove();
    await boxOffice.stop();
  }
}

/** Fills the store of a server that has stopped, and watches its own memory meanwhile. */
async function grow(data: string, connectionId: string, tickets: number, say: (line: string) => void): Promise<void> {
  const folder = join(data, 'warehouse');
  const [store = ''] = (await readdir(folder)).filter((name) => name.endsWith('.duckdb'));
  const warehouse = await openWarehouse({
    folder,
    copiesFolder: join(data, 'copies'),
    memoryLimitMb: MEMORY_LIMIT_MB,
    threads: 1,
  });
  const watch = watchProcesses([process.pid]);
  const orders = Math.round(tickets / TICKETS_PER_ORDER);
  const lines = [['tickets', 'a second', 'memory at most']];
  try {
    await watch.mark();
    await warehouse.withStore(store.replace('.duckdb', ''), async (opened) => {
      for (let from = 0; from < orders; ) {
        const to = Math.min(from + Math.ceil(orders / 5), orders);
        const start = performance.now();
        await fillStore(opened, { connectionId, from, to, fence: Date.now() });
        const rate = ((to - from) * TICKETS_PER_ORDER) / ((performance.now() - start) / 1_000);
        const usage = await watch.mark();
        const memory = usage === null ? '-' : `${(usage.peakBytes / 1e6).toFixed(0)} MB`;
        lines.push([String(Math.round(to * TICKETS_PER_ORDER)), rate.toFixed(0), memory]);
        from = to;
      }
    });
  } finally {
    watch.stop();
    await warehouse.close();
  }
  say('');
  for (const line of tableOf(lines)) say(line);
}

async function measure(server: MeasuredServer, name: string, boxOffice: BoxOffice): Promise<Stage> {
  const watch = watchProcesses([server.pid]);
  try {
    await watch.mark();
    const idle = await watch.mark();
    const timed = async (): Promise<Timed> => {
      await watch.mark();
      return { ...(await wholeSync(server, name)), usage: await watch.mark() };
    };
    const changes: Timed[] = [];
    const nothing: Timed[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await changeOrders(boxOffice, CHANGED);
      changes.push(await timed());
      // The feed of changes overlaps: what has just been read is read again once.
      await wholeSync(server, name);
      nothing.push(await timed());
    }
    const { counts } = await server.api.call('showConnection', { params: { connection: name } });
    return { tickets: counts.tickets, idle, changes: best(changes), nothing: best(nothing) };
  } finally {
    watch.stop();
  }
}

function best(runs: readonly Timed[]): Timed {
  const [first] = [...runs].sort((a, b) => a.ms - b.ms);
  if (first === undefined) throw new Error('nothing was measured');
  return first;
}

function show(small: Stage, big: Stage, say: (line: string) => void): void {
  const unknown = '-';
  const stages = [small, big];
  const megabytes = ({ usage }: Timed, { idle }: Stage): string =>
    usage === null || idle === null ? unknown : ((usage.peakBytes - idle.peakBytes) / 1e6).toFixed(0);
  const cpu = ({ usage }: Timed): string => (usage === null ? unknown : (usage.cpuSeconds * 1_000).toFixed(0));
  say('');
  for (const line of tableOf([
    ['tickets stored', ...stages.map(({ tickets }) => String(tickets))],
    ['changed orders: ms', ...stages.map(({ changes }) => changes.ms.toFixed(0))],
    ['  CPU ms', ...stages.map(({ changes }) => cpu(changes))],
    ['  MB above idle', ...stages.map((stage) => megabytes(stage.changes, stage))],
    ['nothing new: ms', ...stages.map(({ nothing }) => nothing.ms.toFixed(0))],
    ['  CPU ms', ...stages.map(({ nothing }) => cpu(nothing))],
    ['  MB above idle', ...stages.map((stage) => megabytes(stage.nothing, stage))],
    ['  requests', ...stages.map(({ nothing }) => String(nothing.requests))],
  ])) {
    say(line);
  }
  say('');
  say(`changed orders take ${(big.changes.ms / small.changes.ms).toFixed(2)} x    (to reach: 2)`);
  say(`nothing new takes ${(big.nothing.ms / small.nothing.ms).toFixed(2)} x`);
}
