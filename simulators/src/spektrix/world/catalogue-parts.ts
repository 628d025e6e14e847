import { sharded } from '../ids.ts';
import type { Band, Offer, Plan, TicketType } from './catalogue.ts';

/** Ticket types of a client. Their small integers also occur as event and instance ids, as observed [O, §2.1]. */
export const TICKET_TYPES: readonly TicketType[] = [
  { integer: sharded(10), name: 'Full Price', percent: 100, weight: 52 },
  { integer: sharded(11), name: 'Concession (60+)', percent: 85, weight: 18 },
  { integer: sharded(12), name: 'Under 26', percent: 60, weight: 9 },
  { integer: sharded(13), name: 'Child', percent: 50, weight: 8 },
  { integer: sharded(14), name: 'School Party', percent: 40, weight: 4 },
  { integer: sharded(15), name: 'Complimentary', percent: 0, weight: 4 },
  { integer: sharded(16), name: 'Essential Companion (free)', percent: 0, weight: 2 },
  { integer: sharded(17), name: 'Tocyn Llawn – “pay what you can”', percent: 75, weight: 3 },
];

export const BANDS: readonly Band[] = [
  { integer: sharded(3), name: 'A', percent: 100 },
  { integer: sharded(4), name: 'B', percent: 80 },
  { integer: sharded(5), name: 'C', percent: 62 },
];

export const OFFERS: readonly Offer[] = [
  { integer: sharded(7), name: 'Multibuy: 3 for 2 & more', percentOff: 33 },
  { integer: sharded(8), name: "Members' 10%", percentOff: 10 },
];

/** Where a seat of a plan is: its area (or null), its row letter, its number in the row and its band. */
interface Seat {
  readonly area: number | null;
  readonly row: string;
  readonly number: number;
  readonly band: number;
}

/** Resolves the ordinal of a seat in its plan; ordinals beyond the capacity wrap. */
export function seatAt(plan: Plan, ordinal: number): Seat {
  let rest = ordinal % Math.max(1, plan.capacity);
  let area: number | null = null;
  let size = plan.capacity;
  for (let index = 0; index < plan.areas.length; index += 1) {
    const capacity = plan.areas[index]?.capacity ?? 0;
    area = index;
    size = capacity;
    if (rest < capacity) break;
    rest -= capacity;
  }
  const row = Math.floor(rest / plan.seatsPerRow);
  const third = Math.min(2, Math.floor((rest * 3) / Math.max(1, size)));
  return { area, row: rowName(row), number: (rest % plan.seatsPerRow) + 1, band: plan.reserved ? third : 0 };
}

/** A to Z, then AA, AB, … */
function rowName(row: number): string {
  const letter = String.fromCharCode(65 + (row % 26));
  return row < 26 ? letter : rowName(Math.floor(row / 26) - 1) + letter;
}

/** Nominal price in pence of a ticket type in a band of a price list, in steps of 50 pence. */
export function nominalPrice(basePence: number, type: TicketType, band: Band): number {
  return Math.round((basePence * band.percent * type.percent) / 10_000 / 50) * 50;
}
