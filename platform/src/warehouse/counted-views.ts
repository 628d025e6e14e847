// What counts, where two connections sell the same. Reports that count sales read these instead of the tables.

const PAIR = (choice: string, one: string, other: string): string =>
  `((${choice}.counts_connection_id = ${one} AND ${choice}.other_connection_id = ${other})
    OR (${choice}.counts_connection_id = ${other} AND ${choice}.other_connection_id = ${one}))`;

/**
 * Performances whose sales do not count, and what counts instead. A choice takes a whole span of days from a source; without one
 * only performances that both have are taken from the later one, unless a choice took the first one's.
 */
const UNCOUNTED_PERFORMANCES = `
WITH chosen AS (
  SELECT p.connection_id, p.source_id AS performance_id, c.counts_connection_id
  FROM source_choices c JOIN performances p ON p.connection_id = c.other_connection_id
    AND p.starts_local >= c.from_day AND p.starts_local < c.to_day + INTERVAL 1 DAY
  WHERE NOT c.both_count
), undecided AS (
  SELECT o.* FROM overlapping_performances o ANTI JOIN source_choices c
    ON o.day >= c.from_day AND o.day <= c.to_day AND ${PAIR('c', 'o.first_connection_id', 'o.later_connection_id')}
)
SELECT connection_id, performance_id, counts_connection_id, true AS chosen FROM chosen
UNION ALL
SELECT u.later_connection_id, u.later_performance_id, u.first_connection_id, false
FROM undecided u ANTI JOIN chosen c ON c.connection_id = u.first_connection_id AND c.performance_id = u.first_performance_id`;

/**
 * Orders none of whose tickets count; and orders without tickets (a donation alone), which have no performance, by the day on which
 * they were placed. Written from the few to the many, so that it costs nothing where nothing is uncounted.
 */
const UNCOUNTED_ORDERS = `
WITH uncounted AS (
  SELECT DISTINCT connection_id, performance_id FROM uncounted_performances
), touched AS (
  SELECT DISTINCT t.connection_id, t.order_id FROM tickets t SEMI JOIN uncounted u
    ON u.connection_id = t.connection_id AND u.performance_id = t.performance_id WHERE t.deleted_at IS NULL
), spans AS (
  SELECT counts_connection_id, other_connection_id AS connection_id, from_day, to_day, true AS chosen
  FROM source_choices WHERE NOT both_count
  UNION ALL
  SELECT first_connection_id, later_connection_id, min(sold_from), max(sold_to), false
  FROM overlapping_performances GROUP BY first_connection_id, later_connection_id
), placed AS (
  SELECT DISTINCT o.connection_id, o.source_id AS order_id
  FROM orders o JOIN spans s ON s.connection_id = o.connection_id
    AND o.first_transaction_local >= s.from_day AND o.first_transaction_local < s.to_day + INTERVAL 1 DAY
  WHERE o.deleted_at IS NULL AND (s.chosen OR NOT EXISTS (FROM source_choices c
    WHERE o.first_transaction_local >= c.from_day AND o.first_transaction_local < c.to_day + INTERVAL 1 DAY
      AND ${PAIR('c', 's.counts_connection_id', 's.connection_id')}))
)
SELECT t.connection_id, t.order_id FROM touched o JOIN tickets t ON t.connection_id = o.connection_id AND t.order_id = o.order_id
  LEFT JOIN uncounted u ON u.connection_id = t.connection_id AND u.performance_id = t.performance_id
WHERE t.deleted_at IS NULL GROUP BY t.connection_id, t.order_id HAVING count(*) = count(u.performance_id)
UNION ALL
SELECT p.connection_id, p.order_id FROM placed p ANTI JOIN (
  SELECT t.connection_id, t.order_id FROM tickets t SEMI JOIN placed p ON p.connection_id = t.connection_id AND p.order_id = t.order_id
  WHERE t.deleted_at IS NULL
) t ON t.connection_id = p.connection_id AND t.order_id = p.order_id`;

const without = (table: string, uncounted: string, keys: readonly (readonly [string, string])[]): string =>
  `SELECT t.* FROM ${table} t ANTI JOIN ${uncounted} u
    ON ${keys.map(([own, other]) => `u.${other} = t.${own}`).join(' AND ')}`;

const OF_PERFORMANCE = [
  ['connection_id', 'connection_id'],
  ['performance_id', 'performance_id'],
] as const;
const OF_ORDER = [
  ['connection_id', 'connection_id'],
  ['order_id', 'order_id'],
] as const;
const live = (sql: string): string => `${sql} WHERE t.deleted_at IS NULL`;

/** By name, each after what it reads. Live rows alone. */
const VIEWS = {
  uncounted_performances: UNCOUNTED_PERFORMANCES,
  uncounted_orders: UNCOUNTED_ORDERS,
  counted_performances: live(
    without('performances', 'uncounted_performances', [
      ['connection_id', 'connection_id'],
      ['source_id', 'performance_id'],
    ]),
  ),
  counted_events: `SELECT e.* FROM events e ANTI JOIN (
      SELECT p.connection_id, p.event_id FROM performances p JOIN uncounted_performances u
        ON u.connection_id = p.connection_id AND u.performance_id = p.source_id
      EXCEPT SELECT connection_id, event_id FROM counted_performances
    ) u ON u.connection_id = e.connection_id AND u.event_id = e.source_id WHERE e.deleted_at IS NULL`,
  counted_tickets: live(without('tickets', 'uncounted_performances', OF_PERFORMANCE)),
  counted_movements: without('ticket_movements', 'uncounted_performances', OF_PERFORMANCE),
  counted_orders: live(
    without('orders', 'uncounted_orders', [
      ['connection_id', 'connection_id'],
      ['source_id', 'order_id'],
    ]),
  ),
  counted_performance_counts: live(without('performance_counts', 'uncounted_performances', OF_PERFORMANCE)),
  counted_order_items: live(without('order_items', 'uncounted_orders', OF_ORDER)),
} as const;

/**
 * Made anew whenever a migration was applied, and out of its way while it is: a view keeps the columns that its tables had when it
 * was made.
 */
export const COUNTED_VIEWS_SQL = Object.entries(VIEWS)
  .map(([name, sql]) => `CREATE VIEW ${name} AS ${sql}`)
  .join(';\n');
export const NO_COUNTED_VIEWS_SQL = Object.keys(VIEWS)
  .reverse()
  .map((name) => `DROP VIEW IF EXISTS ${name}`)
  .join(';\n');
