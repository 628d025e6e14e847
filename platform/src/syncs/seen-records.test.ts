import { expect, test } from 'vitest';
import type { AnyStream } from './extraction.ts';
import { createSeenRecords } from './seen-records.ts';

interface Sold {
  readonly id: string | null;
  readonly changed: number;
}

const streamOf = (name: string, hasState = true): AnyStream =>
  ({
    name,
    idOf: (record: Sold) => record.id,
    ...(hasState ? { stateOf: (record: Sold) => record.changed } : {}),
  }) as unknown as AnyStream;

const orders = streamOf('orders');

test('a record is seen in the state in which it was read, and in no other', () => {
  const seen = createSeenRecords();
  const order = { id: 'B501', changed: 17.25 };
  expect(seen.has(orders, order)).toBe(false);
  seen.note(orders, order);
  expect(seen.has(orders, order)).toBe(true);
  expect(seen.has(orders, { ...order, changed: 18 })).toBe(false);
  seen.note(orders, { ...order, changed: 18 });
  expect(seen.has(orders, order)).toBe(false);
  expect(seen.has(streamOf('events'), { ...order, changed: 18 })).toBe(false);
});

test('what has no id or no state is never seen', () => {
  const seen = createSeenRecords();
  seen.note(orders, { id: null, changed: 1 });
  seen.note(streamOf('venues', false), { id: 'A', changed: 1 });
  expect(seen.has(orders, { id: null, changed: 1 })).toBe(false);
  expect(seen.has(streamOf('venues', false), { id: 'A', changed: 1 })).toBe(false);
});

test('a hundred thousand ids that differ in a digit are told apart, and all are remembered', () => {
  const seen = createSeenRecords();
  const orderOf = (number: number): Sold => ({ id: `${number}AB${'0'.repeat(20)}`, changed: number % 3 });
  for (let number = 0; number < 100_000; number += 1) seen.note(orders, orderOf(number));
  let remembered = 0;
  let mistaken = 0;
  for (let number = 0; number < 100_000; number += 1) {
    if (seen.has(orders, orderOf(number))) remembered += 1;
    if (seen.has(orders, { ...orderOf(number), changed: 7 })) mistaken += 1;
    if (seen.has(orders, orderOf(number + 100_000))) mistaken += 1;
  }
  expect({ remembered, mistaken }).toEqual({ remembered: 100_000, mistaken: 0 });
});

test('past the most that is remembered it forgets, and goes on', () => {
  const seen = createSeenRecords();
  for (let number = 0; number <= 400_000; number += 1) seen.note(orders, { id: String(number), changed: 1 });
  expect(seen.has(orders, { id: '5', changed: 1 })).toBe(false);
  expect(seen.has(orders, { id: '400000', changed: 1 })).toBe(true);
  seen.forget();
  expect(seen.has(orders, { id: '400000', changed: 1 })).toBe(false);
});
