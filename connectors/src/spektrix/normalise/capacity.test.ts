import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zoneOf } from '@illuminate/model';
import { describe, expect, it } from 'vitest';
import { keptStatus } from '../kept-records.ts';
import { normaliseCapacity, type ObservedInstance } from './capacity.ts';

const context = { zone: zoneOf('Europe/London'), currency: 'GBP', pseudonym: () => '', references: null };
// Half past midnight in London, and still the day before in UTC.
const seen = { performanceId: '1A', observedAt: Date.UTC(2026, 6, 1, 23, 30) };
const rowOf = (status: Omit<ObservedInstance, 'performanceId' | 'observedAt'>) =>
  normaliseCapacity({ ...seen, ...status }, context).rows.capacity_snapshots?.[0];

describe('the status of an instance', () => {
  it('in the owner’s view tells what is sold, scanned or not, and what is held', () => {
    const status = {
      capacity: 100,
      available: 40,
      sold: 30,
      scanned: 20,
      reserved: 4,
      locked: 3,
      masked: 2,
      inBasket: 1,
    };
    expect(rowOf(status)).toEqual({
      performance_id: '1A',
      observed_on: Date.UTC(2026, 6, 2),
      capacity: 100,
      available: 40,
      sold: 50,
      sold_is_upper_bound: false,
      held: 10,
      sale_state: null,
      lowest_price_minor: null,
      highest_price_minor: null,
      currency: null,
    });
  });

  it('in the web’s view is an upper bound', () => {
    expect(rowOf({ capacity: 100, available: 40, inBasket: 3 })).toMatchObject({
      sold: 60,
      sold_is_upper_bound: true,
      held: null,
    });
  });

  it('may give its numbers as texts, and means the same as it is kept for a replay', () => {
    const status = { capacity: '100', available: '40', sold: '30', scanned: 20 };
    expect(rowOf(status)).toMatchObject({ capacity: 100, available: 40, sold: 50, sold_is_upper_bound: false });
    expect(rowOf(keptStatus({ ...seen, ...status }) as object)).toEqual(rowOf(status));
    expect(keptStatus({ ...seen, capacity: 'Ada' })).toMatchObject({ capacity: '' });
  });

  it.each([
    [{ available: 1 }, 'missing-field', 'capacity'],
    [{ capacity: 1, available: null }, 'missing-field', 'available'],
    [{ capacity: 'one', available: 1 }, 'wrong-type', 'capacity'],
    [{ capacity: '1.5', available: 1 }, 'wrong-type', 'capacity'],
    [{ capacity: 1, available: 2 }, 'impossible-number', 'available'],
    [{ capacity: 1, available: -1 }, 'impossible-number', 'available'],
    [{ capacity: 1, available: 0, sold: 'some' }, 'wrong-type', 'sold'],
  ])('is refused with %j', (status, reason, field) => {
    expect(() => rowOf(status)).toThrow(expect.objectContaining({ reason, field }));
  });

  const SAMPLE = join(import.meta.dirname, '../../../../../shared/samples/spektrix/shapes_raw_v3.json');
  it.skipIf(!existsSync(SAMPLE))('as documented is read (sample)', () => {
    const samples = JSON.parse(readFileSync(SAMPLE, 'utf8')) as Record<string, object>;
    const [, status] = Object.entries(samples).find(([name]) => name.includes('/status')) ?? [];
    expect(rowOf(status ?? {})).toMatchObject({ capacity: 26, available: 2, sold: 24, sold_is_upper_bound: true });
  });
});
