import { mix, unit } from '../../random.ts';
import type { BoxOffice } from '../../sales/box-office.ts';
import { at, type Plan } from '../../sales/catalogue.ts';
import { nominalPrice } from '../../sales/seats.ts';
import type { SeatCounts } from '../../sales/tally.ts';
import { ONLINE_FEE, priceTypeName } from '../world/price-parts.ts';
import { TRANSLATIONS } from '../world/titles.ts';
import { type Extras, extrasOf, versionOf } from './show-extras.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** How long a performance stays after its start. PROVISIONAL: "later the same day" is all that is recorded [rec]. */
const LINGER = 30 * MINUTE;

export interface ListedPrice {
  readonly type: string;
  /** Cents. */
  readonly face: number;
  readonly selling: number;
}

/** A performance as the feeds tell of it (their `event`). */
export interface ListedEvent {
  readonly id: number;
  /** UTC ms. */
  readonly start: number;
  readonly opening: number;
  readonly onSale: number | null;
  readonly layout: string;
  readonly comment: string;
  readonly attribute: string;
  readonly duration: number;
  readonly capacity: number;
  readonly available: number;
  readonly status: string;
  /** Made when they are asked for: `shows.xml` shows none. */
  readonly prices: () => readonly ListedPrice[];
}

export interface ListedShow extends Extras {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly category: string;
  readonly version: number;
  readonly events: readonly ListedEvent[];
}

export interface ListedVenue {
  readonly id: number;
  readonly name: string;
  /** Made one by one as they are asked for: a feed of any size needs no more memory than a show. */
  readonly shows: () => Iterable<ListedShow>;
}

interface Listed {
  readonly office: BoxOffice;
  readonly seats: SeatCounts;
  /** UTC ms. */
  readonly now: number;
  readonly locale: string | null;
}

/** Whether a performance is in the feed: announced, still to come or just begun, and not taken off sale. */
export function isListed(office: BoxOffice, performance: number, now: number): boolean {
  const { catalogue } = office;
  const each = at(catalogue.performances, performance);
  const gone = each.cancelledAt !== null && each.cancelledAt <= now;
  return at(catalogue.events, each.event).announcedAt <= now && each.start + LINGER > now && !gone;
}

/** What the feed shows now, venue by venue; the newest shows come first, as recorded [rec]. */
export function listVenues(listed: Listed): ListedVenue[] {
  const { office, now } = listed;
  const { catalogue } = office;
  const byVenue = catalogue.venues.map(() => [] as number[]);
  for (let show = catalogue.events.length - 1; show >= 0; show -= 1) {
    const { performances, announcedAt } = at(catalogue.events, show);
    if (announcedAt > now || !performances.some((each) => isListed(office, each, now))) continue;
    const plan = at(catalogue.plans, at(catalogue.performances, performances[0] ?? 0).plan);
    byVenue[plan.venue]?.push(show);
  }
  return catalogue.venues.map((venue, index) => ({
    id: venue.integer,
    name: venue.name,
    *shows() {
      for (const show of byVenue[index] ?? []) yield listShow(listed, show);
    },
  }));
}

/** One performance in the feed with its show and the name of its venue, or null where the feed has none such. */
export function findListed(
  listed: Listed,
  showId: string,
  eventId: string,
): { show: ListedShow; event: ListedEvent; venue: string } | null {
  const { office, now } = listed;
  const { catalogue } = office;
  const index = catalogue.performances.findIndex((each) => String(each.integer) === eventId);
  if (index < 0 || !isListed(office, index, now)) return null;
  const performance = at(catalogue.performances, index);
  const show = listShow(listed, performance.event);
  const event = show.events.find((each) => String(each.id) === eventId);
  const venue = at(catalogue.venues, at(catalogue.plans, performance.plan).venue).name;
  return event && String(show.id) === showId ? { show, event, venue } : null;
}

/** One show as it is listed now. */
function listShow(listed: Listed, index: number): ListedShow {
  const { office, now, locale } = listed;
  const show = at(office.catalogue.events, index);
  const name = (locale === null ? undefined : TRANSLATIONS[locale]?.[show.name]) ?? show.name;
  return {
    ...extrasOf(office.seed, show),
    id: show.integer,
    name,
    description: show.description,
    category: show.genre,
    version: versionOf(office.seed, show, now),
    events: show.performances
      .filter((each) => isListed(office, each, now))
      .map((performance) => listEvent(listed, performance)),
  };
}

/** One performance as it is listed now. */
function listEvent({ office, seats, now }: Listed, performance: number): ListedEvent {
  const { catalogue, seed } = office;
  const each = at(catalogue.performances, performance);
  const plan = at(catalogue.plans, each.plan);
  const show = at(catalogue.events, each.event);
  const held = heldSeats(seed, performance, plan, each.start - now);
  const available = Math.max(0, plan.capacity - held - seats.soldOf(performance, now));
  const h = mix(seed, performance, 271);
  // Now and then the doors open after the start, as recorded [rec: event 428839338].
  const before = h % 41 === 3 ? -225 : [0, 30, 45, 45, 60][h % 5];
  const film = /film/i.test(show.genre);
  return {
    id: each.integer,
    start: each.start,
    opening: each.start - (before ?? 0) * MINUTE,
    onSale: h % 23 === 7 ? null : each.onSaleAt,
    layout: plan.name,
    comment: h % 19 === 4 ? 'Bar open from 7pm <limited menu>' : '',
    attribute: film && h % 4 === 0 ? 'HoH Subtitled' : h % 29 === 6 ? 'ISL Interpreted & Relaxed' : '',
    duration: show.durationMinutes,
    capacity: plan.capacity,
    available,
    // Not on sale yet is "sold out" in the feed, whatever is free [code, measured 2026-10-04].
    status: available > 0 && each.onSaleAt <= now ? 'available' : 'sold out',
    prices: () => pricesOf(office, performance, plan),
  };
}

/** Seats that the house keeps back: some until the day before, and many of a house that is much asked for. */
function heldSeats(seed: number, performance: number, plan: Plan, untilStart: number): number {
  if (plan.capacity > 10_000) return 0;
  const house = untilStart > DAY ? 2 + (mix(seed, performance, 272) % 7) : 0;
  return house + (unit(seed, performance, 273) < 0.2 ? Math.round(plan.capacity * 0.55) : 0);
}

function pricesOf({ catalogue }: BoxOffice, performance: number, plan: Plan): ListedPrice[] {
  const base = at(catalogue.priceLists, at(catalogue.performances, performance).priceList).basePence;
  const bands = plan.reserved ? catalogue.bands : catalogue.bands.slice(0, 1);
  return bands.flatMap((band) =>
    catalogue.ticketTypes.map((type) => {
      const face = nominalPrice(base, type, band);
      return { type: priceTypeName(plan, type, band), face, selling: face > 0 ? face + ONLINE_FEE : 0 };
    }),
  );
}
