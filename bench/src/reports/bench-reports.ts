import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type ReportDefinition, reportDefinition } from '@illuminate/contract';
import { openWarehouse, type Warehouse } from '../../../platform/src/warehouse/warehouse.ts';
import { type MeasuredServer, startServer } from '../measured-server.ts';
import { tableOf } from '../show-table.ts';
import { besideSql, type Compared, processorMs } from './beside-sql.ts';
import { makeStore } from './made-store.ts';
import { peopleRunning, type Taken, takeAway } from './served.ts';

export interface ReportsOptions {
  readonly sizes: readonly number[];
  readonly random: number;
  readonly rounds: number;
  readonly people: number;
  say(line: string): void;
}

const MEMORY_LIMIT_MB = 400;
const THREADS = 1;

/** What leaves as a file: each ticket with what people ask for most. */
const FILE: ReportDefinition = reportDefinition.parse({
  v: 1,
  type: 'sales',
  output: {
    mode: 'rows',
    columns: [
      'event.name',
      'performance.start',
      'ticketType.name',
      'ticket.seat',
      'ticket.price',
      'order.placed',
      'order.channel',
    ].map((field) => ({ field })),
  },
});
const FILE_BY_HAND = `SELECT e.name, p.starts_local, y.name, t.seat_name, t.total_minor, o.first_transaction_local, o.channel
  FROM tickets t JOIN orders o ON o.source_id = t.order_id JOIN performances p ON p.source_id = t.performance_id
  JOIN events e ON e.source_id = t.event_id LEFT JOIN ticket_types y ON y.source_id = t.ticket_type_id WHERE t.deleted_at IS NULL`;

/** Reports beside SQL by hand for the same questions, files beside DuckDB's own, and a server that people run them on. */
export async function benchReports({ sizes, say, ...options }: ReportsOptions): Promise<void> {
  for (const size of sizes) await benchSize(size, { ...options, say });
}

async function benchSize(size: number, { random, rounds, people, say }: Omit<ReportsOptions, 'sizes'>): Promise<void> {
  say(`${size} tickets`);
  let server = await startServer();
  const { data } = server;
  try {
    const organisationId = await addOrganisation(server);
    await server.stop();
    const copied = await withWarehouse(data, async (warehouse) => {
      const began = performance.now();
      await warehouse.withOpenStore(organisationId, (open, writing) => writing(() => makeStore(open, size)));
      say(`made in ${seconds(performance.now() - began)}`);
      const { reports, counts } = await warehouse.withStore(organisationId, (store) =>
        besideSql(store, { random, rounds }),
      );
      sayCompared('report', reports, say);
      sayCompared('live count', counts, say);
      return copyByHand(warehouse, organisationId);
    });
    server = await startServer(data);
    await sayServed(server, { copied, people, say });
  } finally {
    await server.stop();
    await server.remove();
  }
}

/** @returns its id, under which its store lies once somebody has asked for it */
async function addOrganisation({ api, data }: MeasuredServer): Promise<string> {
  await api.call('addOrganisation', {
    body: { slug: 'bench', name: 'Bench', zone: 'Europe/London', currency: 'GBP' },
  });
  await api.call('runReadyReport', { params: { report: 'channels' }, query: { organisation: 'bench' } });
  const [store = ''] = (await readdir(join(data, 'warehouse'))).filter((name) => name.endsWith('.duckdb'));
  return store.replace('.duckdb', '');
}

async function withWarehouse<T>(data: string, work: (warehouse: Warehouse) => Promise<T>): Promise<T> {
  const warehouse = await openWarehouse({
    folder: join(data, 'warehouse'),
    copiesFolder: join(data, 'copies'),
    exportsFolder: join(data, 'exports'),
    memoryLimitMb: MEMORY_LIMIT_MB,
    threads: THREADS,
  });
  try {
    return await work(warehouse);
  } finally {
    await warehouse.close();
  }
}

