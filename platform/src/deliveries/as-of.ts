import type { Manifest } from '@illuminate/delivery';
import { parseInstant } from '@illuminate/model';

/** Batches of one second that are told apart: a sender of one batch a minute comes to as many in two years. */
const APART = 1_000_000;

/**
 * From when on (ms, thousandths count) the content of a batch counts against another of the same `changedAt`: when it was made, and
 * of two that were made in the same second the higher number. It is the same whenever the batch arrives, so the order of arrival
 * does not matter.
 */
export function asOf({ createdAt, sequence }: Pick<Manifest, 'createdAt' | 'sequence'>): number {
  const made = Math.floor((parseInstant(createdAt) ?? 0) / 1000) * 1000;
  return made + (sequence % APART) / 1000;
}
