import { describe, expect, test } from 'vitest';
import { rowsOf, type Snapshot } from './made-batches.ts';
import { createPacker, type PackedBatch, transferables } from './pack.ts';

const utf8 = new TextDecoder();

/** A column of a packed table, as values. */
function column(batch: PackedBatch, table: 'orders' | 'tickets' | 'events', at: number): string[] {
  const packed = batch.tables[table];
  return packed === undefined ? [] : utf8.decode(packed.columns[at]).split('\x1f');
}

const hashOf = (snapshot: Snapshot): string | undefined => {
  const packer = createPacker();
  packer.add(rowsOf(snapshot), 1);
  return column(packer.take(), 'orders', 13)[0];
};

const order: Snapshot = {
  order: '1',
  updatedAt: 10,
  requestedAt: 10,
  tickets: [
    { id: '12', total: 500 },
    { id: '11', total: 700 },
  ],
};

describe('a packed batch', () => {
  test('holds an order once, the newest, with the tickets of that snapshot', () => {
    const packer = createPacker();
    packer.add(rowsOf(order), 10);
    packer.add(rowsOf({ ...order, tickets: [{ id: '12', total: 400 }] }), 11);
    packer.add(rowsOf({ ...order, tickets: [] }), 9);
    expect([packer.orders, packer.tickets]).toEqual([1, 1]);
    const batch = packer.take();
    expect(column(batch, 'tickets', 13)).toEqual(['400']);
    expect(column(batch, 'orders', 14)).toEqual(['11000']);
    expect(packer.isEmpty).toBe(true);
    expect(packer.take()).toEqual({ tables: {} });
  });

  test('lays rows out by number', () => {
    const packer = createPacker();
    for (const id of ['100', '9', '20']) packer.add(rowsOf({ ...order, order: id, tickets: [] }), 10);
    expect(column(packer.take(), 'orders', 0)).toEqual(['9', '20', '100']);
  });

  test('has the same hash however the tickets are listed, and another when anything changes', () => {
    const same = hashOf({ ...order, tickets: [...order.tickets].reverse() });
    expect(same).toBe(hashOf(order));
    const others = [
      hashOf({ ...order, channel: 'counter' }),
      hashOf({ ...order, tickets: order.tickets.slice(1) }),
      hashOf({ ...order, tickets: [{ id: '12', total: 501 }, ...order.tickets.slice(1)] }),
      hashOf({ ...order, items: [{ id: 'i', amount: 1 }] }),
    ];
    expect(new Set([same, ...others]).size).toBe(5);
  });

  test('tells values apart that read alike when put together', () => {
    const one = hashOf({ ...order, tickets: [{ id: '1', total: 5, performance: 'ab' }] });
    const two = hashOf({ ...order, tickets: [{ id: '1', total: 5, performance: 'a' }] });
    expect(one).not.toBe(two);
  });

  test('writes whole numbers of any size, negative ones and none', () => {
    const numbers = [0, -1, 9, 10, 999_999_999, 1_000_000_000, 1_764_000_000_000, Number.MAX_SAFE_INTEGER];
    for (const total of [...numbers, ...numbers.map((number) => 0 - number)]) {
      const packer = createPacker();
      packer.add(rowsOf({ ...order, tickets: [{ id: '1', total }] }), 10);
      expect(Number(column(packer.take(), 'tickets', 13)[0])).toBe(total + 0);
    }
  });

  test('turns control characters into spaces and keeps every other one', () => {
    const packer = createPacker();
    const name = 'A\u0000b\u001fc\u001e\nd Żółć 🎭 \u{10FFFF}';
    packer.add({ events: [{ source_id: 'é', source_number: 1, name, duration_minutes: null, web_event_id: '' }] }, 1);
    const batch = packer.take();
    expect(column(batch, 'events', 0)).toEqual(['é']);
    expect(column(batch, 'events', 2)).toEqual(['A b c  d Żółć 🎭 \u{10FFFF}']);
    expect(column(batch, 'events', 4)).toEqual(['']);
  });

  test('is handed over without copying', () => {
    const packer = createPacker();
    packer.add(rowsOf(order), 10);
    const batch = packer.take();
    const buffers = transferables(batch);
    expect(new Set(buffers).size).toBe(buffers.length);
    structuredClone(batch, { transfer: buffers });
    expect(buffers.every(({ byteLength }) => byteLength === 0)).toBe(true);
  });

  test('refuses what the model forbids', () => {
    const packer = createPacker();
    expect(() => packer.add(rowsOf({ ...order, tickets: [{ id: '1', total: 0.5 }] }), 1)).toThrow(
      'tickets.total_minor',
    );
    const { tickets } = rowsOf(order);
    expect(() => packer.add({ tickets: tickets ?? [] }, 1)).toThrow(RangeError);
  });
});
