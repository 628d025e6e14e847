import { EVERYTHING } from '../../../platform/src/access/reach.ts';
import { listConnections } from '../../../platform/src/connections/list-connections.ts';
import { openContextForTests, TOY } from '../../../platform/src/context-for-tests.ts';
import { askFleet } from '../../../platform/src/fleet/ask-fleet.ts';
import { rememberFleet } from '../../../platform/src/fleet/remember-fleet.ts';
import { seedFleet } from '../../../platform/src/fleet/seed-fleet-for-tests.ts';
import { tableOf } from '../show-table.ts';

const TIMES = 60;
const PAGE = 50;

/** A page of the fleet beside a page of connections, of which the fleet's is chosen from all of them. */
export async function benchFleet(connections: number, say: (line: string) => void): Promise<void> {
  const box = await openContextForTests();
  try {
    const { context, clock } = box;
    say(`${connections} connections in an embedded control database …`);
    await seedFleet(context.db, { count: connections, now: clock.now(), provider: TOY });
    const fleet = rememberFleet(context);
    const page = async () =>
      askFleet(await fleet.rows(), { sort: 'worst', direction: 'ascending', limit: PAGE, text: 'theatre 1' });
    const list = () => listConnections(context, { reach: EVERYTHING, after: null, limit: PAGE });
    const [first] = await timesOf(1, page);
    const plain = await timesOf(TIMES, list);
    const remembered = await timesOf(TIMES, page);
    const changed = await timesOf(TIMES, async (time) => {
      context.changes.changed(`con_${(time * 7) % connections}`);
      await clock.advance(300);
      return page();
    });
    const again = await timesOf(Math.ceil(TIMES / 10), async () => {
      await clock.advance(21_000);
      return page();
    });
    const base = p95(plain);
    const row = (what: string, times: readonly number[]) => [
      what,
      p95(times).toFixed(1),
      `${(p95(times) / base).toFixed(2)}`,
    ];
    const rows = [
      ['', 'p95, ms', 'beside a page of connections'],
      row(`listConnections, a page of ${PAGE}`, plain),
      row('listFleet, nothing has changed', remembered),
      row('listFleet, one connection has changed', changed),
      row('listFleet, all looked at again (every 20 s at most)', again),
      row('listFleet, the very first', [first ?? 0]),
    ];
    for (const line of tableOf(rows)) say(line);
  } finally {
    await box.close();
  }
}

async function timesOf(count: number, work: (time: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let time = 0; time < count; time += 1) {
    const began = performance.now();
    await work(time);
    times.push(performance.now() - began);
  }
  return times;
}

function p95(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? 0;
}
