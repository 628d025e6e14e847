// Test support of the naive evaluator: what a row of each kind leads to, and what each field is of it.
import type { ReportDefinition } from '@illuminate/contract';
import type { World } from './made-world-for-tests.ts';

export type Cell = string | number | boolean | null;

/** One row of a data set: the things that it leads to, each an object or nothing. */
export type Things = Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;

export function rowsOf(world: World, type: ReportDefinition['type']): Things[] {
  const by = <T extends { source_id: string }>(list: readonly T[], id: string | null | undefined): T | null =>
    list.find(({ source_id }) => source_id === id) ?? null;
  const bookingOf = (customer: string | null | undefined): Record<string, unknown> | null => {
    const orders = world.orders.filter(({ customer_id }) => customer_id !== null && customer_id === customer);
    if (orders.length === 0) return null;
    const ids = new Set(orders.map(({ source_id }) => source_id));
    const tickets = world.tickets.filter(({ order_id }) => ids.has(order_id));
    const placed = orders.map(({ first_transaction_local }) => first_transaction_local);
    return {
      source_id: customer,
      orders: orders.length,
      tickets: tickets.length,
      visits: new Set(tickets.map(({ performance_id }) => performance_id)).size,
      events: new Set(tickets.map(({ event_id }) => event_id)).size,
      spend: tickets.length === 0 ? null : sum(tickets.map(({ total_minor }) => total_minor)),
      first: Math.min(...placed),
      last: Math.max(...placed),
    };
  };
  const eventOf = (id: string): Record<string, unknown> | null => {
    const event = by(world.events, id);
    const starts = world.performances.filter(({ event_id, cancelled }) => event_id === id && !cancelled);
    const known = starts.map(({ starts_local }) => starts_local).filter((start) => start !== null);
    return event === null
      ? null
      : {
          ...event,
          first: known.length === 0 ? null : Math.min(...known),
          last: known.length === 0 ? null : Math.max(...known),
          instances: starts.length,
        };
  };
  const soldOf = (performance: string): Record<string, unknown> | null => {
    const tickets = world.tickets.filter(({ performance_id }) => performance_id === performance);
    if (tickets.length === 0) return null;
    return {
      source_id: performance,
      tickets: tickets.length,
      income: sum(tickets.map(({ total_minor }) => total_minor)),
    };
  };
  const ofPerformance = (id: string): Things => {
    const performance = by(world.performances, id);
    return {
      performance,
      event: performance === null ? null : eventOf(performance.event_id),
      venue: by(world.venues, performance?.venue_id),
      sold: soldOf(id),
      capacity: null,
    };
  };
  const ofOrder = (id: string): Things => {
    const order = by(world.orders, id);
    const customer = by(world.customers, order?.customer_id);
    return { order, customer, booking: bookingOf(order?.customer_id) };
  };
  const ofTicket = (ticket: World['tickets'][number]): Things => ({
    ticket,
    ticketType: by(world.ticketTypes, ticket.ticket_type_id),
    ticketClass: by(world.ticketClasses, ticket.ticket_type_id),
    ...ofOrder(ticket.order_id),
    ...ofPerformance(ticket.performance_id),
  });
  switch (type) {
    case 'sales':
      return world.tickets.map(ofTicket);
    case 'analysis':
      return world.movements.map((movement, index) => ({
        ...ofTicket(movement.ticket),
        movement: { ...movement, source_id: String(index) },
      }));
    case 'customers':
      return world.customers.map((customer) => ({
        customer,
        booking: bookingOf(customer.source_id) ?? {
          source_id: customer.source_id,
          orders: 0,
          tickets: 0,
          visits: 0,
          events: 0,
        },
      }));
    case 'event-instances':
      return world.performances.map(({ source_id }) => {
        const things = ofPerformance(source_id);
        return { ...things, sold: things.sold ?? { source_id, tickets: 0, income: 0 } };
      });
  }
}
export interface Known {
  readonly type: 'text' | 'exact' | 'number' | 'money' | 'wall' | 'boolean';
  readonly of: string;
  readonly value: (thing: Readonly<Record<string, unknown>> | null) => Cell;
}

const known = (type: Known['type'], of: string, name: string, none: Cell = null): Known => ({
  type,
  of,
  value: (thing) => (thing?.[name] ?? none) as Cell,
});
const numbered = (of: string): Known => ({
  type: 'exact',
  of,
  value: (thing) => (thing === null ? null : String(thing.source_number ?? thing.source_id)),
});

/** The fields that are tried, by name. */
export const NAIVE_FIELDS: Readonly<Record<string, Known>> = {
  'event.id': numbered('event'),
  'event.apiId': known('exact', 'event', 'source_id'),
  'event.name': known('text', 'event', 'name'),
  'event.firstInstance': known('wall', 'event', 'first'),
  'event.lastInstance': known('wall', 'event', 'last'),
  'event.instances': known('number', 'event', 'instances', 0),
  'event.duration': known('number', 'event', 'duration_minutes'),
  'performance.start': known('wall', 'performance', 'starts_local'),
  'performance.cancelled': known('boolean', 'performance', 'cancelled'),
  'performance.id': numbered('performance'),
  'performance.plan': known('text', 'performance', 'plan_name'),
  'performance.capacity': known('number', 'performance', 'capacity'),
  'performance.ticketsSold': known('number', 'sold', 'tickets', 0),
  'performance.income': known('money', 'sold', 'income', 0),
  'venue.name': known('text', 'venue', 'name'),
  'ticket.price': known('money', 'ticket', 'total_minor'),
  'ticket.fullPrice': known('money', 'ticket', 'price_minor'),
  'ticket.discount': known('money', 'ticket', 'discount_minor'),
  'ticket.offer': known('text', 'ticket', 'offer'),
  'ticket.seat': known('text', 'ticket', 'seat_name'),
  'ticketType.name': known('text', 'ticketType', 'name'),
  'ticketClass.class': known('exact', 'ticketClass', 'class'),
  'ticketClass.isConcession': known('boolean', 'ticketClass', 'isConcession'),
  'order.placed': known('wall', 'order', 'first_transaction_local'),
  'order.channel': known('text', 'order', 'channel'),
  'order.total': known('money', 'order', 'total_minor'),
  'order.charges': known('money', 'order', 'charges_minor'),
  'order.donations': known('money', 'order', 'donations_minor'),
  'customer.pseudonym': known('exact', 'customer', 'source_id'),
  'customer.area': known('text', 'customer', 'area'),
  'customer.country': known('text', 'customer', 'country'),
  'booking.firstOrder': known('wall', 'booking', 'first'),
  'booking.lastOrder': known('wall', 'booking', 'last'),
  'booking.orders': known('number', 'booking', 'orders', 0),
  'booking.tickets': known('number', 'booking', 'tickets', 0),
  'booking.visits': known('number', 'booking', 'visits', 0),
  'booking.events': known('number', 'booking', 'events', 0),
  'booking.spend': known('money', 'booking', 'spend', 0),
  'movement.kind': known('exact', 'movement', 'kind'),
  'movement.quantity': known('number', 'movement', 'quantity'),
  'movement.amount': known('money', 'movement', 'amount'),
};

export function fieldCell(row: Things, field: string): Cell {
  const { of, value } = NAIVE_FIELDS[field] as Known;
  return value(row[of] ?? null);
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
