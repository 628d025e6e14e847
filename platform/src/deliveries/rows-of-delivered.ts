import type { Delivered, DeliveredCustomer, DeliveredOrder, DeliveredPerformance } from '@illuminate/delivery';
import { type Area, areaOfPostcode, type Customer, type Rows, type Zone } from '@illuminate/model';
import { AWAITED_EVENT } from '../warehouse/load/follow-performances.ts';

export interface DeliveredContext {
  readonly zone: Zone;
  /** When what is in the batch was so (ms): among equally old changes the newer batch wins. */
  readonly asOf: number;
  pseudonym(customerId: string): string;
  /** Ticket types and areas repeat: each is worked out once. */
  readonly ticketTypeIds: Map<string, string>;
  readonly areas: Map<string, Area>;
  /** Bookers by their pseudonyms, with where they were said to live: the same of one of them is told once. */
  readonly bookers: Map<string, Area>;
}

export function createDeliveredContext(given: Pick<DeliveredContext, 'zone' | 'asOf' | 'pseudonym'>): DeliveredContext {
  return { ...given, ticketTypeIds: new Map(), areas: new Map(), bookers: new Map() };
}

const REMEMBERED = 20_000;
const REMEMBERED_BOOKERS = 100_000;

function remembered<T>(known: Map<string, T>, key: string, work: () => T): T {
  const before = known.get(key);
  if (before !== undefined) return before;
  const value = work();
  if (known.size >= REMEMBERED) known.clear();
  known.set(key, value);
  return value;
}

/** Rows with the instant from which they count. */
export interface DatedRows {
  readonly rows: Rows;
  readonly asOf: number;
}

/** What a delivered record is in the words of the model. Of a customer only a pseudonym and an area are left. */
export function rowsOfDelivered(record: Delivered, context: DeliveredContext): readonly DatedRows[] {
  return record.kind === 'order' ? rowsOfOrder(record, context) : [rowsOfPerformance(record, context)];
}

function rowsOfOrder(order: DeliveredOrder, context: DeliveredContext): DatedRows[] {
  const { zone, asOf } = context;
  const customer = order.customer === null ? null : customerOf(order.customer, context);
  const typeId = (name: string): string => remembered(context.ticketTypeIds, name, () => ticketTypeId(name));
  const sumOf = (wanted: string): number =>
    order.items.reduce((sum, { kind, amountMinor }) => (kind === wanted ? sum + amountMinor : sum), 0);
  const rows: Rows = {
    orders: [
      {
        source_id: order.id,
        source_number: numberIn(order.id),
        customer_id: customer?.row.source_id ?? null,
        channel: order.channel,
        currency: order.currency,
        total_minor: order.totalMinor,
        charges_minor: sumOf('charge'),
        donations_minor: sumOf('donation'),
        first_transaction_at: order.placedAt,
        first_transaction_local: zone.toWall(order.placedAt),
        last_transaction_at: order.changedAt,
        last_transaction_local: zone.toWall(order.changedAt),
        zone: zone.name,
      },
    ],
    tickets: order.tickets.map((ticket) => ({
      source_id: ticket.id,
      source_number: numberIn(ticket.id),
      order_id: order.id,
      // The store knows it, now or later.
      event_id: AWAITED_EVENT,
      performance_id: ticket.performance,
      ticket_type_id: ticket.type === null ? null : typeId(ticket.type),
      band_id: null,
      seat_name: ticket.seat,
      offer: ticket.offer,
      currency: order.currency,
      original_price_minor: null,
      price_minor: ticket.priceMinor,
      discount_minor: ticket.discountMinor,
      total_minor: ticket.totalMinor,
    })),
    order_items: order.items.map(({ id, kind, quantity, amountMinor }) => ({
      // Unique within its order alone.
      source_id: `${order.id}/${id}`,
      order_id: order.id,
      kind,
      quantity,
      amount_minor: amountMinor,
      currency: order.currency,
    })),
    ticket_types: order.tickets.flatMap(({ type }) =>
      type === null ? [] : { source_id: typeId(type), source_number: null, name: type },
    ),
  };
  if (customer === null || isTold(customer, context)) return [{ rows, asOf }];
  // An order that does not tell where its booker lives must not take away what another told.
  const tells = customer.area.kind !== 'unknown' || customer.area.country !== null;
  return [
    { rows, asOf },
    { rows: { customers: [customer.row] }, asOf: tells ? asOf : 0 },
  ];
}

interface Placed {
  readonly row: Customer;
  readonly area: Area;
}

function customerOf({ id, postcode, country }: DeliveredCustomer, context: DeliveredContext): Placed | null {
  if (id === null) return null;
  const area = remembered(context.areas, `${country ?? ''} ${postcode ?? ''}`, () =>
    areaOfPostcode(postcode ?? '', country),
  );
  return {
    row: { source_id: context.pseudonym(id), area: area.area, area_kind: area.kind, country: area.country },
    area,
  };
}

/** Whether the same was told of a booker before: most have several orders. */
function isTold({ row, area }: Placed, { bookers }: DeliveredContext): boolean {
  if (bookers.get(row.source_id) === area) return true;
  if (bookers.size >= REMEMBERED_BOOKERS) bookers.clear();
  bookers.set(row.source_id, area);
  return false;
}

function rowsOfPerformance(performance: DeliveredPerformance, { zone, asOf }: DeliveredContext): DatedRows {
  const { id, event, venue, startsAt, capacity, cancelled } = performance;
  return {
    asOf,
    rows: {
      performances: [
        {
          source_id: id,
          source_number: wholeNumber(id),
          event_id: event.id,
          venue_id: venue?.id ?? null,
          plan_id: null,
          plan_name: null,
          capacity,
          starts_at: startsAt,
          starts_local: zone.toWall(startsAt),
          zone: zone.name,
          cancelled,
          on_sale_at: null,
          duration_minutes: null,
        },
      ],
      events: [
        {
          source_id: event.id,
          source_number: wholeNumber(event.id),
          name: event.name,
          duration_minutes: null,
          web_event_id: null,
        },
      ],
      venues:
        venue === null
          ? []
          : [{ source_id: venue.id, source_number: wholeNumber(venue.id), name: venue.name, address: null }],
    },
  };
}

/** Ticket types are delivered by name alone: those that differ in letters' size and in blanks are one. */
export function ticketTypeId(name: string): string {
  return `name:${name.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLowerCase()}`;
}

function wholeNumber(id: string): number | null {
  return /^\d{1,15}$/.test(id) ? Number(id) : null;
}

/** The number at the end of an id, by which recent rows come to lie together. */
function numberIn(id: string): number | null {
  let from = id.length;
  while (from > 0 && id.length - from < MOST_DIGITS && isDigit(id.charCodeAt(from - 1))) from -= 1;
  return from === id.length ? null : Number(id.slice(from));
}

const MOST_DIGITS = 15;
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
