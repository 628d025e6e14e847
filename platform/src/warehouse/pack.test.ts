import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowsOf, type Snapshot } from './made-batches.ts';
import { createPacker, type PackedBatch, transferables } from './pack.ts';
import { isAlike } from './packed-text.ts';

const utf8 = new TextDecoder();

/** A column of a packed table, as values. */
function column(batch: PackedBatch, table: 'orders' | 'tickets' | 'events', at: number): string[] {
  const packed = batch.tables[table];
  const bytes = packed?.columns[at];
  if (packed === undefined || bytes === undefined) return [];
  const values = utf8.decode(bytes).split('\x1f');
  return isAlike(bytes, packed.count) ? Array.from({ length: packed.count }, () => values[0] ?? '') : values;
}

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
    expect(column(batch, 'orders', 13)).toEqual(['11000']);
    expect(packer.isEmpty).toBe(true);
    expect(packer.take()).toEqual({ tables: {} });
  });

  test('leaves out what was replaced wherever it stood, and every other row in its place', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 3 }))), (snapshots) => {
        const packer = createPacker();
        const newest = new Map<string, string[]>();
        snapshots.forEach(([id, count], at) => {
          const tickets = Array.from({ length: count }, (_, nth) => ({ id: `${id}${nth}`, total: at }));
          packer.add(rowsOf({ ...order, order: String(id), updatedAt: at, tickets }), at);
          newest.set(
            String(id),
            tickets.map(({ id: ticket, total }) => `${ticket} ${total}`),
          );
        });
        const batch = packer.take();
        expect(column(batch, 'orders', 0).sort()).toEqual([...newest.keys()].sort());
        const totals = column(batch, 'tickets', 13);
        const held = column(batch, 'tickets', 0).map((ticket, at) => `${ticket} ${totals[at]}`);
        expect(held.sort()).toEqual([...newest.values()].flat().sort());
      }),
    );
  });

  test('is the same whether its texts were made bytes at once or in many pieces', () => {
    const packer = createPacker();
    const ids = Array.from({ length: 5_000 }, (_, at) => String(at));
    for (const id of ids) packer.add(rowsOf({ ...order, order: id, tickets: [{ id: `t${id}`, total: 1 }] }), 10);
    const batch = packer.take();
    expect(column(batch, 'orders', 0)).toEqual(ids);
    expect(column(batch, 'tickets', 2)).toEqual(ids);
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

  test('holds once what all of its rows hold, until one differs', () => {
    const packer = createPacker();
    const named = (name: string, at: number) => ({
      events: [{ source_id: `e${at}`, source_number: null, name, duration_minutes: null, web_event_id: null }],
    });
    ['Hamlet', 'Hamlet', 'Hamlet'].forEach((name, at) => {
      packer.add(named(name, at), 1);
    });
    const alike = packer.take();
    expect(utf8.decode(alike.tables.events?.columns[2])).toBe('Hamlet');
    expect(column(alike, 'events', 2)).toEqual(['Hamlet', 'Hamlet', 'Hamlet']);
    ['Hamlet', 'Hamlet', 'Othello'].forEach((name, at) => {
      packer.add(named(name, at), 1);
    });
    expect(utf8.decode(packer.take().tables.events?.columns[2])).toBe('Hamlet\x1fHamlet\x1fOthello');
  });

  test('takes no text for the sign that stands for none', () => {
    const packer = createPacker();
    for (const name of ['\u001e', 'a\u001e', '\u001f', 'plain'])
      packer.add(
        { events: [{ source_id: name, source_number: 1, name, duration_minutes: null, web_event_id: null }] },
        1,
      );
    const batch = packer.take();
    expect(column(batch, 'events', 2)).toEqual([' ', 'a ', ' ', 'plain']);
    expect(column(batch, 'events', 4)).toEqual(['\u001e', '\u001e', '\u001e', '\u001e']);
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
