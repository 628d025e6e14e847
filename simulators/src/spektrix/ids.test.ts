import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  customerId,
  FIRST_ORDER_SEQUENCE,
  idOf,
  integerOf,
  numberOf,
  orderId,
  sharded,
  ticketId,
  unsharded,
} from './ids.ts';
import { samplesFolder } from './samples-for-tests.ts';

const SHAPE = /^\d+A[BCDGHJKLMNPQRSTV]+$/;

test('ids have 33 characters, whatever the integer, and lead back to it', () => {
  for (const integer of [1, 4607, 12_607, 284_401, 500_000_102, 1_000_018_003, 90_000_000_001]) {
    const id = idOf(integer);
    expect(id).toHaveLength(33);
    expect(id).toMatch(SHAPE);
    expect(integerOf(id)).toBe(integer);
  }
});

test('an id whose suffix was altered is unknown', () => {
  const id = idOf(4607);
  expect(integerOf(`${id.slice(0, -1)}${id.endsWith('B') ? 'C' : 'B'}`)).toBeNull();
  expect(integerOf('4607')).toBeNull();
});

test('shards are 01 to 05 and belong to the sequence', () => {
  const sequences = Array.from({ length: 500 }, (_, index) => index + 1);
  expect(new Set(sequences.map((sequence) => sharded(sequence) % 100))).toEqual(new Set([1, 2, 3, 4, 5]));
  expect(sequences.map((sequence) => unsharded(sharded(sequence)))).toEqual(sequences);
});

test('orders, customers and tickets never share an id, and are found again by it', () => {
  expect(new Set([orderId(7), customerId(7), ticketId(7)]).size).toBe(3);
  expect(numberOf(orderId(123_456), FIRST_ORDER_SEQUENCE)).toBe(123_456);
});

const samples = samplesFolder();

test.skipIf(samples === null)('recorded ids (samples at hand) have the shape of ours', () => {
  const observed: Record<string, string> = JSON.parse(readFileSync(join(samples ?? '', 'observed_ids.json'), 'utf8'));
  const pairs = Object.entries(observed);
  expect(pairs.length).toBeGreaterThan(1_000);
  const unlike = pairs.filter(([integer, id]) => {
    const ours = idOf(Number(integer));
    return !SHAPE.test(id) || id.length !== ours.length || !id.startsWith(`${integer}A`);
  });
  expect(unlike).toEqual([]);
});
