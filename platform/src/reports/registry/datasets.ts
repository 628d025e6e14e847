import type { ReportType } from '@illuminate/contract';
import { AWAITED_EVENT } from '../../warehouse/load/follow-performances.ts';
import { ticketTypeKeySql } from '../../warehouse/ticket-classes.ts';
import type { Dataset, Entity, Join, Link } from './registry-types.ts';

// Every join finds one row at most, so that none multiplies the rows that it is joined to.

const live = (alias: string, table: string, owner: string, reference: string): string =>
  `LEFT JOIN ${table} ${alias} ON ${alias}.connection_id = ${owner}.connection_id AND ${alias}.source_id = ${owner}.${reference} AND ${alias}.deleted_at IS NULL`;

const keyOf = (alias: string): readonly string[] => [`${alias}.connection_id`, `${alias}.source_id`];

function bookerSql(customer: string, order: string, owner: string): string {
  return `hash(${owner}.connection_id, coalesce(${customer}, ${order}))`;
}

const EVENT_SPANS = `(SELECT connection_id, event_id, min(starts_local) AS first_instance, max(starts_local) AS last_instance,
    count(*) AS instances, sum(capacity)::BIGINT AS capacity
  FROM performances WHERE deleted_at IS NULL AND NOT cancelled GROUP BY connection_id, event_id)`;

const BY_TICKETS = `SELECT connection_id, performance_id, count(*) AS tickets, count(*) FILTER (total_minor > 0) AS paid_tickets,
    sum(total_minor)::BIGINT AS income
  FROM counted_tickets GROUP BY connection_id, performance_id`;

/** Where only counts were uploaded, they are what was sold; of a performance with tickets the tickets tell. */
const BY_COUNTS = `SELECT c.connection_id, c.performance_id, sum(c.tickets)::BIGINT, NULL, sum(c.income_minor)::BIGINT
  FROM counted_performance_counts c ANTI JOIN counted_tickets t ON t.connection_id = c.connection_id
    AND t.performance_id = c.performance_id GROUP BY c.connection_id, c.performance_id`;

const SOLD = `(${BY_TICKETS} UNION ALL ${BY_COUNTS})`;

const EVENT_SALES = `(SELECT t.connection_id, t.event_id, min(o.first_transaction_local) AS first_sale,
    max(o.last_transaction_local) AS last_sale
  FROM counted_tickets t JOIN counted_orders o ON o.connection_id = t.connection_id AND o.source_id = t.order_id
  GROUP BY t.connection_id, t.event_id)`;

/** Of each performance what was seen last. */
const LATEST_CAPACITY = `(SELECT connection_id, performance_id, arg_max(capacity, last_seen) AS capacity,
    arg_max(available, last_seen) AS available, arg_max(sold, last_seen) AS sold
  FROM capacity_snapshots WHERE deleted_at IS NULL GROUP BY connection_id, performance_id)`;

/** Of each performance who has tickets for it: numbers that stand for bookers, or for orders whose booker is not known. */
const BOOKED = `(SELECT t.connection_id, t.performance_id, list(DISTINCT ${bookerSql('o.customer_id', 't.order_id', 't')}) AS bookers
  FROM counted_tickets t ${live('o', 'orders', 't', 'order_id')} GROUP BY t.connection_id, t.performance_id)`;

const BOOKINGS = `(SELECT o.connection_id, o.customer_id, count(DISTINCT o.source_id) AS orders, count(t.source_id) AS tickets,
    count(DISTINCT t.performance_id) AS visits, count(DISTINCT t.event_id) AS events,
    sum(t.total_minor)::BIGINT AS spend, min(o.first_transaction_local) AS first_order, max(o.first_transaction_local) AS last_order
  FROM counted_orders o LEFT JOIN counted_tickets t ON t.connection_id = o.connection_id AND t.order_id = o.source_id
  WHERE o.customer_id IS NOT NULL GROUP BY o.connection_id, o.customer_id)`;

const order = (owner: string): Join => ({
  entity: 'order',
  needs: [],
  sql: live('o', 'orders', owner, 'order_id'),
  key: keyOf('o'),
});
const customer: Join = {
  entity: 'customer',
  needs: ['order'],
  sql: live('c', 'customers', 'o', 'customer_id'),
  key: keyOf('c'),
};
const booking = (needs: Entity, owner: string, reference: string): Join => ({
  entity: 'booking',
  needs: [needs],
  sql: `LEFT JOIN ${BOOKINGS} b ON b.connection_id = ${owner}.connection_id AND b.customer_id = ${owner}.${reference}`,
  key: ['b.connection_id', 'b.customer_id'],
});
const event = (owner: string): Join => ({
  entity: 'event',
  needs: [],
  sql: `${live('e', 'events', owner, 'event_id')}
  LEFT JOIN ${EVENT_SPANS} es ON es.connection_id = ${owner}.connection_id AND es.event_id = ${owner}.event_id`,
  key: keyOf('e'),
});
const eventSales = (owner: string): Join => ({
  entity: 'eventSales',
  needs: [],
  sql: `LEFT JOIN ${EVENT_SALES} est ON est.connection_id = ${owner}.connection_id AND est.event_id = ${owner}.event_id`,
  key: ['est.connection_id', 'est.event_id'],
});
const performance = (owner: string): Join => ({
  entity: 'performance',
  needs: [],
  sql: live('p', 'performances', owner, 'performance_id'),
  key: keyOf('p'),
});
const sold = (owner: string, reference: string): Join => ({
  entity: 'sold',
  needs: [],
  sql: `LEFT JOIN ${SOLD} s ON s.connection_id = ${owner}.connection_id AND s.performance_id = ${owner}.${reference}`,
  key: ['s.connection_id', 's.performance_id'],
});
const capacity = (owner: string, reference: string): Join => ({
  entity: 'capacity',
  needs: [],
  sql: `LEFT JOIN ${LATEST_CAPACITY} cap ON cap.connection_id = ${owner}.connection_id AND cap.performance_id = ${owner}.${reference}`,
  key: ['cap.connection_id', 'cap.performance_id'],
});
const booked = (owner: string, reference: string): Join => ({
  entity: 'booked',
  needs: [],
  sql: `LEFT JOIN ${BOOKED} bk ON bk.connection_id = ${owner}.connection_id AND bk.performance_id = ${owner}.${reference}`,
  key: ['bk.connection_id', 'bk.performance_id'],
});
const venue: Join = {
  entity: 'venue',
  needs: ['performance'],
  sql: live('v', 'venues', 'p', 'venue_id'),
  key: keyOf('v'),
};
const ticketType: Join = {
  entity: 'ticketType',
  needs: ['ticket'],
  sql: live('tt', 'ticket_types', 't', 'ticket_type_id'),
  key: keyOf('tt'),
};

