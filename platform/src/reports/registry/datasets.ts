import type { ReportType } from '@illuminate/contract';
import { AWAITED_EVENT } from '../../warehouse/load/follow-performances.ts';
import { ticketTypeKeySql } from '../../warehouse/ticket-classes.ts';
import { ofSources } from '../several-sources.ts';
import type { Dataset, Entity, Join, Link, Told } from './registry-types.ts';

// Every join finds one row at most, so that none multiplies the rows that it is joined to.

const on = (alias: string, key: string, owner: string, reference: string): string =>
  `${ofSources(`${alias}.connection_id = ${owner}.connection_id AND`)} ${alias}.${key} = ${owner}.${reference}`;

const live = (alias: string, table: string, owner: string, reference: string): string =>
  `LEFT JOIN ${table} ${alias} ON ${on(alias, 'source_id', owner, reference)} AND ${alias}.deleted_at IS NULL`;

const worked = (alias: string, sql: string, key: string, owner: string, reference: string): string =>
  `LEFT JOIN ${sql} ${alias} ON ${on(alias, key, owner, reference)}`;

const SOURCE = ofSources('connection_id,');
const SOURCE_OF_TICKETS = ofSources('t.connection_id,');

const keyOf = (alias: string): readonly string[] => [`${alias}.connection_id`, `${alias}.source_id`];

/** Of what is joined from a table itself: a number, and the same for no other row of any connection. */
const rowOf = (alias: string): string => `${alias}.rowid`;

function bookerSql(customer: string, order: string, owner: string): string {
  return `hash(${owner}.connection_id, coalesce(${customer}, ${order}))`;
}

/**
 * Who placed an order is known by it alone, whether or not their own row has been read. As a number, which takes a tenth of the memory
 * of a pseudonym. That is a keyed hash itself, so that DuckDB's spreads it evenly (texts of a pattern it does not): of a million bookers
 * two have the same number once in thirty million reports.
 */
const bookerOfOrder: Told = {
  needs: 'order',
  key: 'CASE WHEN o.customer_id IS NOT NULL THEN hash(o.connection_id, o.customer_id) END',
};

const EVENT_SPANS = `(SELECT ${SOURCE} event_id, min(starts_local) AS first_instance, max(starts_local) AS last_instance,
    count(*) AS instances, sum(capacity)::BIGINT AS capacity
  FROM performances WHERE deleted_at IS NULL AND NOT cancelled GROUP BY ${SOURCE} event_id)`;

/** Nothing where there are several. */
const ONLY_CURRENCY = 'CASE WHEN min(currency) = max(currency) THEN min(currency) END AS currency';

const BY_TICKETS = `SELECT ${SOURCE} performance_id, count(*) AS tickets, sum(total_minor)::BIGINT AS income, ${ONLY_CURRENCY}
  FROM counted_tickets GROUP BY ${SOURCE} performance_id`;

const BY_COUNTS = `SELECT ${SOURCE} performance_id, sum(tickets)::BIGINT AS tickets, sum(income_minor)::BIGINT AS income,
    ${ONLY_CURRENCY}
  FROM counted_performance_counts GROUP BY ${SOURCE} performance_id`;

/** Where only counts were uploaded, they are what was sold; of a performance with tickets the tickets tell. */
const SOLD = `(SELECT ${SOURCE} performance_id, coalesce(tt.tickets, pc.tickets) AS tickets, coalesce(tt.income, pc.income) AS income,
    CASE WHEN tt.tickets IS NULL THEN pc.currency ELSE tt.currency END AS currency
  FROM (${BY_TICKETS}) tt FULL JOIN (${BY_COUNTS}) pc USING (${SOURCE} performance_id))`;

const EVENT_SALES = `(SELECT ${SOURCE_OF_TICKETS} t.event_id, min(o.first_transaction_local) AS first_sale,
    max(o.last_transaction_local) AS last_sale
  FROM counted_tickets t JOIN counted_orders o ON ${on('o', 'source_id', 't', 'order_id')}
  GROUP BY ${SOURCE_OF_TICKETS} t.event_id)`;

/** Of each performance what was seen last. */
const LATEST_CAPACITY = `(SELECT ${SOURCE} performance_id, arg_max(capacity, last_seen) AS capacity,
    arg_max(available, last_seen) AS available, arg_max(sold, last_seen) AS sold
  FROM capacity_snapshots WHERE deleted_at IS NULL GROUP BY ${SOURCE} performance_id)`;

/** Of each performance who has tickets for it: numbers that stand for bookers, or for orders whose booker is not known. */
const BOOKED = `(SELECT ${SOURCE_OF_TICKETS} t.performance_id, list(DISTINCT ${bookerSql('o.customer_id', 't.order_id', 't')}) AS bookers
  FROM counted_tickets t ${live('o', 'orders', 't', 'order_id')} GROUP BY ${SOURCE_OF_TICKETS} t.performance_id)`;

const BOOKINGS = `(SELECT ${SOURCE} customer_id, count(*) AS orders, min(first_transaction_local) AS first_order,
    max(first_transaction_local) AS last_order
  FROM counted_orders WHERE customer_id IS NOT NULL GROUP BY ${SOURCE} customer_id)`;

