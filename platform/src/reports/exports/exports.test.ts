import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EXPORT_TYPES, type ExportFormat, type Output, type ReportDefinition } from '@illuminate/contract';
import type { Event, Performance } from '@illuminate/model';
import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SignedInForTests } from '../../api/api-for-tests.ts';
import { requestOf, startWarehouse } from '../../warehouse/made-batches.ts';
import { createPacker } from '../../warehouse/pack.ts';
import { openWarehouse } from '../../warehouse/warehouse.ts';
import { CONNECTION, ZONE } from '../compile/made-world-for-tests.ts';
import { ask, type HouseForTests, openHouse, refusalOf } from '../house-for-tests.ts';
import { requireFitsExcel } from './excel-limits.ts';

/** Names that have made programs stumble. Each is an event of one performance. */
const HOSTILE = [
  '=1+1',
  '+44 20 7946 0000',
  '-2+3',
  '-12.50',
  '@SUM(A1)',
  '\tTab first',
  '\rReturn first',
  '\nLine first',
  '＝1+1',
  'a "quoted", name; with \'all\'',
  'two\nlines\r\nthree',
  '<b>&amp;</b> ]]>',
  '_x000D_ as it stands',
  'null',
  '  spaces around  ',
  'é 中文 😀 \u202e',
  'bell \u0007 and escape \u001b',
  '0042',
];

let house: HouseForTests;
beforeAll(async () => {
  house = await openHouse();
  const packer = createPacker();
  const events = HOSTILE.map(
    (name, index): Event => ({
      source_id: `h${index}`,
      source_number: 9_000 + index,
      name,
      duration_minutes: null,
      web_event_id: null,
    }),
  );
  const performances = events.map(
    ({ source_id }, index): Performance => ({
      source_id: `hp${index}`,
      source_number: index,
      event_id: source_id,
      ...{ venue_id: null, plan_id: null, plan_name: null, capacity: index === 0 ? null : index * 100 },
      ...{ starts_at: Date.UTC(2031, 2, index + 1, 19, 30), starts_local: Date.UTC(2031, 2, index + 1, 19, 30) },
      ...{ zone: ZONE, cancelled: false, on_sale_at: null, duration_minutes: null },
    }),
  );
  packer.add({ events, performances }, 1);
  const request = requestOf({ packed: packer.take(), connectionId: CONNECTION });
  const { warehouse } = house.api.box.context;
  await warehouse.withStore(house.organisation.id, (store) => store.load(request));
  // Loading makes spaces of what no line of text holds; a store may have it from elsewhere.
  await warehouse.withOpenStore(house.organisation.id, async ({ writer }) => {
    for (const [index, name] of HOSTILE.entries())
      await writer.run('UPDATE events SET name = $1 WHERE source_id = $2', [name, `h${index}`]);
  });
}, 60_000);
afterAll(() => house.close());

const ROWS: ReportDefinition = {
  v: 1,
  type: 'event-instances',
  criteria: { match: 'all', items: [{ field: 'performance.start', op: 'after', value: '2031-01-01' }] },
  output: {
    mode: 'rows',
    columns: [
      { field: 'event.name', label: '=Event' },
      { field: 'event.id' },
      { field: 'performance.start' },
      { field: 'performance.cancelled' },
      { field: 'performance.capacity' },
      { field: 'performance.income' },
    ],
    sort: [{ column: 2, direction: 'ascending' }],
  },
};

type Wanted = Partial<{ of: object; format: ExportFormat; audience: string; reason: string; bom: boolean }>;

const prepare = (wanted: Wanted = {}, who = house.insights): Promise<Output<'prepareExport'>> =>
  ask(house, who, 'prepareExport', {
    body: { organisation: 'riverside', of: { definition: ROWS }, format: 'csv', ...wanted },
  });
const refused = (wanted: Wanted, who = house.insights) =>
  refusalOf(house, who, 'prepareExport', {
    body: { organisation: 'riverside', of: { definition: ROWS }, format: 'csv', ...wanted },
  });
const download = (id: string, who: SignedInForTests = house.insights, signal?: AbortSignal): Promise<Response> =>
  fetch(`${house.api.address}/api/v1/reports/exports/${id}`, { headers: who.headers, signal: signal ?? null });

