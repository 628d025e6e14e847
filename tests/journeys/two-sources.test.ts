import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import type { EventIdReport } from '@illuminate/contract';
import type { ColumnMapInput } from '@illuminate/delivery';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { collectAll, connectOrganisation } from '../support/connect-organisation.ts';
import { newSender, type TestSender } from '../support/deliver.ts';
import { type StartedPlatform, startPlatform } from '../support/start-platform.ts';
import { startNode } from '../support/start-process.ts';
import { program, type StartedSimulator, startSimulator } from '../support/start-simulator.ts';

// An organisation that is collected from its box office also delivers that system's exports: the same sales, twice. Told in order.

const SLUG = 'riverside';
const BOX_OFFICE = 'riverside-spektrix';
const DELIVERED = 'riverside-delivery';
const PERSON = 'Zephyrine Quillfeather';
const DAYS = { from: '2000-01-01', to: '2099-12-31' };

/** What is delivered is of the last minutes, or it would be out of date. */
const began = Date.now();

let data: string;
let simulator: StartedSimulator;
let platform: StartedPlatform;
let sender: TestSender;
let sales: readonly Sale[];

interface Sale {
  readonly order: string;
  readonly placed: string;
  readonly performance: string;
  readonly event: string;
  readonly title: string;
  readonly starts: Date;
  readonly seat: string;
  readonly minor: number;
}

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'illuminate-sources-'));
  simulator = await startSimulator({ world: 'generated', events: 6, orders: 120, years: 1, clients: 1 });
  platform = await startPlatform({ data });
  await connectOrganisation(platform.api, simulator.door, { slug: SLUG });
  await collectAll(platform.api, BOX_OFFICE);
  const { api, address } = platform;
  await api.call('addConnection', { body: { organisation: SLUG, provider: 'delivery', method: 'delivery' } });
  sender = await newSender(api, address, DELIVERED);
  sales = await readSales();
}, 180_000);

afterAll(async () => {
  await platform?.[Symbol.asyncDispose]();
  await simulator?.[Symbol.asyncDispose]();
  await rm(data, { recursive: true, force: true });
});

/** What the box office sold, from a copy of the store: the export of the very same sales is made of it. */
async function readSales(): Promise<Sale[]> {
  const { name } = await platform.api.call('copyStore', { params: { organisation: SLUG } });
  const [folder = ''] = await readdir(join(data, 'copies'));
  const instance = await DuckDBInstance.create(join(data, 'copies', folder, name), { access_mode: 'READ_ONLY' });
  const reader = await (await instance.connect()).runAndReadAll(`
    -- Another system has other ids.
    SELECT 'K-' || t.order_id AS "order", strftime(o.first_transaction_local, '%d/%m/%Y %H:%M') AS placed,
      '9' || t.performance_id AS performance, '8' || t.event_id AS event, e.name AS title, p.starts_local AS starts,
      coalesce(t.seat_name, '') AS seat, t.total_minor::INTEGER AS minor
    FROM tickets t JOIN orders o ON o.source_id = t.order_id JOIN performances p ON p.source_id = t.performance_id
      JOIN events e ON e.source_id = t.event_id
    WHERE t.deleted_at IS NULL AND o.deleted_at IS NULL ORDER BY t.seat_name, t.source_id`);
  instance.closeSync();
  return reader.getRowObjectsJS() as unknown as Sale[];
}

async function illuminate(...words: string[]): Promise<string> {
  const running = startNode([...program('illuminate', 'cli/src/main.ts'), ...words], {
    env: { ILLUMINATE_DATA: data },
  });
  const { code } = await running.ended;
  if (code !== 0) throw new Error(`${words.join(' ')}: ${running.output()}`);
  return running.output();
}

const amount = (minor: number): string => `${Math.floor(minor / 100)},${String(minor % 100).padStart(2, '0')}`;
const HEADER = ['Booking Ref', 'Date of Booking', 'Customer Name', 'E-mail', 'Event No', 'Ticket Type', 'Seat', 'Paid'];

/** Semicolons, decimal commas, windows-1252, a title above and a sum below; nothing says how tickets are numbered. */
function salesFile(of: readonly Sale[], header = HEADER): Buffer {
  const lines = of.map(({ order, placed, performance, seat, minor }) =>
    [order, placed, PERSON, 'zephyrine@mail.example', performance, 'Café rate', seat, `£ ${amount(minor)}`].join(';'),
  );
  const sum = of.reduce((total, { minor }) => total + minor, 0);
  const text = ['Sales by line', header.join(';'), ...lines, `Total;;;;;;;${amount(sum)}`].join('\r\n');
  return Buffer.from(text, 'latin1');
}

async function performancesFile(): Promise<Uint8Array> {
  const shows = [...new Map(sales.map((sale) => [sale.performance, sale])).values()];
  const rows = shows.map(({ performance, event, title, starts }) => [
    performance,
    event,
    `${title} (new)`,
    starts,
    225,
  ]);
  const header = ['Performance', 'Show ID', 'Show', 'Starts', 'Places'];
  return writeXlsx({
    sheets: [
      { name: 'Notes', rows: [['made at night']] },
      {
        name: 'Programme',
        rows: [['Programme'], header, ...rows],
        columns: [{}, {}, {}, { numFmt: 'dd/mm/yyyy hh:mm' }],
      },
    ],
  });
}

