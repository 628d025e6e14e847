import { mix, pick, unit } from '../../random.ts';
import type { Catalogue, Plan, Venue } from '../../sales/catalogue.ts';
import type { Zone } from '../../zone.ts';
import { sharded } from '../ids.ts';
import { emptyCatalogue, planEvent } from './plan-season.ts';
import { DRAMAS, HOSTILE_NAMES, ONE_NIGHTERS, TOURS } from './titles.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

interface GeneratedSize {
  readonly seed: number;
  readonly events: number;
  readonly orders: number;
  readonly years: number;
  readonly zone: Zone;
  /** UTC ms at which the history ends. */
  readonly opened: number;
}

/** Events of any number spread over the years before `opened`, the last of them still to come. */
export function generatedCatalogue(size: GeneratedSize): Catalogue {
  const { seed, zone } = size;
  const perEvent = (size.orders * 2.6) / Math.max(1, size.events);
  const venues: Venue[] = [
    { integer: sharded(2), name: 'The Generated Theatre', address: '1 Example Street, Exampleton EX1 1MC' },
    { integer: sharded(4), name: 'Stiwdio “Y Bont”', address: '2 Stryd y Bont, Caerfyrddin' },
  ];
  // Capacity follows the demand asked for, so that no seat is sold twice whatever the number of orders.
  const capacity = Math.max(120, Math.ceil((perEvent / 5) * 2.2));
  const half = Math.floor(capacity / 2);
  const areas = [
    { integer: sharded(25), name: 'Stalls', capacity: capacity - half },
    { integer: sharded(26), name: 'Circle', capacity: half },
  ];
  const plans: Plan[] = [
    { integer: sharded(20), name: 'House', venue: 0, reserved: true, capacity, seatsPerRow: 24, areas: [] },
    { integer: sharded(24), name: 'House with circle', venue: 0, reserved: true, capacity, seatsPerRow: 24, areas },
    {
      integer: sharded(21),
      name: 'Studio (unreserved)',
      venue: 1,
      reserved: false,
      capacity,
      seatsPerRow: 24,
      areas: [],
    },
  ];
  const catalogue = emptyCatalogue(zone, venues, plans);
  const span = size.years * 365.25 * DAY;
  const end = zone.toWall(size.opened);
  const begin = end - span;
  for (let index = 0; index < size.events; index += 1) {
    const middle = begin + span * ((index + 0.5) / size.events) * 1.12 + 10 * DAY;
    const first = middle - (middle % DAY);
    const count = 2 + (mix(seed, index, 21) % 8);
    const performances = Array.from({ length: count }, (_, night) => ({
      wall: first + night * DAY + (night % 4 === 3 ? 14.5 : 19.5) * HOUR,
      // Demand is a weight here: orders are dealt out until their number is reached.
      demand: index % 23 === 5 ? 0 : 0.4 + 0.5 * unit(seed, index, 22, night),
      ...(unit(seed, index, 23, night) < 0.015 ? { cancelledDaysBefore: 3 } : {}),
    }));
    planEvent(catalogue, 30 + index, {
      name: nameOf(seed, index),
      genre: pick(['Drama', 'Comedy', 'Music', 'Dance', 'Family', ''], mix(seed, index, 24)),
      durationMinutes: 60 + (mix(seed, index, 25) % 120),
      plan: index % 3,
      basePence: 1000 + (mix(seed, index, 26) % 50) * 50,
      onSaleWall: Math.max(begin, first - (60 + (mix(seed, index, 27) % 120)) * DAY),
      closed: unit(seed, index, 28) < 0.1,
      performances,
    });
  }
  addClockNights(catalogue, size, begin, end);
  return catalogue;
}

function nameOf(seed: number, index: number): string {
  if (index % 5 === 4) return pick(HOSTILE_NAMES, Math.floor(index / 5));
  const titles = pick([DRAMAS, TOURS, ONE_NIGHTERS], mix(seed, index, 29));
  return pick(titles, mix(seed, index, 30)).name;
}

/** A performance around each change of clocks in the span, half an hour before it and at it. */
function addClockNights(catalogue: Catalogue, size: GeneratedSize, begin: number, end: number): void {
  const nights = size.zone.transitions.filter((utc) => utc > begin + 60 * DAY && utc < end - DAY);
  if (nights.length === 0 || size.events < 5) return;
  planEvent(catalogue, 30 + size.events, {
    ...{ name: 'The Night the Clocks Change', genre: 'Music', durationMinutes: 60, plan: 2, basePence: 1200 },
    onSaleWall: begin,
    performances: nights.flatMap((utc) => [
      { utc: utc - HOUR / 2, demand: 0.1 },
      { utc: utc + HOUR / 2, demand: 0.1 },
    ]),
  });
}
