import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** A batch on the disk, ready to be sent: nothing of its making is measured. */
export interface RenderedBatch {
  readonly id: string;
  readonly manifest: Buffer;
  /** Files, in the order of the parts. */
  readonly parts: readonly string[];
  readonly tickets: number;
  readonly bytes: number;
}

export interface RenderOptions {
  readonly folder: string;
  readonly connection: string;
  readonly orders: number;
  readonly customers: number;
  readonly currency: string;
}

const compress = promisify(gzip);
/** A batch may have 250,000 tickets; parts of a quarter are as large as a provider would make them. */
const ORDERS_PER_BATCH = 100_000;
const ORDERS_PER_PART = 25_000;
const PERFORMANCES = 1_000;
const EVENTS = 120;
const HOUR_MS = 3_600_000;
const BEGIN = Date.UTC(2023, 0, 1);
const TYPES = ['Full', 'Concession', 'Child', 'Member', 'Under 26', 'Group'] as const;
const CHANNELS = ['online', 'online', 'online', 'counter', 'phone'] as const;

/** Two tickets an order, or four: two and a half on average. */
const ticketsOf = (order: number): number => (order % 4 === 3 ? 4 : 2);

/** Renders the sales of some years as gzipped NDJSON. */
export async function renderBatches(options: RenderOptions): Promise<RenderedBatch[]> {
  const { folder, orders } = options;
  await mkdir(folder, { recursive: true });
  const batches: RenderedBatch[] = [];
  for (let from = 0; from < orders; from += ORDERS_PER_BATCH) {
    batches.push(
      await renderBatch(options, batches.length + 1, { from, to: Math.min(orders, from + ORDERS_PER_BATCH) }),
    );
  }
  return batches;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

interface Part {
  readonly kind: 'orders' | 'performances';
  readonly records: number;
  readonly bytes: Buffer;
}

async function renderBatch(options: RenderOptions, sequence: number, { from, to }: Span): Promise<RenderedBatch> {
  const { folder, connection, orders, currency } = options;
  const parts: Part[] = [];
  if (sequence === 1) {
    parts.push({ kind: 'performances', records: PERFORMANCES, bytes: await compress(performanceLines()) });
  }
  let tickets = 0;
  let minor = 0;
  for (let first = from; first < to; first += ORDERS_PER_PART) {
    const last = Math.min(to, first + ORDERS_PER_PART);
    const lines: string[] = [];
    for (let order = first; order < last; order += 1) {
      const made = orderLine(order, options);
      lines.push(made.line);
      tickets += made.tickets;
      minor += made.minor;
    }
    parts.push({ kind: 'orders', records: last - first, bytes: await compress(`${lines.join('\n')}\n`) });
  }
  const id = `bench-${String(sequence).padStart(4, '0')}`;
  const files = parts.map((_, n) => join(folder, `${id}-part-${n + 1}.ndjson.gz`));
  for (const [n, { bytes }] of parts.entries()) await writeFile(files[n] ?? '', bytes);
  const amount = (minor / 100).toFixed(2);
  const manifest = {
    format: 'illuminate-delivery/1',
    connection,
    batch: id,
    sequence,
    createdAt: timeOf(to, orders),
    period: { from: timeOf(from, orders), to: timeOf(to, orders) },
    personalFields: ['customer.id', 'customer.postcode', 'customer.country'],
    parts: parts.map(({ kind, records, bytes }, n) => ({
      part: n + 1,
      kind,
      format: 'ndjson',
      encoding: 'gzip',
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      records,
    })),
    totals: {
      orders: to - from,
      tickets,
      performances: sequence === 1 ? PERFORMANCES : 0,
      amounts: { [currency]: { orders: amount, tickets: amount } },
    },
  };
  const bytes = parts.reduce((sum, part) => sum + part.bytes.length, 0);
  return { id, manifest: Buffer.from(JSON.stringify(manifest)), parts: files, tickets, bytes };
}

/** Sales spread evenly over three years. */
function timeOf(order: number, orders: number): string {
  return new Date(BEGIN + Math.floor((order / orders) * 3 * 365 * 24) * HOUR_MS).toISOString();
}

function performanceLines(): string {
  return Array.from({ length: PERFORMANCES }, (_, n) =>
    JSON.stringify({
      id: String(428_000_000 + n),
      event: { id: String(1_000 + (n % EVENTS)), name: `Production ${n % EVENTS}` },
      venue: { id: String(n % 3), name: `Stage ${n % 3}` },
      startsAt: new Date(BEGIN + n * 26 * HOUR_MS).toISOString(),
      capacity: 400,
      cancelled: false,
    }),
  ).join('\n');
}

function orderLine(order: number, { orders, customers, currency }: RenderOptions) {
  const placedAt = new Date(Date.parse(timeOf(order, orders)) + (order % 3_600) * 1_000).toISOString();
  const performance = String(428_000_000 + ((order * 7) % PERFORMANCES));
  const count = ticketsOf(order);
  let minor = 0;
  const tickets = Array.from({ length: count }, (_, n) => {
    const price = 1_200 + ((order + n) % 9) * 150;
    const discount = (order + n) % 5 === 0 ? 250 : 0;
    minor += price - discount;
    return {
      id: `T-${order * 4 + n}`,
      performance,
      type: TYPES[(order + n) % TYPES.length],
      seat: `${String.fromCharCode(65 + (order % 20))}${1 + ((order * 3 + n) % 40)}`,
      price: (price / 100).toFixed(2),
      discount: (discount / 100).toFixed(2),
      total: ((price - discount) / 100).toFixed(2),
    };
  });
  const customer = (order * 31) % customers;
  const line = JSON.stringify({
    id: `B-${10_000 + order}`,
    placedAt,
    changedAt: placedAt,
    channel: CHANNELS[order % CHANNELS.length],
    currency,
    total: (minor / 100).toFixed(2),
    customer: { id: `C-${customer}`, postcode: `SW1A ${customer % 10}AA`, country: 'GB' },
    tickets,
  });
  return { line, tickets: count, minor };
}
