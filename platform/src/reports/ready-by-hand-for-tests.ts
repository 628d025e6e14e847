// Test support: the question behind each ready report, asked in SQL by somebody who does not know the compiler.
// `$today` is the wall time of this midnight. Tables, not views: there is one source, so that everything counts.

/** When it happened, and not when it was learned of: a first load brings years of it in an hour. */
const WALL = `timezone('Europe/London', timezone('UTC', effective_at))`;
const LIVE_TICKETS = `(SELECT * FROM tickets WHERE deleted_at IS NULL)`;

export const BY_HAND: Readonly<Record<string, string>> = {
  'event-ids': `
    SELECT coalesce(e.source_number::VARCHAR, e.source_id), e.name,
      (SELECT min(starts_local) FROM performances x WHERE x.event_id = e.source_id AND NOT x.cancelled),
      (SELECT max(starts_local) FROM performances x WHERE x.event_id = e.source_id AND NOT x.cancelled)
    FROM events e
    WHERE EXISTS (FROM performances p WHERE p.event_id = e.source_id AND NOT p.cancelled
      AND p.starts_local >= TIMESTAMP '2026-04-01' AND p.starts_local < TIMESTAMP '2027-04-01')`,
  'daily-sales': `
    SELECT strftime(${WALL}, '%Y-%m-%d'), count(*) FILTER (kind = 'issue'), count(*) FILTER (kind = 'return'),
      sum(quantity)::BIGINT, sum(amount_minor)::BIGINT
    FROM ticket_movements WHERE ${WALL} >= TIMESTAMP '2026-11-02' AND ${WALL} < TIMESTAMP '2026-11-30' GROUP BY 1`,
  'sales-by-performance': `
    SELECT p.starts_local, e.name, v.name,
      coalesce(sum((SELECT count(*) FROM ${LIVE_TICKETS} t WHERE t.performance_id = p.source_id)), 0)::BIGINT,
      coalesce(sum((SELECT sum(total_minor) FROM ${LIVE_TICKETS} t WHERE t.performance_id = p.source_id)), 0)::BIGINT,
      sum((SELECT count(*) FROM ${LIVE_TICKETS} t WHERE t.performance_id = p.source_id)) / nullif(coalesce(sum(p.capacity), 0), 0)
    FROM performances p JOIN events e ON e.source_id = p.event_id LEFT JOIN venues v ON v.source_id = p.venue_id
    WHERE p.starts_local >= TIMESTAMP '2026-04-01' AND p.starts_local < TIMESTAMP '2027-04-01' GROUP BY 1, 2, 3`,
  occupancy: `
    WITH performed AS (SELECT p.*, e.name FROM performances p JOIN events e ON e.source_id = p.event_id
      WHERE NOT cancelled AND starts_local >= TIMESTAMP '2025-11-30' AND starts_local < TIMESTAMP '2026-11-30'),
    sold AS (SELECT performance_id, count(*) AS n FROM ${LIVE_TICKETS} GROUP BY 1)
    SELECT name, count(*), coalesce(sum(n), 0)::BIGINT, coalesce(sum(capacity), 0)::BIGINT,
      coalesce(sum(n), 0) / nullif(coalesce(sum(capacity), 0), 0)
    FROM performed LEFT JOIN sold ON sold.performance_id = performed.source_id GROUP BY name`,
  'price-type-mix': `
    SELECT y.name, count(*), sum(t.total_minor)::BIGINT,
      round(sum(t.total_minor) / nullif(count(*) FILTER (t.total_minor > 0), 0))::BIGINT
    FROM ${LIVE_TICKETS} t JOIN orders o ON o.source_id = t.order_id LEFT JOIN ticket_types y ON y.source_id = t.ticket_type_id
    WHERE o.first_transaction_local >= TIMESTAMP '2025-11-30' AND o.first_transaction_local < TIMESTAMP '2026-11-30' GROUP BY 1`,
  complimentary: `
    SELECT e.name, y.name, count(*)
    FROM ${LIVE_TICKETS} t JOIN performances p ON p.source_id = t.performance_id JOIN events e ON e.source_id = t.event_id
      LEFT JOIN ticket_types y ON y.source_id = t.ticket_type_id
    WHERE t.total_minor = 0 AND p.starts_local >= TIMESTAMP '2026-04-01' AND p.starts_local < TIMESTAMP '2027-04-01' GROUP BY 1, 2`,
  returns: `
    SELECT strftime(${WALL}, '%Y-%m'), count(*), sum(amount_minor)::BIGINT FROM ticket_movements
    WHERE kind = 'return' AND ${WALL} >= TIMESTAMP '2024-11-30' AND ${WALL} < TIMESTAMP '2026-11-30' GROUP BY 1`,
  channels: `
    SELECT strftime(o.first_transaction_local, '%Y-%m'), o.channel, count(*), count(DISTINCT o.source_id), sum(t.total_minor)::BIGINT
    FROM ${LIVE_TICKETS} t JOIN orders o ON o.source_id = t.order_id
    WHERE o.first_transaction_local >= TIMESTAMP '2025-11-30' AND o.first_transaction_local < TIMESTAMP '2026-11-30' GROUP BY 1, 2`,
  areas: `
    SELECT c.area, count(DISTINCT c.source_id), count(*), sum(t.total_minor)::BIGINT
    FROM ${LIVE_TICKETS} t JOIN orders o ON o.source_id = t.order_id JOIN performances p ON p.source_id = t.performance_id
      LEFT JOIN customers c ON c.source_id = o.customer_id
    WHERE p.starts_local >= TIMESTAMP '2025-11-30' AND p.starts_local < TIMESTAMP '2026-11-30' GROUP BY 1 HAVING count(*) >= 10`,
  'first-timers': `
    WITH first AS (SELECT customer_id, min(first_transaction_local) AS earliest FROM orders WHERE customer_id IS NOT NULL GROUP BY 1)
    SELECT strftime(first.earliest, '%Y-%m'), count(*), sum(coalesce((SELECT sum(t.total_minor) FROM ${LIVE_TICKETS} t
      JOIN orders o ON o.source_id = t.order_id WHERE o.customer_id = first.customer_id), 0))::BIGINT
    FROM first WHERE first.earliest >= TIMESTAMP '2025-11-30' AND first.earliest < TIMESTAMP '2026-11-30' GROUP BY 1`,
  lapsed: `
    WITH last AS (SELECT customer_id, max(first_transaction_local) AS latest, count(*) AS n FROM orders WHERE customer_id IS NOT NULL GROUP BY 1)
    SELECT year(latest), count(*), avg(n) FROM last WHERE NOT (latest >= TIMESTAMP '2025-05-30' AND latest < TIMESTAMP '2026-11-30') GROUP BY 1`,
  groups: `
    WITH big AS (SELECT order_id FROM ${LIVE_TICKETS} GROUP BY 1 HAVING count(*) >= 10)
    SELECT e.name, count(DISTINCT t.order_id), count(*), sum(t.total_minor)::BIGINT
    FROM ${LIVE_TICKETS} t JOIN big USING (order_id) JOIN events e ON e.source_id = t.event_id GROUP BY 1`,
  'lead-by-weekday': `
    SELECT isodow(o.first_transaction_local), hour(o.first_transaction_local), count(DISTINCT o.source_id), count(*)
    FROM ${LIVE_TICKETS} t JOIN orders o ON o.source_id = t.order_id
    WHERE o.first_transaction_local >= TIMESTAMP '2026-08-30' AND o.first_transaction_local < TIMESTAMP '2026-11-30' GROUP BY 1, 2`,
};
