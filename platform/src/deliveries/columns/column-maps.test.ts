import type { ColumnMapInput } from '@illuminate/delivery';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addConnection } from '../../connections/add-connection.ts';
import { type ContextForTests, openContextForTests, TOY } from '../../context-for-tests.ts';
import type { Connection } from '../../control/schema/connections.ts';
import { listColumnMaps } from './list-column-maps.ts';
import { mapForPart } from './map-for-part.ts';
import { setColumnMap } from './set-column-map.ts';

let box: ContextForTests;
let connection: Connection;

const field = (name: string) => ({ header: name.replaceAll('_', ' '), field: name });
const ORDERS: ColumnMapInput = {
  format: 'illuminate-columns/1',
  records: 'orders',
  file: { type: 'csv' },
  dates: { pattern: 'DD/MM/YYYY HH:mm', zone: 'Europe/London' },
  columns: ['order_id', 'placed_at', 'performance_id', 'ticket_total'].map(field),
  derive: ['changed_at', 'order_total', 'ticket_id'],
};
const PERFORMANCES: ColumnMapInput = {
  ...ORDERS,
  records: 'performances',
  columns: ['performance_id', 'event_id', 'event_name', 'starts_at'].map(field),
  derive: [],
};

beforeAll(async () => {
  box = await openContextForTests();
});
afterAll(() => box.close());
beforeEach(async () => {
  await box.reset();
  const organisation = await box.organisation('mill');
  connection = await addConnection(box.context, {
    organisation,
    provider: TOY,
    method: 'delivery',
    settings: {},
    test: false,
    actor: 'test',
  });
});

const set = (map: unknown, actor = 'key_ada') => setColumnMap(box.context, { connection, map, actor });

test('a map is set for each kind, and changed by a new version that says who and when', async () => {
  await set(ORDERS);
  const performances = await set(PERFORMANCES);
  expect(performances).toMatchObject({ records: 'performances', version: 1, earlier: [] });
  const renamed = { ...ORDERS, columns: ORDERS.columns.map((one) => ({ ...one, header: `${one.header} 2` })) };
  const changed = await set(renamed, 'key_bo');
  expect(changed).toMatchObject({
    connection: connection.name,
    version: 2,
    setBy: 'key_bo',
    setAt: '2026-05-01T10:00:00.000Z',
    map: { columns: [{ header: 'order id 2' }, {}, {}, {}], numbers: { decimal: '.' } },
    earlier: [{ version: 1, setBy: 'key_ada' }],
  });
  expect(changed.fingerprint).not.toBe(changed.earlier[0]?.fingerprint);
  expect(
    (await listColumnMaps(box.context, connection)).items.map(({ records, version }) => [records, version]),
  ).toEqual([
    ['orders', 2],
    ['performances', 1],
  ]);
  const entries = await box.context.db
    .selectFrom('audit')
    .select(['actor', 'details'])
    .where('subject', '=', connection.id)
    .where('action', '=', 'column-map.set')
    .orderBy('seq')
    .execute();
  expect(entries.map(({ actor, details }) => [actor, details.records, details.version])).toEqual([
    ['key_ada', 'orders', 1],
    ['key_ada', 'performances', 1],
    ['key_bo', 'orders', 2],
  ]);
});

test('the same map again is no new version', async () => {
  await set(ORDERS);
  expect(await set(ORDERS, 'key_bo')).toMatchObject({ version: 1, setBy: 'key_ada' });
});

test('a part is read through the latest map of its kind, and only if its columns are its own', async () => {
  const { db } = box.context;
  expect(await mapForPart(db, connection.id, { kind: 'orders', layout: 'mapped' })).toBeNull();
  await set(ORDERS);
  await set({ ...ORDERS, constants: { channel: 'online' } });
  expect(await mapForPart(db, connection.id, { kind: 'orders', layout: 'mapped' })).toMatchObject({
    version: 2,
    map: { constants: { channel: 'online' } },
  });
  expect(await mapForPart(db, connection.id, { kind: 'orders', layout: undefined })).toBeNull();
  expect(await mapForPart(db, connection.id, { kind: 'performances', layout: 'mapped' })).toBeNull();
});

test('a map that cannot be is refused by its places', async () => {
  await expect(set({ ...ORDERS, derive: [] })).rejects.toMatchObject({
    code: 'invalid-input',
    parts: {
      fields: [
        { path: 'body.map.columns', message: expect.stringContaining('changed_at') },
        { path: 'body.map.columns', message: expect.stringContaining('order_total') },
        { path: 'body.map.columns', message: expect.stringContaining('ticket_id') },
      ],
    },
  });
  expect((await listColumnMaps(box.context, connection)).items).toEqual([]);
});
