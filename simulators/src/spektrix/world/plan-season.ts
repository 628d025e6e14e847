import type { Catalogue, EventRecord, Plan, Venue } from '../../sales/catalogue.ts';
import type { Zone } from '../../zone.ts';
import { sharded } from '../ids.ts';
import { BANDS, OFFERS, TICKET_TYPES } from './catalogue-parts.ts';

/** One performance as a programmer would write it down. */
export interface PlannedPerformance {
  /** Wall time as ms "as if UTC", or an exact UTC instant where the wall time is ambiguous. */
  readonly wall?: number;
  readonly utc?: number;
  readonly demand: number;
  readonly cancelledDaysBefore?: number;
  readonly webSelling?: boolean;
}

export interface PlannedEvent {
  /** Exact integer id; by default the next of the sequence. */
  readonly integer?: number;
  readonly name: string;
  readonly description?: string;
  readonly genre: string;
  readonly durationMinutes: number;
  readonly plan: number;
  readonly basePence: number;
  /** Wall time (ms as if UTC) from which tickets are sold. */
  readonly onSaleWall: number;
  readonly closed?: boolean;
  readonly performances: readonly PlannedPerformance[];
}

/** A catalogue without events. */
export function emptyCatalogue(zone: Zone, venues: readonly Venue[], plans: readonly Plan[]): Catalogue {
  return {
    zone,
    venues,
    plans,
    ticketTypes: TICKET_TYPES,
    bands: BANDS,
    offers: OFFERS,
    priceLists: [],
    events: [],
    performances: [],
  };
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Some days before the start, but never before half of the sales period is over: there must be tickets to return. */
function cancelledAt(onSaleAt: number, start: number, daysBefore: number): number {
  const opened = Math.min(onSaleAt, start - DAY);
  return Math.max(start - daysBefore * DAY - 5 * HOUR, Math.round((opened + start) / 2));
}

/** Adds an event with its performances and a price list of its own; events without performances are left out. */
export function planEvent(catalogue: Catalogue, sequence: number, planned: PlannedEvent): void {
  if (planned.performances.length === 0) return;
  const { zone } = catalogue;
  const onSaleAt = zone.fromWall(planned.onSaleWall);
  const slug = planned.name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '')
    .slice(0, 20);
  const event: EventRecord = {
    integer: planned.integer ?? sharded(sequence),
    name: planned.name,
    description: planned.description ?? `${planned.name}: ${planned.genre.toLowerCase()}, live on stage.`,
    genre: planned.genre,
    durationMinutes: planned.durationMinutes,
    webEventId: sequence % 3 === 0 ? slug : null,
    announcedAt: onSaleAt - 7 * DAY,
    closed: planned.closed ?? false,
    performances: [],
  };
  const eventIndex = catalogue.events.push(event) - 1;
  const priceList =
    catalogue.priceLists.push({ integer: sharded(2_000 + eventIndex), basePence: planned.basePence }) - 1;
  for (const each of planned.performances) {
    const start = each.utc ?? zone.fromWall(each.wall ?? 0);
    const index = catalogue.performances.length;
    catalogue.performances.push({
      // Instances start low in the same numbering as events, so that an event and an instance share an id.
      integer: sharded(10 + index),
      event: eventIndex,
      plan: planned.plan,
      priceList,
      start,
      onSaleAt: Math.min(onSaleAt, start - DAY),
      webSelling: each.webSelling ?? index % 61 !== 7,
      cancelledAt:
        each.cancelledDaysBefore === undefined ? null : cancelledAt(onSaleAt, start, each.cancelledDaysBefore),
      demand: each.demand,
      webInstanceId: index % 4 === 0 && slug ? `${slug}-${index}` : null,
    });
    event.performances.push(index);
  }
  event.performances.sort((a, b) => (catalogue.performances[a]?.start ?? 0) - (catalogue.performances[b]?.start ?? 0));
}
