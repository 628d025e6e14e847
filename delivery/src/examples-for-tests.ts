import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Manifest, PartDescription } from './manifest.ts';

/** An order as the document of the format shows it. */
export const anOrder = () => ({
  id: 'B-10293',
  placedAt: '2026-11-24T13:50:11+00:00',
  changedAt: '2026-11-24T13:52:40+00:00',
  channel: 'online',
  currency: 'EUR',
  total: '47.50',
  customer: { id: 'C-88', postcode: 'D02 X285', country: 'IE' },
  tickets: [
    {
      id: 'T-1',
      performance: '428839330',
      type: 'Full',
      seat: 'C12',
      price: '22.50',
      discount: '0.00',
      total: '22.50',
    },
    {
      id: 'T-2',
      performance: '428839330',
      type: 'Child',
      seat: 'C13',
      price: '22.50',
      discount: '2.50',
      total: '20.00',
    },
  ],
  items: [{ id: 'D-1', kind: 'donation', quantity: 1, amount: '5.00' }],
});

export const aPerformance = () => ({
  id: '428839330',
  event: { id: '1173', name: 'The Plough' },
  venue: { id: '9', name: 'Main Theatre' },
  startsAt: '2026-12-01T20:00:00+00:00',
  capacity: 225,
  cancelled: false,
});

export const CUSTOMER_FIELDS = ['customer.id', 'customer.postcode', 'customer.country'];

/** A part and how the manifest describes it. */
export function aPart(
  text: string | Uint8Array,
  more: Partial<PartDescription> = {},
): { bytes: Buffer; description: PartDescription } {
  const plain = Buffer.from(text as string);
  const bytes = more.encoding === 'gzip' ? gzipSync(plain) : plain;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    bytes,
    description: {
      part: 1,
      kind: 'orders',
      format: 'ndjson',
      encoding: 'none',
      bytes: bytes.length,
      sha256,
      records: 1,
      ...more,
    },
  };
}

export const aManifest = (): Manifest => ({
  format: 'illuminate-delivery/1',
  connection: 'mill-box-office',
  batch: '2026-11-0017',
  sequence: 17,
  createdAt: '2026-11-24T14:00:00Z',
  period: { from: '2026-11-24T13:45:00Z', to: '2026-11-24T14:00:00Z' },
  personalFields: [...CUSTOMER_FIELDS, 'customer.email'],
  parts: [aPart(JSON.stringify(anOrder())).description],
  totals: { orders: 1, tickets: 2, performances: 0, amounts: { EUR: { orders: '47.50', tickets: '42.50' } } },
});

/** Bytes in pieces of a size, as a network brings them. */
export async function* inPieces(bytes: Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

/** All that comes. */
export async function gather<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