/** Asked of each booker alone: where criteria leave few of them, theirs are few of the tickets. */
const bookedTickets = (owner: string, reference: string): string =>
  `LEFT JOIN LATERAL (SELECT count(*) AS tickets, count(DISTINCT bst.performance_id) AS visits,
    count(DISTINCT bst.event_id) AS events, sum(bst.total_minor)::BIGINT AS spend
  FROM counted_orders bso JOIN counted_tickets bst ON ${on('bst', 'order_id', 'bso', 'source_id')}
  WHERE ${on('bso', 'customer_id', owner, reference)}) bt ON true`;

const order = (owner: string): Join => ({
  entity: 'order',
  needs: [],
  sql: live('o', 'orders', owner, 'order_id'),
  key: rowOf('o'),
});
const customer: Join = {
  entity: 'customer',
  needs: ['order'],
  sql: live('c', 'customers', 'o', 'customer_id'),
  key: rowOf('c'),
};
const bookings = (needs: Entity, owner: string, reference: string): readonly Join[] => [
  {
    entity: 'booking',
    needs: [needs],
    sql: worked('b', BOOKINGS, 'customer_id', owner, reference),
    key: 'b.customer_id',
  },
  {
    entity: 'bookingTickets',
    needs: [needs],
    sql: bookedTickets(owner, reference),
    key: null,
  },
];
const events = (owner: string): readonly Join[] => [
  { entity: 'event', needs: [], sql: live('e', 'events', owner, 'event_id'), key: rowOf('e') },
  { entity: 'eventSpan', needs: [], sql: worked('es', EVENT_SPANS, 'event_id', owner, 'event_id'), key: null },
  {
    entity: 'eventSales',
    needs: [],
    sql: worked('est', EVENT_SALES, 'event_id', owner, 'event_id'),
    key: 'est.event_id',
  },
];
const performance = (owner: string): Join => ({
  entity: 'performance',
  needs: [],
  sql: live('p', 'performances', owner, 'performance_id'),
  key: rowOf('p'),
});
const sold = (owner: string, reference: string): Join => ({
  entity: 'sold',
  needs: [],
  sql: worked('s', SOLD, 'performance_id', owner, reference),
  key: 's.performance_id',
});
const capacity = (owner: string, reference: string): Join => ({
  entity: 'capacity',
  needs: [],
  sql: worked('cap', LATEST_CAPACITY, 'performance_id', owner, reference),
  key: 'cap.performance_id',
});
const booked = (owner: string, reference: string): Join => ({
  entity: 'booked',
  needs: [],
  sql: worked('bk', BOOKED, 'performance_id', owner, reference),
  key: 'bk.performance_id',
});
const venue: Join = {
  entity: 'venue',
  needs: ['performance'],
  sql: live('v', 'venues', 'p', 'venue_id'),
  key: rowOf('v'),
};
const ticketType: Join = {
  entity: 'ticketType',
  needs: ['ticket'],
  sql: live('tt', 'ticket_types', 't', 'ticket_type_id'),
  key: rowOf('tt'),
};

/** Few types, many tickets: the digests are made once a type. */
const ticketClass: Join = {
  entity: 'ticketClass',
  needs: ['ticket'],
  sql: `LEFT JOIN (SELECT k.connection_id, k.source_id, s.class, s.is_concession
    FROM ticket_types k JOIN ticket_classes s ON s.connection_id = k.connection_id AND s.type_key = ${ticketTypeKeySql('k')}
  ) tc ON ${on('tc', 'source_id', 't', 'ticket_type_id')}`,
  key: 'tc.source_id',
};

/** What belongs to a ticket or a movement, whose alias is `owner`. */
const ofSale = (owner: string): readonly Join[] => [
  order(owner),
  customer,
  ...bookings('order', 'o', 'customer_id'),
  ...events(owner),
  performance(owner),
  sold(owner, 'performance_id'),
  capacity(owner, 'performance_id'),
  venue,
  ticketType,
  ticketClass,
];

const link = (alias: string, reference: string, needs: Entity | null = null): Link => ({
  needs,
  key: `${alias}.${reference}`,
  source: `${alias}.connection_id`,
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
    // An order comes and goes with its tickets.
    told: { order: { needs: null, key: `(${ofSources('t.connection_id,')} t.order_id)` }, customer: bookerOfOrder },
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
    alike: ['booking', 'bookingTickets'],
    from: '(SELECT * FROM customers WHERE deleted_at IS NULL) c',
    key: keyOf('c'),
    joins: bookings('customer', 'c', 'source_id'),
    told: {},
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
        key: rowOf('t'),
      },
      ...ofSale('m'),
    ],
    told: { customer: bookerOfOrder },
    links: linksOfSale('m'),
    bookers: { needs: ['order'], each: bookerSql('o.customer_id', 'm.order_id', 'm'), isList: false },
    dates: ['movement.effective', 'movement.recorded', 'performance.start'],
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
    joins: [...events('p'), sold('p', 'source_id'), capacity('p', 'source_id'), venue, booked('p', 'source_id')],
    told: {},
    links: { event: link('p', 'event_id'), performance: link('p', 'source_id') },
    bookers: { needs: ['booked'], each: 'bk.bookers', isList: true },
    dates: ['performance.start'],
  },
};
