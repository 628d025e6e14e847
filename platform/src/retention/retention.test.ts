import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ContextForTests, openContextForTests } from '../context-for-tests.ts';
import type { Connection } from '../control/schema/connections.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { copyStore } from '../organisations/copy-store.ts';
import { historyEnd } from '../syncs/history.ts';
import { requestOf, rowsOf } from '../warehouse/made-batches.ts';
import { createPacker } from '../warehouse/pack.ts';
import { applyRetentions } from './apply-retention.ts';
import { historyNotBefore, keptFrom } from './kept-from.ts';
import { setRetention } from './set-retention.ts';
import { showRetention } from './show-retention.ts';

const DAY = 86_400_000;
const never = new AbortController().signal;

let box: ContextForTests;
let organisation: Organisation;
let connection: Connection;
beforeAll(async () => {
  box = await openContextForTests();
});
beforeEach(async () => {
  await box.reset();
  organisation = await box.organisation('riverside');
  connection = await box.claim(organisation, 'riverside');
});
afterAll(() => box.close());

interface Sale {
  readonly order: string;
  readonly booker: string;
  /** When the order last changed, and when its performance is. */
  readonly changed: string;
  readonly plays: string | null;
}

/** Loads as a sync does. The clock of the test shows 2026-05-01. */
async function load(sales: readonly Sale[], requestedAt = Date.parse('2026-05-01')): Promise<void> {
  const packer = createPacker();
  for (const { order, booker, changed, plays } of sales) {
    const updatedAt = Date.parse(changed);
    const rows = rowsOf({
      order,
      updatedAt,
      requestedAt,
      tickets: [{ id: `${order}1`, total: 100, performance: `p${order}` }],
    });
    packer.add(
      {
        ...rows,
        orders: rows.orders?.map((row) => ({ ...row, customer_id: booker })) ?? [],
        customers: [{ source_id: booker, area: null, area_kind: 'unknown', country: null }],
        performances:
          plays === null
            ? []
            : [
                {
                  ...{ source_id: `p${order}`, source_number: null, event_id: 'e1', venue_id: null, plan_id: null },
                  ...{ plan_name: null, capacity: null, zone: 'Europe/London', cancelled: false, on_sale_at: null },
                  ...{ starts_at: Date.parse(plays), starts_local: Date.parse(plays), duration_minutes: null },
                },
              ],
      },
      requestedAt,
    );
  }
  const request = requestOf({ packed: packer.take(), connectionId: connection.id });
  await box.context.warehouse.withStore(organisation.id, (store) => store.load(request));
}

const SALES: readonly Sale[] = [
  { order: '1', booker: 'old', changed: '2019-03-01', plays: '2019-04-01' },
  { order: '2', booker: 'both', changed: '2020-03-01', plays: '2020-04-01' },
  { order: '3', booker: 'both', changed: '2024-03-01', plays: '2024-04-01' },
  { order: '4', booker: 'early-bird', changed: '2020-12-01', plays: '2022-06-01' },
  { order: '5', booker: 'late', changed: '2024-01-01', plays: '2019-04-01' },
];

const ids = async (table: 'orders' | 'customers' | 'tickets'): Promise<unknown[]> =>
  box.context.warehouse.withStore(organisation.id, async (store) =>
    (await store.query(`SELECT source_id FROM ${table} ORDER BY 1`)).map(({ source_id }) => source_id),
  );
const set = (keepYears: number | null) => setRetention(box.context, { organisation, keepYears, actor: 'Asha' });

test('everything is kept until it is set; what would go is told before it goes, and goes at night', async () => {
  await load(SALES);
  expect(await showRetention(box.context, { organisation, keepYears: null })).toEqual({
    organisation: 'riverside',
    setting: null,
    applied: null,
    preview: null,
  });
  const asked = await showRetention(box.context, { organisation, keepYears: 5 });
  expect(asked.preview).toEqual({
    keepYears: 5,
    before: '2021-05-01',
    wouldRemove: { orders: 2, tickets: 2, movements: 2, customers: 1 },
  });
  await set(5);
  expect(await ids('orders')).toEqual(['1', '2', '3', '4', '5']);
  await applyRetentions(box.context, never);
  expect(await ids('orders'), 'one for a later performance stays, and one that changed later').toEqual(['3', '4', '5']);
  expect(await ids('tickets')).toEqual(['31', '41', '51']);
  expect(await ids('customers')).toEqual(['both', 'early-bird', 'late']);
  const shown = await showRetention(box.context, { organisation, keepYears: null });
  expect(shown).toMatchObject({
    setting: { keepYears: 5, setBy: 'Asha' },
    applied: { keptFrom: '2021-05-01', removed: { orders: 2, tickets: 2, movements: 2, customers: 1 } },
    preview: { wouldRemove: { orders: 0, customers: 0 } },
  });
  const actions = await box.context.db
    .selectFrom('audit')
    .select('action')
    .where('organisation_id', '=', organisation.id)
    .where('action', 'like', 'retention.%')
    .execute();
  expect(actions.map(({ action }) => action)).toEqual(['retention.set', 'retention.applied']);
});

test('what went is not loaded again, until everything is to be kept again', async () => {
  await load(SALES);
  await set(5);
  await applyRetentions(box.context, never);
  await load(SALES, Date.parse('2026-05-02'));
  expect(await ids('orders')).toEqual(['3', '4', '5']);
  // A ticket for a performance that nobody knows yet may be one to come.
  await load([{ order: '6', booker: 'new', changed: '2019-01-01', plays: null }]);
  expect(await ids('orders')).toEqual(['3', '4', '5', '6']);
  await set(null);
  await load(SALES, Date.parse('2026-05-03'));
  expect(await ids('orders')).toEqual(['1', '2', '3', '4', '5', '6']);
});

test('history is read back to eighteen months before the first performance that is kept', () => {
  const now = new Date('2026-05-01T10:00:00Z');
  expect(keptFrom(5, now).day).toBe('2021-05-01');
  const notBefore = historyNotBefore(5, now);
  expect(notBefore).toBe('2019-11-01');
  const bounds = { earliestPerformance: '2015-01-01', today: '2026-05-01', notBefore };
  expect(historyEnd(null, { ...bounds, historyFrom: null })).toBe('2019-11-01');
  expect(historyEnd(null, { ...bounds, historyFrom: '2016-01-01' })).toBe('2019-11-01');
  expect(historyEnd(null, { ...bounds, historyFrom: '2024-01-01' })).toBe('2024-01-01');
});

test('a week later nothing of it is left in copies either, and a copy is always there', async () => {
  const folder = join(box.context.config.dataFolder, 'copies', organisation.id);
  const copies = async () => (await readdir(folder)).filter((name) => name.endsWith('.duckdb'));
  await load(SALES);
  await copyStore(box.context, { organisation, actor: 'test' });
  const before = await copies();
  await set(5);
  await applyRetentions(box.context, never);
  const now = await copies();
  expect(now.length).toBeGreaterThan(0);
  box.clock.set(new Date(box.clock.now().getTime() + 8 * DAY));
  await applyRetentions(box.context, never);
  const later = await copies();
  expect(later.length).toBeGreaterThan(0);
  for (const name of before.filter((one) => !now.includes(one) || now.length > 1)) expect(later).not.toContain(name);
});
