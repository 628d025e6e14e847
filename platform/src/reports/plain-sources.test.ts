import { reportDefinition } from '@illuminate/contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startWarehouse, type TestWarehouse } from '../warehouse/made-batches.ts';
import { compileReport } from './compile/compile-report.ts';
import { guardStatement } from './guard-statement.ts';
import { plainSources } from './plain-sources.ts';

const SETTING = { zone: 'Europe/London', currency: 'GBP', today: Date.UTC(2026, 10, 29), financialYearStart: 4 };
const { statement } = compileReport(
  reportDefinition.parse({
    v: 1,
    type: 'sales',
    output: {
      mode: 'grouped',
      keys: [{ field: 'order.channel' }],
      measures: [{ measure: 'tickets' }, { measure: 'orders' }, { measure: 'fees' }],
    },
  }),
  SETTING,
);

let box: TestWarehouse;
beforeEach(async () => {
  box = await startWarehouse();
});
afterEach(() => box.close());

const sold = (channel: string, tickets: number) => ({
  order: '1',
  updatedAt: 2_000,
  requestedAt: 3_000,
  channel,
  tickets: Array.from({ length: tickets }, (_, index) => ({ id: `${index}`, total: 500 })),
});

const asked = (): Promise<{ readonly sql: string; readonly rows: unknown[][] }> =>
  box.warehouse.withStore('riverside', async (store) => {
    const sql = (await plainSources(store))(statement.sql);
    await guardStatement(store, sql);
    return { sql, rows: (await store.query(sql, statement.parameters)).map((row) => Object.values(row)) };
  });

test('where one connection alone has written, rows of connections are not told apart', async () => {
  await box.load([sold('web', 3)]);
  const { sql, rows } = await asked();
  expect(statement.sql).toContain('connection_id');
  expect(sql).not.toContain('connection_id');
  expect(rows).toEqual([['web', 3, 1, 0]]);
});

test('what is delivered to a connection is that connection’s', async () => {
  await box.load([sold('web', 3)]);
  await box.load([], { connectionId: 'riverside-office-deliveries', packed: null });
  expect((await asked()).sql).not.toContain('connection_id');
});

test('two connections that call an order the same have one each', async () => {
  await box.load([sold('web', 3)]);
  await box.load([sold('counter', 2)], { connectionId: 'lakeside-office' });
  const { sql, rows } = await asked();
  expect(sql).toContain('connection_id');
  expect(rows).toEqual([
    ['counter', 2, 1, 0],
    ['web', 3, 1, 0],
  ]);
});

test('a store into which nobody has written tells them apart', async () => {
  expect((await asked()).sql).toContain('connection_id');
});
