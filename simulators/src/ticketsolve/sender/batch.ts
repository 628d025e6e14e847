import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { BoxOffice } from '../../sales/box-office.ts';
import { decimal } from '../../sales/decimal.ts';
import { changedOrders, changedPerformances, type Period } from './changed.ts';
import { type OrderRecord, orderRecord } from './order-record.ts';

/** What a batch is made of; with the same world the same source makes the same bytes. */
export interface BatchSource {
  readonly office: BoxOffice;
  readonly currency: string;
  readonly connection: string;
  readonly sequence: number;
  readonly period: Period;
  /** 1, and one more each time that the batch before it was refused. */
  readonly attempt: number;
}

interface PartDescription {
  readonly part: number;
  readonly kind: 'orders' | 'performances';
  readonly format: 'ndjson';
  readonly encoding: 'none' | 'gzip';
  readonly bytes: number;
  readonly sha256: string;
  readonly records: number;
}

export interface Manifest {
  readonly format: 'illuminate-delivery/1';
  readonly connection: string;
  readonly batch: string;
  readonly sequence: number;
  readonly createdAt: string;
  readonly period: { readonly from: string; readonly to: string };
  readonly personalFields: readonly string[];
  readonly parts: readonly PartDescription[];
  readonly totals: {
    readonly orders: number;
    readonly tickets: number;
    readonly performances: number;
    readonly amounts: Readonly<Record<string, { readonly orders: string; readonly tickets: string }>>;
  };
}

/** A batch ready to be sent: its manifest, and the bytes of each part in order. */
export interface Batch {
  readonly manifest: Manifest;
  readonly parts: readonly Buffer[];
  /** Whether it tells of nothing but that nothing happened. */
  readonly isEmpty: boolean;
}

/** Changes that a fault makes to a batch while it is built. */
export interface BatchBend {
  /** A line of NDJSON from an order; what it adds is in no total. */
  readonly line?: (record: OrderRecord, nth: number) => object;
  readonly manifest?: (manifest: Manifest) => Manifest;
  /** The bytes of a part before they are counted and hashed. */
  readonly part?: (bytes: Buffer) => Buffer;
}

const RECORDS_A_PART = 5_000;
/** Below this a part is not worth packing. */
const SMALLEST_PACKED = 4_096;
const PERSONAL = ['id', 'name', 'email', 'phone', 'postcode', 'country'] as const;
const pack = promisify(gzip);

/** The id of a batch tells its sequence and period, so that whoever finds it open later can make it again. */
export function batchId({ office, sequence, period, attempt }: BatchSource): string {
  const instant = (ms: number): string => new Date(ms).toISOString().replace(/[-:.]/g, '');
  const again = attempt > 1 ? `-r${attempt}` : '';
  return `${office.client}-${sequence}-${instant(period.from)}-${instant(period.to)}${again}`;
}

/** Sequence, period and attempt of an id that `batchId` made for this account; null for any other. */
export function readBatchId(account: string, id: string): Pick<BatchSource, 'sequence' | 'period' | 'attempt'> | null {
  const match = /^(.+)-(\d+)-(\d{8}T\d{9}Z)-(\d{8}T\d{9}Z)(?:-r(\d+))?$/.exec(id);
  if (match?.[1] !== account) return null;
  const instant = (text = ''): number =>
    Date.parse(text.replace(/^(....)(..)(..)T(..)(..)(..)(...)Z$/, '$1-$2-$3T$4:$5:$6.$7Z'));
  return {
    sequence: Number(match[2]),
    period: { from: instant(match[3]), to: instant(match[4]) },
    attempt: Number(match[5] ?? 1),
  };
}

/** Builds a batch of everything that changed within its period. */
export async function buildBatch(source: BatchSource, bend: BatchBend = {}): Promise<Batch> {
  const { office, currency, period } = source;
  const descriptions: PartDescription[] = [];
  const parts: Buffer[] = [];
  const add = async (kind: PartDescription['kind'], lines: readonly string[]): Promise<void> => {
    const plain = Buffer.from(lines.join(''));
    const encoding = plain.length < SMALLEST_PACKED ? 'none' : 'gzip';
    const packed = encoding === 'none' ? plain : await pack(plain);
    const bytes = bend.part?.(packed) ?? packed;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const part = parts.push(bytes);
    descriptions.push({ part, kind, format: 'ndjson', encoding, bytes: bytes.length, sha256, records: lines.length });
  };
  const sum = { orders: 0, tickets: 0, performances: 0, orderAmount: 0, ticketAmount: 0 };
  const personal = new Set<string>();
  let lines: string[] = [];
  for (const state of changedOrders(office, period)) {
    const record = orderRecord(office, currency, state);
    for (const field of Object.keys(record.customer)) personal.add(field);
    lines.push(`${JSON.stringify(bend.line?.(record, sum.orders) ?? record)}\n`);
    sum.orders += 1;
    sum.tickets += record.tickets.length;
    sum.orderAmount += cents(record.total);
    for (const ticket of record.tickets) sum.ticketAmount += cents(ticket.total);
    if (lines.length < RECORDS_A_PART) continue;
    await add('orders', lines);
    lines = [];
  }
  const performances = [...changedPerformances(office, period)];
  // Parts are numbered from 1: a batch that tells of nothing has an empty one.
  if (lines.length > 0 || (parts.length === 0 && performances.length === 0)) await add('orders', lines);
  sum.performances = performances.length;
  if (performances.length > 0) {
    await add(
      'performances',
      performances.map((each) => `${JSON.stringify(each)}\n`),
    );
  }
  const amounts = { orders: decimal(sum.orderAmount), tickets: decimal(sum.ticketAmount) };
  const manifest: Manifest = {
    format: 'illuminate-delivery/1',
    connection: source.connection,
    batch: batchId(source),
    sequence: source.sequence,
    createdAt: new Date(period.to).toISOString(),
    period: { from: new Date(period.from).toISOString(), to: new Date(period.to).toISOString() },
    personalFields: PERSONAL.filter((field) => personal.has(field)).map((field) => `customer.${field}`),
    parts: descriptions,
    totals: {
      orders: sum.orders,
      tickets: sum.tickets,
      performances: sum.performances,
      amounts: sum.orders > 0 ? { [currency]: amounts } : {},
    },
  };
  const isEmpty = sum.orders + sum.performances === 0;
  return { manifest: bend.manifest?.(manifest) ?? manifest, parts, isEmpty };
}

function cents(text: string): number {
  return Math.round(Number(text) * 100);
}
