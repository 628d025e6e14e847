import { mix, pick, unit } from '../random.ts';
import type { Catalogue, Plan, TicketType } from '../sales/catalogue.ts';
import { marker, properName, SCRIPT_COUNT } from '../sales/markers.ts';
import type { Zone } from '../zone.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const TICKET_TYPES: readonly TicketType[] = [
  { integer: 1, name: 'Full price', percent: 100, weight: 60 },
  { integer: 2, name: 'Concession', percent: 80, weight: 25 },
  { integer: 3, name: 'Child', percent: 50, weight: 12 },
  { integer: 4, name: 'Complimentary', percent: 0, weight: 3 },
  { integer: 5, name: 'School party', percent: 40, weight: 2 },
];
/** A reserved house has seats in three of them. */
const BANDS = [
  { integer: 1, name: 'A', percent: 100 },
  { integer: 2, name: 'B', percent: 80 },
  { integer: 3, name: 'C', percent: 65 },
];
const TITLES = ['The Tempest', 'A Winter Cabaret', 'Twm Siôn Cati', 'Brass at Noon', 'Peter & the Wolf', 'Open Mic'];

interface WorldSize {
  readonly seed: number;
  readonly events: number;
  readonly orders: number;
  readonly years: number;
  readonly zone: Zone;
  /** UTC ms at which the history ends. */
  readonly opened: number;
}

/** Events spread over the years before `opened`, the last of them still to come. */
export function catalogueOf({ seed, events, orders, years, zone, opened }: WorldSize): Catalogue {
  const span = years * 365 * DAY;
  const begin = zone.toWall(opened) - span;
  // Capacity follows the orders asked for, so that no seat is sold twice whatever their number.
  const capacity = Math.max(150, Math.ceil((orders * 5) / Math.max(1, events)));
  const room = (name: string, venue: number): Plan => ({
    ...{ integer: venue + 1, name, venue, reserved: true, capacity, seatsPerRow: 20, areas: [] },
  });
  const catalogue: Catalogue = {
    zone,
    venues: [
      { integer: 1, name: 'Main House', address: '' },
      { integer: 2, name: 'Stiwdio’r Cei', address: '' },
    ],
    plans: [room('House', 0), room('Studio', 1)],
    ticketTypes: TICKET_TYPES,
    bands: BANDS,
    offers: [{ integer: 1, name: 'Early bird', percentOff: 10 }],
    priceLists: [],
    events: [],
    performances: [],
  };
  for (let event = 0; event < events; event += 1) {
    const middle = begin + (span * (event + 0.5) * 1.3) / events + 5 * DAY;
    const first = middle - (middle % DAY);
    const onSaleAt = zone.fromWall(Math.max(begin, first - 60 * DAY));
    const nights = 2 + (mix(seed, event, 1) % 3);
    catalogue.priceLists.push({ integer: event, basePence: 900 + (mix(seed, event, 2) % 30) * 50 });
    catalogue.events.push({
      ...{ integer: event + 1, name: `${pick(TITLES, mix(seed, event, 3))} (${event + 1})`, description: '', genre: '' },
      ...{ durationMinutes: 60 + (mix(seed, event, 4) % 90), webEventId: null, closed: false },
      announcedAt: Math.min(onSaleAt, opened - span),
      performances: Array.from({ length: nights }, (_, night) => catalogue.performances.length + night),
    });
    for (let night = 0; night < nights; night += 1) {
      catalogue.performances.push({
        ...{ integer: catalogue.performances.length + 1, event, plan: event % 2, priceList: event, onSaleAt },
        ...{ start: zone.fromWall(first + night * DAY + 19.5 * HOUR), webSelling: true, webInstanceId: null },
        cancelledAt: null,
        demand: 0.4 + 0.5 * unit(seed, event, 5, night),
      });
    }
  }
  return catalogue;
}

/** Who booked: a pure function of the seed, so none is stored. */
export interface Booker {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly postcode: string;
}

/** The booker of a number, with words of their own that a test can search for. */
export function bookerOf(seed: number, number: number): Booker {
  const h = mix(seed, number, 6);
  return {
    id: `b${5_000_000 + number}`,
    name: `Ceri ${properName(seed, 81, number, h % SCRIPT_COUNT)}`,
    email: `${marker(seed, 82, number)}@post.example.org`,
    phone: `+44 7700 9${String(h % 100_000).padStart(5, '0')}`,
    postcode: `${pick(['CF10', 'SA1', 'LL57', 'SY23'], h)} ${h % 10}${pick(['AB', 'DE', 'GH', 'NP'], h >>> 8)}`,
  };
}
