import { setTimeout as sleep } from 'node:timers/promises';
import { type Account, type BoxOffice, startBoxOffice } from '../box-office.ts';
import { type MeasuredServer, startServer } from '../measured-server.ts';
import { type Usage, watchProcesses } from '../process-watch.ts';
import { tableOf } from '../show-table.ts';

const ORDERS = 40;
const CUSTOMERS = 20;
/** Days of history: enough to have some, few enough to have them soon. */
const HISTORY_DAYS = 28;
const DAY = 86_400_000;
const ASKED_AT_ONCE = 8;
const POLL_MS = 100;
/** While many load for the first time, looking is work of its own. */
const FIRST_POLL_MS = 1_000;
const IDLE_MS = 10_000;
/** Before the rounds that are measured, one takes what the first syncs have left to observe. */
const ROUNDS = 3;

interface Round {
  readonly ms: number;
  readonly usage: Usage | null;
  readonly requests: readonly number[];
  readonly changed: number;
}

/** Rounds of many connections of which none has anything new. */
export async function benchManyConnections(connections: number, say: (line: string) => void): Promise<void> {
  const boxOffice = await startBoxOffice(
    { clients: connections, orders: ORDERS, customers: CUSTOMERS, isFrozen: false },
    say,
  );
  const server = await startServer();
  const watch = watchProcesses([server.pid]);
  try {
    const empty = await watch.mark();
    say(
      `${connections} organisations with a connection each: adding them and reading their first ${HISTORY_DAYS} days …`,
    );
    const names = await eachOf(boxOffice.accounts, (account) => addConnection(server, boxOffice, account));
    await eachOf(names, (name) => untilComplete(server, name));
    await playRound(server, names, watch);
    await sleep(IDLE_MS);
    await watch.mark();
    await sleep(IDLE_MS);
    const idle = await watch.mark();
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await playRound(server, names, watch));
    await sleep(IDLE_MS);
    await watch.mark();
    const after = await watch.mark();
    show({ rounds, connections, empty, idle, after, say });
  } finally {
    watch.stop();
    await server.stop();
    await server.remove();
    await boxOffice.stop();
  }
}

async function addConnection(server: MeasuredServer, { origin }: BoxOffice, account: Account): Promise<string> {
  const { client, login, secret } = account;
  await server.api.call('addOrganisation', {
    body: { slug: client, name: client, zone: 'Europe/London', currency: 'GBP' },
  });
  const { name } = await server.api.call('addConnection', {
    body: {
      organisation: client,
      provider: 'spektrix',
      method: 'api-credentials',
      settings: { client, login, host: origin },
      secret,
      historyFrom: new Date(Date.now() - HISTORY_DAYS * DAY).toISOString().slice(0, 10),
      // Rounds are begun by the bench.
      syncEverySeconds: 86_400,
      test: false,
    },
  });
  return name;
}

async function untilComplete(server: MeasuredServer, connection: string): Promise<void> {
  for (;;) {
    const { progress, runningSync, lastSync } = await server.api.call('showConnection', { params: { connection } });
    if (runningSync === null && lastSync !== null && progress?.complete === true) return;
    await sleep(FIRST_POLL_MS);
  }
}

async function playRound(
  server: MeasuredServer,
  names: readonly string[],
  watch: { mark(): Promise<Usage | null> },
): Promise<Round> {
  await watch.mark();
  const start = performance.now();
  const started = await eachOf(names, (connection) => server.api.call('startSync', { params: { connection } }));
  const requests: number[] = [];
  let changed = 0;
  for (const [at, connection] of names.entries()) {
    for (;;) {
      const { lastSync } = await server.api.call('showConnection', { params: { connection } });
      if (lastSync?.id === started[at]?.id && lastSync?.endedAt != null) {
        if (lastSync.failure !== null) throw new Error(`${connection} failed: ${lastSync.failure.cause}`);
        requests.push(lastSync.counts.requests);
        changed += lastSync.counts.ordersChanged;
        break;
      }
      await sleep(POLL_MS);
    }
  }
  return { ms: performance.now() - start, usage: await watch.mark(), requests, changed };
}

/** In their order, a few at a time. */
async function eachOf<Item, Result>(items: readonly Item[], deed: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) {
      const item = items[at];
      if (item !== undefined) results[at] = await deed(item);
    }
  };
  await Promise.all(Array.from({ length: ASKED_AT_ONCE }, work));
  return results;
}

function show(options: {
  readonly rounds: readonly Round[];
  readonly connections: number;
  readonly empty: Usage | null;
  readonly idle: Usage | null;
  readonly after: Usage | null;
  say(line: string): void;
}): void {
  const { rounds, connections, empty, idle, after, say } = options;
  const unknown = '-';
  const megabytes = (usage: Usage | null): string =>
    usage === null ? unknown : `${(usage.peakBytes / 1e6).toFixed(0)} MB`;
  const each = (usage: Usage | null, of: (usage: Usage) => number, digits: number): string =>
    usage === null ? unknown : (of(usage) / connections).toFixed(digits);
  say('');
  for (const line of tableOf([
    ['nothing new', ...rounds.map((_, at) => `round ${at + 1}`)],
    ['seconds', ...rounds.map(({ ms }) => (ms / 1_000).toFixed(1))],
    ['requests each', ...rounds.map(({ requests }) => `${Math.min(...requests)} to ${Math.max(...requests)}`)],
    ['orders changed', ...rounds.map(({ changed }) => String(changed))],
    ['CPU ms each', ...rounds.map(({ usage }) => each(usage, ({ cpuSeconds }) => cpuSeconds * 1_000, 0))],
    ['KB written each', ...rounds.map(({ usage }) => each(usage, ({ writtenBytes }) => writtenBytes / 1e3, 0))],
    ['memory at most', ...rounds.map(({ usage }) => megabytes(usage))],
  ])) {
    say(line);
  }
  say('');
  const isConstant = rounds.every(({ requests }) => requests.every((count, at) => count === rounds[0]?.requests[at]));
  say(`each asks as often in every round: ${isConstant ? 'yes' : 'NO'}    (to reach: yes)`);
  say(
    `memory: ${megabytes(empty)} without connections, ${megabytes(idle)} before the rounds, ${megabytes(after)} after`,
  );
  if (idle !== null) say(`between rounds: ${((idle.cpuSeconds / IDLE_MS) * 1e5).toFixed(1)} % of a core`);
}
