import type { OpenStore } from '../../../platform/src/warehouse/open-store.ts';

/** Sunday, 29 November 2026: the day that the questions by hand have written out. */
export const TODAY = Date.UTC(2026, 10, 29);
const CONNECTION = 'bench-office';

const TICKETS_PER_ORDER = 2.5;
const TICKETS_PER_PERFORMANCE = 250;
const PERFORMANCES_PER_EVENT = 12;
const TICKETS_PER_BOOKER = 8;

const id = (number: string, letter: string): string =>
  `((${number})::BIGINT)::VARCHAR || '${letter}CJHMTKDLVQRBSNGLPNBRRKDGRQPT'`;
const pseudonym = (number: string): string => `sha256((${number})::BIGINT::VARCHAR)`;
const KEPT = `TIMESTAMP '2026-11-28' AS first_seen, TIMESTAMP '2026-11-28' AS last_seen, 'hash' AS row_hash,
  TIMESTAMP '2026-11-28' AS requested_at`;

/** So many tickets, and everything that belongs to them, written by the store itself: seconds instead of minutes. */
export async function makeStore({ writer }: OpenStore, tickets: number): Promise<void> {
  const orders = Math.round(tickets / TICKETS_PER_ORDER);
  const performances = Math.max(Math.round(tickets / TICKETS_PER_PERFORMANCE), 100);
  const events = Math.ceil(performances / PERFORMANCES_PER_EVENT);
  const bookers = Math.round(tickets / TICKETS_PER_BOOKER);
  const insert = (table: string, select: string) => writer.run(`INSERT INTO ${table} BY NAME ${select}`);
  // Five years of evenings, up to half a year from today.
  const starts = (performance: string): string =>
    `(TIMESTAMP '2022-05-01 19:30:00' + to_minutes(((${performance}) * (5 * 365 * 1440 / ${performances}))::BIGINT))`;
  const performanceOf = (order: string): string =>
    `least(${performances - 1}, ((${order}) * ${performances} / ${orders})::BIGINT + ((${order}) * 31) % 40)`;
  const placed = (order: string): string =>
    `least(TIMESTAMP '2026-11-28 18:00:00' - to_minutes((${order}) % 1440), ${starts(performanceOf(order))}
      - to_days(((${order}) * 13 % 90)::INTEGER) - to_minutes((${order}) * 7 % 600))`;
  // Some book often and some once, so that there are new ones, and some who have not come back.
  const bookerOf = (order: string): string => `(hash(${order}) % ${bookers})::BIGINT`;
  await writer.run('BEGIN');
  await insert(
    'venues',
    `SELECT '${CONNECTION}' AS connection_id, ${id('i', 'V')} AS source_id, i AS source_number, 'Stage ' || i AS name, ${KEPT}
      FROM range(5) r(i)`,
  );
  await insert(
    'events',
    `SELECT '${CONNECTION}' AS connection_id, ${id('i', 'E')} AS source_id, i AS source_number, 'Production ' || i AS name,
      120 AS duration_minutes, ${KEPT} FROM range(${events}) r(i)`,
  );
  await insert(
    'performances',
    `SELECT '${CONNECTION}' AS connection_id, ${id('i', 'P')} AS source_id, i AS source_number, ${id(`i // ${PERFORMANCES_PER_EVENT}`, 'E')} AS event_id,
      ${id('i % 5', 'V')} AS venue_id, 'Plan ' || (i % 5) AS plan_name, 400 + (i % 5) * 50 AS capacity, ${starts('i')} AS starts_at,
      ${starts('i')} AS starts_local, 'Europe/London' AS zone, i % 40 = 0 AS cancelled, ${KEPT} FROM range(${performances}) r(i)`,
  );
  await insert(
    'ticket_types',
    `SELECT '${CONNECTION}' AS connection_id, ${id('i', 'T')} AS source_id, i AS source_number, 'Type ' || i AS name, ${KEPT}
      FROM range(6) r(i)`,
  );
  await insert(
    'customers',
    `SELECT '${CONNECTION}' AS connection_id, ${pseudonym('i')} AS source_id, 'LS' || (i % 29) || ' ' || (i % 9) AS area,
      'postcode-sector' AS area_kind, 'GB' AS country, ${KEPT} FROM range(${bookers}) r(i)`,
  );
  await insert(
    'orders',
    `SELECT '${CONNECTION}' AS connection_id, ${id('100000 + i', 'A')} AS source_id, 100000 + i AS source_number,
      CASE WHEN i % 20 > 0 THEN ${pseudonym(bookerOf('i'))} END AS customer_id,
      CASE WHEN i % 3 = 0 THEN 'Web' ELSE 'Counter' END AS channel, 'GBP' AS currency, 5000 AS total_minor, 150 AS charges_minor,
      CASE WHEN i % 10 = 0 THEN 200 ELSE 0 END AS donations_minor, ${placed('i')} AS first_transaction_at,
      ${placed('i')} AS first_transaction_local, ${placed('i')} AS last_transaction_at, ${placed('i')} AS last_transaction_local,
      'Europe/London' AS zone, ${KEPT} FROM range(${orders}) r(i)`,
  );
  // Of each thousand tickets the first twelve are a school's.
  const order = `(CASE WHEN i % 1000 < 12 THEN i - i % 1000 ELSE i END * 2 // 5)`;
  const isReturned = `i % 17 = 0`;
  await insert(
    'tickets',
    `SELECT '${CONNECTION}' AS connection_id, ${id('500000 + i', 'B')} AS source_id, 500000 + i AS source_number,
      ${id(`100000 + ${order}`, 'A')} AS order_id, ${id(`${performanceOf(order)} // ${PERFORMANCES_PER_EVENT}`, 'E')} AS event_id,
      ${id(performanceOf(order), 'P')} AS performance_id, ${id('i % 6', 'T')} AS ticket_type_id, ${id('i % 5', 'D')} AS band_id,
      chr((65 + i % 20)::INTEGER) || (1 + i % 40) AS seat_name, CASE WHEN i % 7 = 0 THEN 'Early Bird' END AS offer, 'GBP' AS currency,
      2000 AS price_minor, CASE WHEN i % 7 = 0 THEN 250 ELSE 0 END AS discount_minor,
      CASE WHEN i % 50 = 0 THEN 0 WHEN i % 7 = 0 THEN 1750 ELSE 2000 END AS total_minor,
      CASE WHEN ${isReturned} THEN TIMESTAMP '2026-11-28' END AS deleted_at, 1 + (${isReturned})::INTEGER AS movements, ${KEPT}
      FROM range(${tickets}) r(i)`,
  );
  const movement = (kind: string, quantity: number, days: number): string =>
    `SELECT '${CONNECTION}' AS connection_id, md5(i::VARCHAR || '${kind}') AS movement_id, ${id('500000 + i', 'B')} AS ticket_id,
      1 AS ordinal, '${kind}' AS kind, ${quantity} AS quantity,
      ${quantity} * CASE WHEN i % 50 = 0 THEN 0 WHEN i % 7 = 0 THEN 1750 ELSE 2000 END AS amount_minor, 'GBP' AS currency,
      ${id(`100000 + ${order}`, 'A')} AS order_id, ${id(performanceOf(order), 'P')} AS performance_id,
      ${id(`${performanceOf(order)} // ${PERFORMANCES_PER_EVENT}`, 'E')} AS event_id,
      ${placed(order)} + to_days(${days}) AS recorded_at, ${placed(order)} + to_days(${days}) AS effective_at,
      'order_first' AS effective_basis FROM range(${tickets}) r(i)`;
  await insert('ticket_movements', movement('issue', 1, 0));
  await insert('ticket_movements', `${movement('return', -1, 0)} WHERE ${isReturned}`);
  await insert(
    'capacity_snapshots',
    `SELECT '${CONNECTION}' AS connection_id, ${id('i', 'P')} AS source_id, ${id('i', 'P')} AS performance_id,
      TIMESTAMP '2026-11-28' AS observed_on, 400 + (i % 5) * 50 AS capacity, 100 AS available, 200 AS sold,
      false AS sold_is_upper_bound, ${KEPT} FROM range(${performances}) r(i)`,
  );
  await writer.run(`INSERT INTO fence VALUES ('${CONNECTION}', 1, TIMESTAMP '2026-11-28')`);
  await writer.run('COMMIT');
  await writer.run('CHECKPOINT');
}
