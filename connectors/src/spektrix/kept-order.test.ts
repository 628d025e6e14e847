import { JsonWriter } from '@illuminate/connector-kit';
import { zoneOf } from '@illuminate/model';
import { expect, test } from 'vitest';
import type { SpektrixOrder } from './api-types.ts';
import { writeKeptOrder } from './kept-order.ts';
import { normaliseOrder } from './normalise/order.ts';

const place = {
  event: { id: '4607AGPJQRTDBKMLVHNSWGCXTYRMLPDKB' },
  instance: { id: '97502ATJVBLRSNGNDLDLLKTTGMJNSTTQC', name: 'not kept' },
  band: '405ASRMGNQNJCTPNHKVJDRGGSGRBVMGMJ',
};

const ticket = (id: string, more: object = {}) => ({
  ...{ id, ...place, ticketType: { id: '12A', name: 'Tocyn “Llawn”' }, seat: { name: 'Row \\ 3' } },
  ...{ originalPrice: 24, price: 20.5, discount: 3.05, total: 22 },
  ...more,
});

const order = (more: object = {}): SpektrixOrder => ({
  ...{ id: '27837701ALQ', customer: { id: '99A', firstName: 'Ada' }, salesChannel: { id: '1A', name: 'Web' } },
  ...{ firstTransactionDate: '2026-03-29T01:30:00.61', lastTransactionDateUtc: '2026-11-25T18:22:27.61Z' },
  ...{ total: 45.95, totalTransactionCharges: '1.95', donations: [{ id: '7A', amount: 2, note: 'for Ada' }] },
  tickets: [ticket('1A'), ticket('2A', { seatName: 'B12', offer: { id: '5A', name: 'Early' }, total: -22.5 })],
  ...more,
});

const context = { currency: 'GBP', zone: zoneOf('Europe/London'), references: { plans: new Map(), counted: true } };
const bookers = { pseudonym: (id: string) => `who-${id}` };

function written(record: unknown): SpektrixOrder {
  const out = new JsonWriter(8);
  writeKeptOrder(record as SpektrixOrder, bookers, out);
  return JSON.parse(new TextDecoder().decode(out.take())) as SpektrixOrder;
}

/** What comes of a record, rows or refusal. */
function meaning(record: SpektrixOrder, pseudonym: (id: string) => string): unknown {
  try {
    const { rows, rejected, warnings } = normaliseOrder(record, { ...context, pseudonym });
    return { rows, rejected, warnings };
  } catch (err) {
    return (err as Error).message;
  }
}

const ODD: readonly unknown[] = [
  ...[null, undefined, '', 'Ada Lovelace', '"\\', 'x'.repeat(200), 0, -0.5, 1e21, 12_345_678.91, 0.1 + 0.2, true],
  ...[[], {}, { id: 7 }, { id: 'Ada L' }, { id: '8A' }, { id: '8A', name: 7 }, { name: 'Stalls' }, [place]],
];

test('what is kept of an order means the same as the order, whatever stands in a field', () => {
  const own = Object.keys(order());
  const ofTickets = Object.keys(ticket('1A', { offer: 1, seatName: 1, type: 1 }));
  const records = [
    order(),
    order({ tickets: [ticket('1A'), ticket('2A', { band: null }), ticket('3A'), null, 'x', ticket('4A', place)] }),
    ...ODD.flatMap((odd) => own.map((name) => order({ [name]: odd }))),
    ...ODD.flatMap((odd) => ofTickets.map((name) => order({ tickets: [ticket('1A'), ticket('2A', { [name]: odd })] }))),
    ...ODD.map((odd) => order({ donations: [odd, { id: '3A', amount: odd }] })),
  ];
  for (const record of records) {
    expect(meaning(written(record), (id) => id)).toEqual(meaning(record, bookers.pseudonym));
  }
});

test('nothing is kept but what the stream names, and nobody is named', () => {
  const kept = JSON.stringify(written(order()));
  expect(kept).toContain('who-99A');
  expect(kept).toContain('Tocyn “Llawn”');
  expect(kept).not.toMatch(/Ada|"99A"|note|not kept/);
  expect(written('Ada')).toBe('');
  expect(written(order({ customer: 'Ada Lovelace' })).customer).toBe('');
  expect(written(order({ tickets: [ticket('1A', { total: 'Ada', seat: 'Ada', price: ['Ada'] })] })).tickets).toEqual([
    expect.objectContaining({ total: '', seat: '', price: [] }),
  ]);
});
