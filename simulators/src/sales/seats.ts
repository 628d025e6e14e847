import type { Band, Plan, TicketType } from './catalogue.ts';

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