async function fileOf(wanted: Wanted = {}): Promise<Buffer> {
  const response = await download((await prepare(wanted)).id);
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

const leftFiles = async (): Promise<string[]> =>
  (await readdir(house.api.box.context.warehouse.folders.exportsFolder ?? '', { recursive: true })).filter((name) =>
    name.includes('exp_'),
  );

describe('a file holds what the report answers', () => {
  test('as CSV: what a spreadsheet would run is made text, numbers stay numbers', async () => {
    const text = (await fileOf()).toString('utf8');
    const [header, ...rows] = parse(text, { relax_column_count: false });
    expect(header?.[0]).toBe("'=Event");
    const expected = HOSTILE.map((name, index) => [
      /^[=+@\t\r\n＝]|^-2\+3/.test(name) ? `'${name}` : name,
      String(9_000 + index),
      `2031-03-${String(index + 1).padStart(2, '0')} 19:30`,
      'false',
      index === 0 ? '' : String(index * 100),
      '0.00',
    ]);
    expect(rows).toEqual(expected);
  });

  test('as XLSX: real numbers and dates, and a sheet that tells of the report', async () => {
    const { sheets } = await readXlsx(await fileOf({ format: 'xlsx' }));
    const [report, about] = sheets;
    expect(report?.rows[0]?.slice(0, 3)).toEqual(['=Event', 'Event ID', 'Date']);
    const spoken = (name: string) => name.replaceAll('\u0007', '\ufffd').replaceAll('\u001b', '\ufffd');
    expect(report?.rows.slice(1).map((row) => row[0])).toEqual(HOSTILE.map(spoken));
    expect(report?.rows[2]?.slice(1)).toEqual(['9001', new Date(Date.UTC(2031, 2, 2, 19, 30)), false, 100, 0]);
    expect(about?.name).toBe('About this report');
    const said = new Map(about?.rows.map((row) => [row[0], row[1]]));
    expect(said.get('What it asks')).toBe('Performances where Date is after 1 Jan 2031.');
    expect(said.get('Made by')).toBe('Iris');
    expect(said.get('Date')).toMatch(/^When the performance starts/);
  });

  test('as XLSX: each column in its format and as wide as what it holds, and totals in bold below', async () => {
    const of = {
      definition: {
        ...{ v: 1, type: 'sales' },
        output: {
          mode: 'grouped',
          keys: [{ field: 'performance.start', by: 'day', label: 'Day' }, { field: 'event.name' }],
          measures: [
            { measure: 'tickets' },
            { measure: 'income' },
            { measure: 'income', format: 'whole', label: 'Rounded' },
            { aggregate: 'max', field: 'performance.start', format: 'date', label: 'Last' },
            { aggregate: 'average', field: 'ticket.price', label: 'Average' },
          ],
        },
      },
    };
    const asked = await ask(house, house.insights, 'runReport', { body: { organisation: 'riverside', ...of } });
    const { sheets } = await readXlsx(await fileOf({ of, format: 'xlsx' }), { readStyles: true });
    const sheet = sheets[0];
    const cellAt = (row: number, column: number) => sheet?.cells?.get(`${row},${column}`);
    const last = asked.rows.length + 1;
    expect(sheet?.rows).toHaveLength(asked.rows.length + 2);
    const formats = [0, 1, 2, 3, 4, 5, 6].map((column) => cellAt(1, column)?.style?.numFmt);
    const pounds = '"£"#,##0.00';
    expect(formats).toEqual(['yyyy-mm-dd', '@', '#,##0', pounds, '"£"#,##0', 'yyyy-mm-dd', pounds]);
    expect(sheet?.rows[1]?.[0]).toEqual(new Date(`${asked.rows[0]?.[0]}T00:00:00Z`));
    // Worked out from the rows of the data, not from the groups: an average of averages would be another.
    const day = (text: unknown) => new Date(`${String(text).replace(' ', 'T')}:00Z`);
    const [tickets, income, , latest, average] = asked.total ?? [];
    expect(sheet?.rows[last]?.slice(0, 4)).toEqual(['Total', '', tickets, Number(income)]);
    expect(sheet?.rows[last]?.slice(5)).toEqual([day(latest), Number(average)]);
    expect([0, 2, 3].map((column) => cellAt(last, column)?.style?.font?.bold)).toEqual([true, true, true]);
    expect(cellAt(last, 3)?.style?.numFmt).toBe(pounds);
    const widths = sheet?.columns?.map(({ width }) => width ?? 0) ?? [];
    const longest = Math.max(...asked.rows.map((row) => String(row[1]).length));
    expect(widths[0]).toBe(12);
    expect(widths[1]).toBe(Math.min(Math.max(longest, 'Event Name'.length) + 2, 60));
    expect(widths[2]).toBeLessThan(15);
  });

  test('as Parquet and JSON: under names that do not change with a label', async () => {
    const json = JSON.parse((await fileOf({ format: 'json' })).toString('utf8'));
    expect(json).toHaveLength(HOSTILE.length);
    expect(json[3]).toEqual({
      event_name: '-12.50',
      event_id: '9003',
      performance_start: '2031-03-04 19:30',
      performance_cancelled: false,
      performance_capacity: 300,
      performance_income: '0.00',
    });
    const parquet = await fileOf({ format: 'parquet' });
    expect(parquet.subarray(0, 4).toString()).toBe('PAR1');
    expect(parquet.subarray(-4).toString()).toBe('PAR1');
  });

  test('with the mark of UTF-8 where it is asked for, under a name and a type of its own', async () => {
    const { id, fileName } = await prepare({ bom: true, of: { definition: ROWS, name: 'Été: all “dates”' } });
    expect(fileName).toMatch(/^ete-all-dates-riverside-\d{4}-\d\d-\d\d\.csv$/);
    const response = await download(id);
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${fileName}"`);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect([...new Uint8Array(await response.arrayBuffer()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });
});

test('programs get the same file in one call, by its type or by a word in the address', async () => {
  const { address } = house.api;
  const byType = await fetch(`${address}/api/v1/reports/run`, {
    method: 'POST',
    headers: { ...house.insights.headers, accept: EXPORT_TYPES.csv, 'content-type': 'application/json' },
    body: JSON.stringify({ organisation: 'riverside', definition: ROWS }),
  });
  expect(await byType.text()).toBe((await fileOf()).toString('utf8'));
  const byWord = await fetch(`${address}/api/v1/reports/ready/occupancy?organisation=riverside&format=xlsx`, {
    headers: house.member.headers,
  });
  expect(byWord.headers.get('content-type')).toBe(EXPORT_TYPES.xlsx);
  expect((await readXlsx(Buffer.from(await byWord.arrayBuffer()))).sheets[0]?.rows[0]?.[0]).toBe('Event Name');
});

const BOOKERS: ReportDefinition = {
  ...ROWS,
  type: 'customers',
  criteria: { match: 'all', items: [] },
  output: { mode: 'rows', columns: [{ field: 'customer.pseudonym' }, { field: 'booking.spend' }], sort: [] },
};

describe('a file is for', () => {
  test('members where a report is ready or saved, and whoever builds reports where it was put together just now', async () => {
    expect((await refused({}, house.member)).code).toBe('not-allowed');
    const saved = await ask(house, house.insights, 'createReport', {
      body: { type: 'sales', name: 'Sold', output: { mode: 'grouped', keys: [], measures: [{ measure: 'tickets' }] } },
    });
    const { id, rows } = await prepare({ of: { report: saved.id } }, house.member);
    expect(rows).toBe(1);
    expect((await download(id, house.member)).status).toBe(200);
    expect((await refused({ of: { report: 'rpt_none' } })).code).toBe('not-found');
  });

  test('whoever prepared it alone', async () => {
    const { id } = await prepare();
    for (const who of [house.other, house.member, house.stranger]) expect((await download(id, who)).status).toBe(404);
  });

  test('somebody who builds reports and says why, where it tells of single bookers; and that is kept', async () => {
    const bookers = { of: { definition: BOOKERS, name: 'Bookers' } };
    expect((await refused(bookers)).fields).toEqual([
      'body.reason: say why: Booker, Spend of Booker tell of single bookers',
    ]);
    await prepare({ ...bookers, reason: 'Thanking them' });
    const { db } = house.api.box.context;
    const [noted] = await db
      .selectFrom('audit')
      .select(['actor', 'details'])
      .where('action', '=', 'report.export')
      .orderBy('seq', 'desc')
      .limit(1)
      .execute();
    expect(noted?.actor).toMatch(/^Iris/);
    expect(noted?.details).toEqual({
      report: 'Bookers',
      format: 'csv',
      audience: 'inside',
      rows: house.world.customers.length,
      reason: 'Thanking them',
    });
  });
});

test('a run of a file is in the history, and nothing of it stays on the disk', async () => {
  await fileOf({ of: { ready: 'occupancy' } });
  const { items } = await ask(house, house.insights, 'listReportRuns', { query: { report: 'occupancy' } });
  expect(items.map(({ format, state }) => `${format} ${state}`)).toContain('csv succeeded');
  expect(await leftFiles()).toEqual([]);
});

describe('for sharing outside', () => {
  const grouped = (measures: object[]) => ({
    definition: { v: 1, type: 'sales', output: { mode: 'grouped', keys: [{ field: 'event.name' }], measures } },
  });

  test('groups of few bookers are left out, and the file says so', async () => {
    const of = grouped([{ measure: 'tickets' }, { measure: 'bookers' }]);
    const { rows, notes } = await prepare({ of, audience: 'outside' });
    // Nobody has ten bookers in so small a house.
    expect(rows).toBe(0);
    expect(notes).toEqual([expect.stringMatching(/^Not shown: \d+ groups of fewer than 10 bookers\.$/)]);
    const text = (await fileOf({ of, audience: 'outside' })).toString('utf8');
    expect(parse(text)).toEqual([
      ['Event Name', 'Tickets', 'Bookers'],
      [notes[0], '', ''],
    ]);
    expect((await fileOf({ of, audience: 'outside', format: 'parquet' })).subarray(0, 4).toString()).toBe('PAR1');
    expect((await fileOf({ of })).toString('utf8').split('\n').length).toBeGreaterThan(2);
  });

  test('rows of single bookers, and the highest of something of theirs, are refused whoever asks', async () => {
    const rows = { ...BOOKERS, type: 'sales', output: { mode: 'rows', columns: [{ field: 'event.name' }], sort: [] } };
    expect((await refused({ of: { definition: rows }, audience: 'outside' })).fields).toEqual([
      'body.audience: each row is of one booker: use grouped mode for what is shared outside the organisation',
    ]);
    const highest = grouped([{ aggregate: 'max', field: 'booking.spend' }]);
    expect((await refused({ of: highest, audience: 'outside' })).detail).toMatch(/Spend of Booker is one booker’s/);
  });
});

test('what Excel cannot hold is refused before anything is sent, with the count', async () => {
  const { warehouse } = house.api.box.context;
  const name = (text: string) =>
    warehouse.withOpenStore(house.organisation.id, ({ writer }) =>
      writer.run(`UPDATE events SET name = $1 WHERE source_id = 'h0'`, [text]),
    );
  await name('x'.repeat(40_000));
  expect((await refused({ format: 'xlsx' })).fields).toEqual([
    'body.format: a text in =Event has 40,000 characters; a cell of Excel holds 32,767. Take CSV or Parquet, or leave the column out',
  ]);
  expect((await fileOf()).length).toBeGreaterThan(40_000);
  await name(HOSTILE[0] ?? '');
  expect(() => requireFitsExcel([], { n: 1_048_576 })).toThrow(/1,048,576 rows; an Excel sheet holds 1,048,575/);
});

describe('a file of many rows', () => {
  const TICKETS = 300_000;
  const many = {
    definition: {
      ...{
        v: 1,
        type: 'sales',
        criteria: { match: 'all', items: [{ field: 'ticket.seat', op: 'eq', value: 'many' }] },
      },
      output: { mode: 'rows', columns: ['event.name', 'ticket.seat', 'ticket.price'].map((field) => ({ field })) },
    },
    name: 'Many',
  };
  beforeAll(async () => {
    await house.api.box.context.warehouse.withOpenStore(house.organisation.id, ({ writer }) =>
      writer.run(`INSERT INTO tickets BY NAME SELECT '${CONNECTION}' AS connection_id, 'many-' || i AS source_id, 'none' AS order_id,
        'h3' AS event_id, 'hp3' AS performance_id, 'many' AS seat_name, 'GBP' AS currency, i AS total_minor, now()::TIMESTAMP AS first_seen,
        now()::TIMESTAMP AS last_seen, now()::TIMESTAMP AS requested_at, 1 AS movements FROM range(${TICKETS}) r(i)`),
    );
  });

  test('passes through without being held', async () => {
    const { id, rows } = await prepare({ of: many });
    expect(rows).toBe(TICKETS);
    const before = process.memoryUsage();
    const response = await download(id);
    let lines = 0;
    let most = before.heapUsed;
    for await (const piece of response.body ?? []) {
      for (const byte of piece) if (byte === 10) lines += 1;
      most = Math.max(most, process.memoryUsage().heapUsed);
    }
    expect(lines).toBe(TICKETS + 1);
    expect(most - before.heapUsed).toBeLessThan(150e6);
    expect(process.memoryUsage().rss - before.rss).toBeLessThan(500e6);
  });

  test('that is broken off leaves nothing behind, and the history says so', async () => {
    const { id } = await prepare({ of: many, format: 'json' });
    const leaving = new AbortController();
    const response = await download(id, house.insights, leaving.signal);
    await response.body?.getReader().read();
    leaving.abort();
    await expect.poll(leftFiles).toEqual([]);
    await expect
      .poll(async () => (await ask(house, house.insights, 'listReportRuns')).items.map(({ state }) => state))
      .toContain('cancelled');
  });
});

test('what a crash left is gone once the warehouse is opened again', async () => {
  const box = await startWarehouse();
  const left = join(box.options.exportsFolder ?? '', 'riverside');
  await mkdir(left);
  await writeFile(join(left, 'exp_half'), 'half of it');
  await box.warehouse.close();
  const again = await openWarehouse(box.options);
  expect(await readdir(box.options.exportsFolder ?? '')).toEqual([]);
  await again.close();
  await box.close();
});