const PERFORMANCES_MAP: ColumnMapInput = {
  format: 'illuminate-columns/1',
  records: 'performances',
  file: { type: 'xlsx', sheet: 'Programme', headerLine: 2 },
  dates: { pattern: 'DD/MM/YYYY HH:mm', zone: 'Europe/London' },
  columns: [
    { header: 'Performance', field: 'performance_id' },
    { header: 'Show ID', field: 'event_id' },
    { header: 'Show', field: 'event_name' },
    { header: 'Starts', field: 'starts_at' },
    { header: 'Places', field: 'capacity' },
  ],
};

interface Part {
  readonly kind: 'orders' | 'performances';
  readonly format: 'csv' | 'xlsx';
  readonly encoding: 'none' | 'gzip';
  readonly bytes: Uint8Array;
  readonly records: number;
}

/** A manifest of mapped parts, whose totals are counted here. */
function manifestOf(sequence: number, parts: readonly Part[], of: readonly Sale[]): object {
  const sum = (of.reduce((total, { minor }) => total + minor, 0) / 100).toFixed(2);
  const at = (minute: number): string => new Date(began + (minute - 3) * 60_000).toISOString();
  return {
    format: 'illuminate-delivery/1',
    connection: DELIVERED,
    batch: `b-${sequence}`,
    sequence,
    createdAt: at(sequence),
    period: { from: at(sequence - 1), to: at(sequence) },
    personalFields: [],
    parts: parts.map(({ kind, format, encoding, bytes, records }, index) => ({
      part: index + 1,
      kind,
      format,
      encoding,
      layout: 'mapped',
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      records,
    })),
    totals: {
      orders: new Set(of.map(({ order }) => order)).size,
      tickets: of.length,
      performances: parts.reduce((total, { kind, records }) => total + (kind === 'performances' ? records : 0), 0),
      amounts: { GBP: { orders: sum, tickets: sum } },
    },
  };
}

async function counted(): Promise<{ total: number; bySource: Record<string, number>; report: EventIdReport }> {
  const report = await platform.api.call('runEventIdReport', {
    query: { organisation: SLUG, ...DAYS, columns: 'all' },
  });
  const bySource: Record<string, number> = {};
  for (const { tickets = 0, source = BOX_OFFICE } of report.rows) bySource[source] = (bySource[source] ?? 0) + tickets;
  return { total: report.rows.reduce((sum, { tickets = 0 }) => sum + tickets, 0), bySource, report };
}

const columnMaps = async (): Promise<unknown> =>
  (await platform.api.call('listDeliveries', { params: { connection: DELIVERED } })).items.map((one) => one.columnMaps);

test('a map is proposed from the export, without its data, and set', async () => {
  const file = join(data, '..', `${SLUG}-${process.pid}.csv`);
  const map = `${file}.json`;
  try {
    await writeFile(file, salesFile(sales));
    const proposed = await illuminate('connections', 'columns', 'suggest', DELIVERED, '--file', file);
    expect(proposed).not.toMatch(/Zephyrine|Quillfeather/);
    const json = JSON.parse(proposed.slice(proposed.indexOf('{'), proposed.lastIndexOf('}') + 1)) as ColumnMapInput;
    expect(json.file).toMatchObject({ encoding: 'windows-1252', separator: ';', headerLine: 2 });
    expect(json.columns.map(({ field }) => field)).toEqual([
      'order_id',
      'placed_at',
      'drop',
      'drop',
      'performance_id',
      'ticket_type',
      'seat',
      'ticket_total',
    ]);
    await writeFile(map, JSON.stringify({ ...json, ignoreLines: { header: 'Booking Ref', values: ['Total'] } }));
    expect(await illuminate('connections', 'columns', 'set', DELIVERED, '--file', map)).toContain('version 1');
  } finally {
    await rm(file, { force: true });
    await rm(map, { force: true });
  }
  const set = await platform.api.call('setColumnMap', {
    params: { connection: DELIVERED },
    body: { map: { ...PERFORMANCES_MAP } },
  });
  expect(set).toMatchObject({ records: 'performances', version: 1 });
});

test('exports are delivered as they are: CSV of another encoding and a workbook', async () => {
  const before = await counted();
  expect(before.total).toBe(sales.length);
  const workbook = await performancesFile();
  const csv = gzipSync(salesFile(sales));
  const parts: Part[] = [
    {
      kind: 'performances',
      format: 'xlsx',
      encoding: 'none',
      bytes: workbook,
      records: new Set(sales.map((sale) => sale.performance)).size,
    },
    {
      kind: 'orders',
      format: 'csv',
      encoding: 'gzip',
      bytes: csv,
      records: new Set(sales.map((sale) => sale.order)).size,
    },
  ];
  const answer = await sender.deliver({
    id: 'b-1',
    manifest: manifestOf(1, parts, sales),
    parts: parts.map(({ bytes }) => Buffer.from(bytes)),
  });
  expect(answer.text).toContain('"loaded"');
  expect(answer.state.loaded).toMatchObject({ tickets: sales.length, performances: parts[0]?.records });
  expect(await columnMaps()).toEqual([{ 1: 1, 2: 1 }]);
});