/** Few types, many tickets: the digests are made once a type. */
const ticketClass: Join = {
  entity: 'ticketClass',
  needs: ['ticket'],
  sql: `LEFT JOIN (SELECT k.connection_id, k.source_id, s.class, s.is_concession
    FROM ticket_types k JOIN ticket_classes s ON s.connection_id = k.connection_id AND s.type_key = ${ticketTypeKeySql('k')}
  ) tc ON tc.connection_id = t.connection_id AND tc.source_id = t.ticket_type_id`,
  key: keyOf('tc'),
};

/** What belongs to a ticket or a movement, whose alias is `owner`. */
const ofSale = (owner: string): readonly Join[] => [
  order(owner),
  customer,
  booking('order', 'o', 'customer_id'),
  event(owner),
  eventSales(owner),
  performance(owner),
  sold(owner, 'performance_id'),
  capacity(owner, 'performance_id'),
  venue,
  ticketType,
  ticketClass,
];

const link = (alias: string, reference: string, needs: Entity | null = null): Link => ({
  needs,
  key: [`${alias}.connection_id`, `${alias}.${reference}`],
});
const linksOfSale = (owner: string): Dataset['links'] => ({
  order: link(owner, 'order_id'),
  customer: link('o', 'customer_id', 'order'),
  event: link(owner, 'event_id'),
  performance: link(owner, 'performance_id'),
});

export const DATASETS: Readonly<Record<ReportType, Dataset>> = {
  sales: {
    id: 'sales',
    label: 'Sales',
    grain: 'One row per ticket.',
    description: 'Tickets that stand on an order now. What was returned is not among them: ask Analysis for that.',
    entity: 'ticket',
    alike: [],
    from: 'counted_tickets t',
    key: keyOf('t'),
    joins: ofSale('t'),
    links: linksOfSale('t'),
    bookers: { needs: ['order'], each: bookerSql('o.customer_id', 't.order_id', 't'), isList: false },
    dates: ['order.placed', 'performance.start'],
  },
  customers: {
    id: 'customers',
    label: 'Customer',
    grain: 'One row per booker.',
    description: 'Whoever placed an order, under a pseudonym. Not whoever came: a booker brings others.',
    entity: 'customer',
    alike: ['booking'],
    from: '(SELECT * FROM customers WHERE deleted_at IS NULL) c',
    key: keyOf('c'),
    joins: [booking('customer', 'c', 'source_id')],
    links: { customer: link('c', 'source_id') },
    bookers: { needs: [], each: 'hash(c.connection_id, c.source_id)', isList: false },
    dates: ['booking.firstOrder', 'booking.lastOrder'],
  },
  analysis: {
    id: 'analysis',
    label: 'Analysis',
    grain: 'One row per movement of a ticket.',
    description:
      'What happened to tickets: issued +1, returned −1, repriced. Per ticket the movements add up to what stands.',
    entity: 'movement',
    alike: [],
    from: 'counted_movements m',
    key: ['m.connection_id', 'm.movement_id'],
    joins: [
      {
        entity: 'ticket',
        needs: [],
        // Returned tickets too.
        sql: 'LEFT JOIN tickets t ON t.connection_id = m.connection_id AND t.source_id = m.ticket_id',
        key: keyOf('t'),
      },
      ...ofSale('m'),
    ],
    links: linksOfSale('m'),
    bookers: { needs: ['order'], each: bookerSql('o.customer_id', 'm.order_id', 'm'), isList: false },
    dates: ['movement.recorded', 'movement.effective', 'performance.start'],
  },
  'event-instances': {
    id: 'event-instances',
    label: 'Event Instances',
    grain: 'One row per performance.',
    description: 'Performances, with what was sold for each, whether or not anything was.',
    entity: 'performance',
    alike: ['sold', 'capacity'],
    // What stands in for performances that delivered tickets wait for is no performance yet.
    from: `(SELECT * FROM counted_performances WHERE event_id <> '${AWAITED_EVENT}') p`,
    key: keyOf('p'),
    joins: [
      event('p'),
      eventSales('p'),
      sold('p', 'source_id'),
      capacity('p', 'source_id'),
      venue,
      booked('p', 'source_id'),
    ],
    links: { event: link('p', 'event_id'), performance: link('p', 'source_id') },
    bookers: { needs: ['booked'], each: 'bk.bookers', isList: true },
    dates: ['performance.start'],
  },
};