interface Copied {
  readonly ms: number;
  readonly processorMs: number;
  readonly bytes: number;
}

/** DuckDB's own way from the same rows to a file, best of three. */
async function copyByHand(warehouse: Warehouse, organisationId: string): Promise<Copied> {
  const folder = join(warehouse.folders.exportsFolder ?? '', organisationId);
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'by-hand.csv');
  const times: number[] = [];
  const processor: number[] = [];
  let bytes = 0;
  await warehouse.withOpenStore(organisationId, async ({ connect }) => {
    const session = await connect();
    for (let round = 0; round < 3; round += 1) {
      const [began, before] = [performance.now(), processorMs()];
      await session.run(`COPY (${FILE_BY_HAND}) TO '${file}' (FORMAT csv)`);
      times.push(performance.now() - began);
      processor.push(processorMs() - before);
      bytes = (await stat(file)).size;
      await rm(file);
    }
    session.close();
  });
  return { ms: Math.min(...times), processorMs: Math.min(...processor), bytes };
}

async function sayServed(
  server: MeasuredServer,
  { copied, people, say }: { readonly copied: Copied; readonly people: number; say(line: string): void },
): Promise<void> {
  const rows = [
    [
      'file, over HTTP',
      'time',
      'beside COPY',
      'processor',
      'beside COPY',
      'size',
      'memory above idle',
      'longest stall',
    ],
  ];
  rows.push([
    'DuckDB’s own COPY to CSV',
    seconds(copied.ms),
    '1.00',
    seconds(copied.processorMs),
    '1.00',
    megabytes(copied.bytes),
    '-',
    '-',
  ]);
  // The first opens the store and warms the code.
  for (const [name, format] of [
    ['csv, the first', 'csv'],
    ['csv', 'csv'],
    ['parquet', 'parquet'],
    ['xlsx', 'xlsx'],
  ] as const) {
    const taken = await takeAway(server, FILE, format).catch((err: unknown) => String(err));
    rows.push(typeof taken === 'string' ? [name, taken] : lineOf(name, taken, copied));
  }
  for (const line of tableOf(rows)) say(line);
  say('');
  const { ran, refused, ms, ticks, slowestStatus } = await peopleRunning(server, people, 5);
  say(
    `${people} people ran ${ran} reports in ${seconds(ms)}: stalls p99 ${ticks.p99} ms, longest ${ticks.longest} ms; slowest answer to somebody who looks at the status ${slowestStatus.toFixed(0)} ms; ${megabytes(ticks.peakRss)} of memory`,
  );
  for (const sentence of new Set(refused)) say(`refused: ${sentence}`);
  say('');
}

const lineOf = (name: string, { ms, bytes, usage, ticks }: Taken, copied: Copied): string[] => [
  name,
  seconds(ms),
  (ms / copied.ms).toFixed(2),
  usage === null ? '-' : seconds(usage.cpuSeconds * 1_000),
  usage === null ? '-' : ((usage.cpuSeconds * 1_000) / copied.processorMs).toFixed(2),
  megabytes(bytes),
  usage === null ? '-' : megabytes(usage.peakBytes),
  `${ticks.longest} ms`,
];

function sayCompared(what: string, compared: readonly Compared[], say: (line: string) => void): void {
  const ratio = ({ ours, byHand }: Compared): number => ours / byHand;
  const rows = compared.map((each) => [
    each.name,
    each.ours.toFixed(1),
    each.byHand.toFixed(1),
    ratio(each).toFixed(2),
    String(each.rows),
    each.isEqual ? 'yes' : 'NO',
  ]);
  for (const line of tableOf([[what, 'ours, ms', 'by hand, ms', 'ratio', 'rows', 'equal'], ...rows])) say(line);
  const ratios = compared.map(ratio).sort((a, b) => a - b);
  say(`median ${(ratios[Math.floor(ratios.length / 2)] ?? 0).toFixed(2)}, worst ${(ratios.at(-1) ?? 0).toFixed(2)}`);
  say('');
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
