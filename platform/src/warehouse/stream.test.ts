import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWarehouse, type TestWarehouse } from './made-batches.ts';
import type { Store } from './store-types.ts';

let house: TestWarehouse;
beforeAll(async () => {
  house = await startWarehouse();
});
afterAll(() => house.close());

const inStore = <T>(work: (store: Store) => Promise<T>): Promise<T> => house.warehouse.withStore('riverside', work);

async function read(store: Store, sql: string, portion: (rows: number) => void = () => undefined): Promise<number> {
  let rows = 0;
  for await (const some of store.stream(sql)) {
    rows += some.length;
    portion(rows);
  }
  return rows;
}

const MANY = 'SELECT range AS n FROM range(400000)';

test('all rows come, in portions, with plain values', async () => {
  const portions: number[] = [];
  expect(await inStore((store) => read(store, MANY, (rows) => portions.push(rows)))).toBe(400_000);
  expect(portions.length).toBeGreaterThan(100);
  const rows = await inStore(async (store) => {
    const all: Record<string, unknown>[] = [];
    for await (const some of store.stream('SELECT $1::BIGINT AS n, make_timestamp_ms(1000) AS at, NULL AS nothing', [
      7n,
    ])) {
      all.push(...some);
    }
    return all;
  });
  expect(rows).toEqual([{ n: 7, at: 1_000, nothing: null }]);
});

test('what breaks half-way is never taken for the whole', async () => {
  const broken = "SELECT CASE WHEN range = 300000 THEN error('no') ELSE range::VARCHAR END AS n FROM range(400000)";
  await expect(inStore((store) => read(store, broken))).rejects.toMatchObject({ code: 'store-failed' });
  const interrupted = inStore((store) =>
    read(store, MANY, (rows) => {
      if (rows > 20_000) store.interrupt();
    }),
  );
  await expect(interrupted).rejects.toMatchObject({ code: 'store-interrupted' });
});

test('whoever stops reading can go on asking', async () => {
  const answers = await inStore(async (store) => {
    for await (const _rows of store.stream(MANY)) break;
    return [await read(store, MANY), await store.query('SELECT 1 AS one')];
  });
  expect(answers).toEqual([400_000, [{ one: 1 }]]);
});

test.each(['SELECT 1; SELECT 2', 'DROP TABLE tickets', 'SELECT nonsense'])('%s is refused', async (sql) => {
  await expect(inStore((store) => read(store, sql))).rejects.toThrow();
  expect(await inStore((store) => store.query('SELECT 1 AS one'))).toEqual([{ one: 1 }]);
});

test('a stream tells of one moment: what is written meanwhile is not in it', async () => {
  const order = (id: string) => ({
    ...{ order: id, updatedAt: 2_000, requestedAt: 3_000, tickets: [{ id: `${id}1`, total: 100 }] },
  });
  await house.load([order('1'), order('2')]);
  const first = await inStore(async (store) => {
    const stream = store.stream('SELECT a.source_id FROM tickets a, range(50000)')[Symbol.asyncIterator]();
    let rows = (await stream.next()).value?.length ?? 0;
    await house.load([order('3')]);
    for (let next = await stream.next(); next.done !== true; next = await stream.next()) rows += next.value.length;
    return rows;
  });
  expect(first).toBe(100_000);
  expect(await house.query('SELECT count(*) AS tickets FROM tickets')).toEqual([{ tickets: 3 }]);
});
