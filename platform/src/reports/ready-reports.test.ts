import { reportDefinition } from '@illuminate/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestWarehouse } from '../warehouse/made-batches.ts';
import { compileReport } from './compile/compile-report.ts';
import { openWorld, TODAY, ZONE } from './compile/made-world-for-tests.ts';
import { guardStatement } from './guard-statement.ts';
import { BY_HAND } from './ready-by-hand-for-tests.ts';
import { READY_REPORTS } from './ready-reports.ts';
import { sayCriteria } from './say-criteria.ts';

const SETTING = { zone: ZONE, currency: 'GBP', today: TODAY, financialYearStart: 4 };

let stores: TestWarehouse[];
beforeAll(async () => {
  stores = await Promise.all([3, 20_260_101].map(async (seed) => (await openWorld(seed)).warehouse));
});
afterAll(() => Promise.all(stores.map((store) => store.close())));

const cellsOf = (rows: readonly Record<string, unknown>[]): string[] =>
  rows
    .map((row) =>
      JSON.stringify(Object.values(row), (_, value) => (typeof value === 'number' ? Number(value.toFixed(6)) : value)),
    )
    .sort();

test('there are at least twelve, each with its question by hand', () => {
  expect(READY_REPORTS.length).toBeGreaterThanOrEqual(12);
  expect(Object.keys(BY_HAND).sort()).toEqual(READY_REPORTS.map(({ id }) => id).sort());
});

test.each(READY_REPORTS.map(({ id }) => id))('%s answers what is asked by hand', async (id) => {
  const report = READY_REPORTS.find((each) => each.id === id);
  const definition = reportDefinition.parse(report?.definition);
  const { statement } = compileReport(definition, SETTING);
  const found = await Promise.all(
    stores.map((store) =>
      store.warehouse.withStore('riverside', async (open) => {
        await guardStatement(open, statement.sql);
        const compiled = cellsOf(await open.query(statement.sql, statement.parameters));
        expect(compiled).toEqual(cellsOf(await open.query(BY_HAND[id] ?? '')));
        return compiled.length;
      }),
    ),
  );
  // An empty answer proves little: group bookings alone may be missing from so small a house.
  if (id !== 'groups') expect(Math.max(...found)).toBeGreaterThan(0);
  expect(sayCriteria(definition)).toMatch(/^[A-Z].+\.$/);
});
