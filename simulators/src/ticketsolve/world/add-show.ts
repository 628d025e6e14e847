import type { Catalogue, EventRecord, Plan, Venue } from '../../sales/catalogue.ts';
import { openZone, type Zone } from '../../zone.ts';
import { eventNumber, showNumber } from '../ids.ts';
import { BANDS, OFFERS, TICKET_TYPES } from './price-parts.ts';

const DAY = 86_400_000;

export interface PlannedPerformance {
  /** Wall time as ms "as if UTC", or an exact UTC instant where the wall time is ambiguous. */
  readonly wall?: number;
  readonly utc?: number;
  /** Tickets wanted, as a part of the capacity. */
  readonly demand: number;
  readonly cancelledDaysBefore?: number;
}

export interface PlannedShow {
  readonly name: string;
  readonly description: string;
  readonly genre: string;
  readonly durationMinutes: number;
  readonly plan: number;
  /** Full price in cents. */
  readonly basePrice: number;
  /** Wall time (ms as if UTC) from which tickets are sold. */
  readonly onSaleWall: number;
  /** How long before that the show is in the feed, in days: until then each performance says "sold out". */
  readonly announcedDaysBefore: number;
  readonly performances: readonly PlannedPerformance[];
}

/** A catalogue without shows, in Irish time. */
export function emptyCatalogue(venues: readonly Venue[], plans: readonly Plan[]): Catalogue {
  const zone: Zone = openZone('Europe/Dublin');
  const parts = { ticketTypes: TICKET_TYPES, bands: BANDS, offers: OFFERS };
  return { zone, venues, plans, ...parts, priceLists: [], events: [], performances: [] };
}

/** A layout of seats in a venue. */
export function layout(name: string, venue: number, capacity: number, seatsPerRow: number | null): Plan {
  const reserved = seatsPerRow !== null;
  return { integer: 0, name, venue, reserved, capacity, seatsPerRow: seatsPerRow ?? 10, areas: [] };
}

/** Adds a show with its performances; one without performances is left out. */
export function addShow(catalogue: Catalogue, block: number, planned: PlannedShow): void {
  if (planned.performances.length === 0) return;
  const { zone } = catalogue;
  const onSaleAt = zone.fromWall(planned.onSaleWall);
  const show: EventRecord = {
    integer: showNumber(block, catalogue.events.length + 1),
    name: planned.name,
    description: planned.description,
    genre: planned.genre,
    durationMinutes: planned.durationMinutes,
    webEventId: null,
    announcedAt: onSaleAt - planned.announcedDaysBefore * DAY,
    closed: false,
    performances: [],
  };
  const showIndex = catalogue.events.push(show) - 1;
  const priceList = catalogue.priceLists.push({ integer: showIndex, basePence: planned.basePrice }) - 1;
  for (const each of planned.performances) {
    const start = each.utc ?? zone.fromWall(each.wall ?? 0);
    const opens = Math.min(onSaleAt, start - DAY);
    const index = catalogue.performances.length;
    catalogue.performances.push({
      integer: eventNumber(block, index + 1),
      event: showIndex,
      plan: planned.plan,
      priceList,
      start,
      onSaleAt: opens,
      webSelling: true,
      // Never before half of the sales period is over: there must be tickets to return.
      cancelledAt:
        each.cancelledDaysBefore === undefined
          ? null
          : Math.max(start - each.cancelledDaysBefore * DAY, Math.round((opens + start) / 2)),
      demand: each.demand,
      webInstanceId: null,
    });
    show.performances.push(index);
  }
  show.performances.sort((a, b) => (catalogue.performances[a]?.start ?? 0) - (catalogue.performances[b]?.start ?? 0));
}
