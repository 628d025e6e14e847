import { type BoxOffice, startBoxOffice } from '../box-office.ts';
import { type MeasuredServer, startServer } from '../measured-server.ts';
import { changeOrders, syncAfter, wholeSync } from '../whole-sync.ts';

const TICKETS_PER_ORDER = 2.5;
const ROUNDS = 3;

/** A whole sync of changed orders, through the server, into stores of several sizes. */
export async function benchWholeSync(options: {
  readonly orders: number;
  readonly sizes: readonly number[];
  say(line: string): void;
}): Promise<void> {
  const { orders, sizes, say } = options;
  say('');
  say(`${orders} changed orders: the whole sync, best of ${ROUNDS} (ms)`);
  const times: number[] = [];
  for (const size of sizes) {
    const boxOffice = await startBoxOffice(
      { orders: Math.round(size / TICKETS_PER_ORDER), customers: null, isFrozen: false },
      say,
    );
    const server = await startServer();
    try {
      times.push(await measureSync(server, boxOffice, orders));
      say(`${String(size).padEnd(15)}${(times.at(-1) ?? 0).toFixed(0).padStart(9)}`);
    } finally {
      await server.stop();
      await server.remove();
      await boxOffice.stop();
    }
  }
  const [smallest = Number.NaN] = times;
  say(`the biggest takes ${((times.at(-1) ?? Number.NaN) / smallest).toFixed(2)} x the smallest    (to reach: 2)`);
}

async function measureSync(server: MeasuredServer, boxOffice: BoxOffice, orders: number): Promise<number> {
  const name = await server.connect(boxOffice, boxOffice.origin);
  await syncAfter(server, name, '');
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await changeOrders(boxOffice, orders);
    times.push((await wholeSync(server, name)).ms);
  }
  return Math.min(...times);
}
