import { literal, timestamp } from '../layout.ts';
import type { Session } from '../session.ts';

/**
 * Two connections sell the same, rather than one after the other, if on the days on which both sold, at least half of what the
 * lesser one sold was sold by each; or if half of its seats are the other's too.
 */
const IS_SAME = `(both_sold * 2 >= least(first_tickets, later_tickets) OR (shared_seats > 0 AND shared_seats * 2 >= fewer_seats))`;

/**
 * Of `staging_pairs`, keeps as overlapping those of which both sides sold the same. The connection whose orders came first, to us,
 * is the first of a pair: it counts until somebody chooses.
 */
export async function measureOverlaps(session: Session, connectionId: string, recordedAt: number): Promise<void> {
  const connection = literal(connectionId);
  const sides = await session.run(`CREATE OR REPLACE TEMP TABLE staging_sides AS
    SELECT DISTINCT ${connection} AS connection_id, performance_id FROM staging_pairs
    UNION SELECT other_connection_id, other_performance_id FROM staging_pairs`);
  if (sides === 0) return;
  await session.run(`
CREATE OR REPLACE TEMP TABLE staging_stood AS
  SELECT t.connection_id, t.performance_id, t.order_id,
    CASE WHEN regexp_matches(t.seat_name, '[0-9]') THEN regexp_replace(lower(t.seat_name), '[^a-z0-9]+', '', 'g') END AS seat
  FROM tickets t SEMI JOIN staging_sides s ON s.connection_id = t.connection_id AND s.performance_id = t.performance_id
  WHERE t.deleted_at IS NULL;
CREATE OR REPLACE TEMP TABLE staging_sold AS
  SELECT t.connection_id, t.performance_id, o.first_transaction_local::DATE AS day, count(*) AS tickets
  FROM orders o JOIN staging_stood t ON o.connection_id = t.connection_id AND o.source_id = t.order_id GROUP BY ALL`);
  await session.run(`INSERT INTO overlapping_performances
    WITH ranks AS (
      SELECT connection_id, row_number() OVER (ORDER BY min(recorded_at), connection_id) AS place
      FROM loads WHERE orders_changed > 0 GROUP BY connection_id
    ), pairs AS (
      SELECT row_number() OVER () AS pair, p.day,
        CASE WHEN m.place < o.place THEN ${connection} ELSE other_connection_id END AS first_connection_id,
        CASE WHEN m.place < o.place THEN performance_id ELSE other_performance_id END AS first_performance_id,
        CASE WHEN m.place < o.place THEN other_connection_id ELSE ${connection} END AS later_connection_id,
        CASE WHEN m.place < o.place THEN other_performance_id ELSE performance_id END AS later_performance_id
      FROM staging_pairs p JOIN ranks m ON m.connection_id = ${connection} JOIN ranks o ON o.connection_id = other_connection_id
    ), sides AS (
      SELECT connection_id, performance_id, sum(tickets)::BIGINT AS tickets, min(day) AS from_day, max(day) AS to_day
      FROM staging_sold GROUP BY ALL
    ), seats AS (
      SELECT DISTINCT connection_id, performance_id, seat FROM staging_stood WHERE seat IS NOT NULL
    ), seated AS (
      SELECT connection_id, performance_id, count(*) AS seats FROM seats GROUP BY ALL
    ), bounds AS (
      SELECT pairs.*, f.tickets AS first_tickets, l.tickets AS later_tickets,
        greatest(f.from_day, l.from_day) AS sold_from, least(f.to_day, l.to_day) AS sold_to
      FROM pairs JOIN sides f ON ${isSide('f', 'first')} JOIN sides l ON ${isSide('l', 'later')}
    ), firsts AS (
      SELECT pair, sum(tickets) AS within FROM bounds JOIN staging_sold s
        ON ${isSide('s', 'first')} AND s.day BETWEEN sold_from AND sold_to GROUP BY pair
    ), laters AS (
      SELECT pair, sum(tickets) AS within FROM bounds JOIN staging_sold s
        ON ${isSide('s', 'later')} AND s.day BETWEEN sold_from AND sold_to GROUP BY pair
    ), both_seats AS (
      SELECT pair, count(*) AS shared FROM bounds JOIN seats one ON ${isSide('one', 'first')}
        JOIN seats other ON ${isSide('other', 'later')} AND other.seat = one.seat GROUP BY pair
    ), measured AS (
      SELECT bounds.*, coalesce(least(firsts.within, laters.within), 0) AS both_sold,
        coalesce(both_seats.shared, 0) AS shared_seats, least(coalesce(f.seats, 0), coalesce(l.seats, 0)) AS fewer_seats
      FROM bounds LEFT JOIN firsts USING (pair) LEFT JOIN laters USING (pair) LEFT JOIN both_seats USING (pair)
        LEFT JOIN seated f ON ${isSide('f', 'first')} LEFT JOIN seated l ON ${isSide('l', 'later')}
    )
    SELECT first_connection_id, first_performance_id, later_connection_id, later_performance_id, day,
      first_tickets, later_tickets, least(sold_from, sold_to), greatest(sold_from, sold_to), ${timestamp(recordedAt)}
    FROM measured WHERE ${IS_SAME}`);
}

const isSide = (table: string, side: 'first' | 'later'): string =>
  `${table}.connection_id = ${side}_connection_id AND ${table}.performance_id = ${side}_performance_id`;
