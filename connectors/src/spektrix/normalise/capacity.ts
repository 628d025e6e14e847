import { capacitySnapshot, type NormaliseContext, type Normalised } from '@illuminate/connector-kit';
import type { SpektrixInstanceStatus } from '../api-types.ts';
import { readCount, unreadable } from './fields.ts';

/** A status, with whose it is and when it was asked for. */
export interface ObservedInstance extends SpektrixInstanceStatus {
  readonly performanceId: string;
  /** The instant (ms) our request began. */
  readonly observedAt: number;
}

/** Seats that are neither sold nor to be had [D]. PROVISIONAL [I]: that they do not overlap. */
const HELD = ['reserved', 'locked', 'masked', 'inBasket', 'inOtherBasket'] as const;

/**
 * An observation of an instance. `sold` is in the system owner's view only [D], and seats move from it to `scanned` as people
 * arrive [O]: both are sold. Without it what is not available is an upper bound of what is sold.
 */
export function normaliseCapacity(record: ObservedInstance, context: NormaliseContext<unknown>): Normalised {
  const { performanceId, observedAt } = record;
  const sold = countOf(record.sold, 'sold');
  const snapshot = capacitySnapshot(
    {
      performanceId,
      observedAt,
      capacity: required(record.capacity, 'capacity'),
      available: required(record.available, 'available'),
      sold: sold === null ? null : sold + (countOf(record.scanned, 'scanned') ?? 0),
      held: sold === null ? null : HELD.reduce((sum, name) => sum + (countOf(record[name], name) ?? 0), 0),
      // When sales begin is not asked, so that no seat being left says nothing.
      saleState: null,
    },
    context,
  );
  return { rows: { capacity_snapshots: [snapshot] }, mentions: [] };
}

function countOf(value: unknown, field: string): number | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  const count = readCount(value);
  if (count === null) throw unreadable(value, field, 'a number of seats', 'wrong-type');
  return count;
}

function required(value: unknown, field: string): number {
  const count = countOf(value, field);
  if (count === null) throw unreadable(undefined, field, 'a number of seats', 'missing-field');
  return count;
}