test('the same sales are noticed, said on both connections, and counted once', async () => {
  const { total, bySource, report } = await counted();
  expect(total).toBe(sales.length);
  expect(bySource).toEqual({ [BOX_OFFICE]: sales.length, [DELIVERED]: 0 });
  expect(report.notes.at(-1)).toContain('in a second box office as well');
  for (const connection of [BOX_OFFICE, DELIVERED]) {
    const { headline, sources } = await platform.api.call('showConnection', { params: { connection } });
    expect(sources.overlaps).toMatchObject([
      { first: BOX_OFFICE, later: DELIVERED, firstTickets: sales.length, laterTickets: sales.length },
    ]);
    expect(headline).toMatchObject({ code: 'TWO_SOURCES', action: { kind: 'choose-source' } });
    expect(headline.sentence).toContain(`until then ${BOX_OFFICE} does`);
  }
  const said = await illuminate('sources', '--organisation', SLUG);
  expect(said).toContain(`--count ${DELIVERED} --instead-of ${BOX_OFFICE}`);
});

test('a person chooses which source counts for which days, and takes it back', async () => {
  const choose = ['sources', 'choose', '--organisation', SLUG, '--count', DELIVERED, '--instead-of', BOX_OFFICE];
  await illuminate(...choose, '--from', DAYS.from, '--to', DAYS.to, '--why', 'The new system is right.');
  expect((await counted()).bySource).toEqual({ [BOX_OFFICE]: 0, [DELIVERED]: sales.length });
  const { headline, sources } = await platform.api.call('showConnection', { params: { connection: BOX_OFFICE } });
  expect(headline.code).not.toBe('TWO_SOURCES');
  expect(sources.choices).toMatchObject([{ counts: DELIVERED, why: 'The new system is right.' }]);
  // Half of it back: by the day of the performance.
  const days = [...new Set(sales.map(({ starts }) => starts.toISOString().slice(0, 10)))].sort();
  const middle = days[Math.floor(days.length / 2)] ?? '';
  const params = { organisation: SLUG };
  await platform.api.call('chooseSource', {
    params,
    body: { counts: BOX_OFFICE, other: DELIVERED, from: middle, to: DAYS.to },
  });
  const halves = await counted();
  expect(halves.total).toBe(sales.length);
  expect(halves.bySource[DELIVERED]).toBe(
    sales.filter(({ starts }) => starts.toISOString().slice(0, 10) < middle).length,
  );
  const { choices } = await platform.api.call('listSources', { params });
  const [later, earlier] = choices.map(({ id }) => id);
  await platform.api.call('undoSourceChoice', { params: { ...params, choice: later ?? '' } });
  expect((await counted()).bySource).toEqual({ [BOX_OFFICE]: 0, [DELIVERED]: sales.length });
  await illuminate('sources', 'undo', earlier ?? '', '--organisation', SLUG);
  expect((await counted()).bySource).toEqual({ [BOX_OFFICE]: sales.length, [DELIVERED]: 0 });
});

test('a changed layout is refused with the difference; once the map is set anew the same part is taken', async () => {
  const renamed = HEADER.map((name) => (name === 'Paid' ? 'Amount Paid' : name));
  const bytes = salesFile(sales, renamed);
  const part: Part = {
    kind: 'orders',
    format: 'csv',
    encoding: 'none',
    bytes,
    records: new Set(sales.map((sale) => sale.order)).size,
  };
  const batch = { id: 'b-2', manifest: manifestOf(2, [part], sales), parts: [bytes] };
  const refused = await sender.deliver(batch);
  expect(refused.status).toBe(422);
  expect(refused.problem).toMatchObject({ code: 'layout-changed', part: 1, row: 2 });
  expect(refused.problem.detail).toContain('probably renamed: "Paid" to "Amount Paid" (column 8)');
  expect(refused.text).not.toMatch(/Zephyrine|K-/);
  const { items } = await platform.api.call('listColumnMaps', { params: { connection: DELIVERED } });
  const map = items.find(({ records }) => records === 'orders')?.map as unknown as ColumnMapInput;
  const columns = map.columns.map((column) =>
    column.header === 'Paid' ? { ...column, header: 'Amount Paid' } : column,
  );
  await platform.api.call('setColumnMap', { params: { connection: DELIVERED }, body: { map: { ...map, columns } } });
  const taken = await sender.deliver(batch);
  expect(taken.state).toMatchObject({ state: 'loaded', loaded: { unchanged: part.records } });
  expect((await columnMaps()) as object[]).toContainEqual({ 1: 2 });
  expect((await counted()).total).toBe(sales.length);
});
