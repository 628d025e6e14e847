import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ColumnMapState } from '@illuminate/contract';
import { columnMapSchema } from '@illuminate/delivery';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi } from '../../test/api-by-contract.ts';
import { connection } from '../../test/examples.ts';
import { run } from '../../test/run.ts';

let folder: string;
const path = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'illuminate-columns-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const STATE: ColumnMapState = {
  connection: 'mill-delivery',
  records: 'orders',
  version: 2,
  fingerprint: 'ab'.repeat(32),
  map: {
    columns: [
      { header: 'Booking Ref', field: 'order_id' },
      { header: 'Booked', field: 'placed_at', date: 'DD/MM/YYYY' },
      { header: 'Sold via', field: 'channel', values: { Web: 'online' } },
    ],
  },
  setBy: 'key_1',
  setAt: '2026-11-24T10:00:00Z',
  earlier: [{ version: 1, fingerprint: 'cd'.repeat(32), setBy: 'key_1', setAt: '2026-11-23T10:00:00Z' }],
};

test('a proposal is made here: nothing of the file is sent', async () => {
  await using api = await startApi({ showConnection: () => connection });
  await writeFile(
    path('export.csv'),
    'Booking Ref;Date of Booking;Event No;Customer Name;Paid\nB-1;13/03/2026 19:30;428;Ada Novák;22,50\n',
  );
  const { code, out, err } = await run(api.url, [
    'connections',
    'columns',
    'suggest',
    'mill-delivery',
    '--file',
    path('export.csv'),
  ]);
  expect(code).toBe(0);
  const map = columnMapSchema.parse(JSON.parse(out));
  expect(map.dates).toEqual({ pattern: 'DD/MM/YYYY HH:mm', zone: connection.organisation.zone });
  expect(map.columns.map(({ field }) => field)).toEqual([
    'order_id',
    'placed_at',
    'performance_id',
    'drop',
    'ticket_total',
  ]);
  expect(err).toContain('columns set mill-delivery --file');
  expect(`${out}${err}`).not.toContain('Nov');
  expect(api.requests.map(({ asked }) => asked.body)).toEqual([undefined]);
});

test('a file that cannot be read is said without a word of it', async () => {
  await using api = await startApi({ showConnection: () => connection });
  await writeFile(path('broken.csv'), 'Ref,Name\n1,"Ada Novák" x\n');
  const suggest = ['connections', 'columns', 'suggest', 'mill-delivery', '--file'];
  const broken = await run(api.url, [...suggest, path('broken.csv')]);
  expect(broken).toMatchObject({
    code: 1,
    err: expect.stringContaining('Row 2: A quotation mark stands where none may.'),
  });
  expect(broken.err).not.toContain('Ada');
  expect(await run(api.url, [...suggest, path('none.csv')])).toMatchObject({
    code: 2,
    err: expect.stringContaining('ENOENT'),
  });
});

test('a map is sent as it is, and shown as what it says', async () => {
  await using api = await startApi({ setColumnMap: () => STATE, listColumnMaps: () => ({ items: [STATE] }) });
  await writeFile(path('map.json'), JSON.stringify(STATE.map));
  await writeFile(path('wrong.json'), '[1]');
  const set = ['connections', 'columns', 'set', 'mill-delivery', '--file'];
  const { out } = await run(api.url, [...set, path('map.json')]);
  expect(out).toMatch(
    /^Files of orders: version 2, set by key_1 at 2026-11-24 10:00 UTC; 1 before it\. Fingerprint abababababababab…/,
  );
  expect(out).toMatch(/^Booked +placed_at +DD\/MM\/YYYY$/m);
  expect(out).toMatch(/^Sold via +channel +Web = online$/m);
  expect(api.requests[0]?.asked.body).toEqual({ map: STATE.map });
  expect((await run(api.url, [...set, path('wrong.json')])).code).toBe(2);
  const shown = await run(api.url, ['connections', 'columns', 'show', 'mill-delivery', '--map', 'orders']);
  expect(JSON.parse(shown.out)).toEqual(STATE.map);
  expect((await run(api.url, ['connections', 'columns', 'show', 'mill-delivery', '--map', 'performances'])).code).toBe(
    1,
  );
});
