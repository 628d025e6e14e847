import { literal, timestamp } from '../layout.ts';
import type { Session } from '../session.ts';
import { datedByWhatTheyReverse } from './date-reversals.ts';
import { standing } from './layers.ts';
import type { UploadOf } from './upload-types.ts';

export interface Booking extends UploadOf {
  /** When the movements were recorded that this transaction has written, and no others of the connection (ms). */
  readonly recordedAt: number;
  /** Whether the upload was taken back or put back, rather than loaded: then all of its orders are looked at. */
  readonly isTurned: boolean;
}

/**
 * Makes the ledger of an upload's orders say what it would if only the layers that count had ever been loaded, each when it was. A person
 * who takes a file back says that it was a mistake: no ticket of it was sold, and none was returned. No movement of before is touched:
 * what is wrong of them gets its opposite, of its own kind and day (`effective_basis` `reversal`), and what is missing is added, all of it
 * recorded now.
 */
export async function bookReversals(session: Session, booking: Booking): Promise<void> {
  const { connectionId, uploadId, recordedAt, isTurned } = booking;
  const connection = literal(connectionId);
  if (!isTurned && !(await wasAnyTakenBack(session, connectionId))) return;
  const ofTakenBack = `SEMI JOIN (SELECT o.source_id FROM uploaded_orders o JOIN uploads l ON l.upload_id = o.upload_id
      AND l.connection_id = o.connection_id WHERE o.connection_id = ${connection} AND l.undone) b ON b.source_id = u.source_id`;
  const orders = await session.run(
    `CREATE OR REPLACE TEMP TABLE staging_booked_orders AS SELECT DISTINCT u.source_id FROM uploaded_orders u
     ${isTurned ? '' : ofTakenBack} WHERE u.connection_id = ${connection} AND u.upload_id = $1`,
    [uploadId],
  );
  if (orders === 0) return;
  const at = timestamp(recordedAt);
  await session.run(`CREATE OR REPLACE TEMP TABLE staging_booked_tickets AS
    SELECT t.source_id, min(t.order_id) AS order_id, count(DISTINCT t.order_id) = 1 AS is_of_one FROM uploaded_tickets t
    SEMI JOIN (SELECT source_id FROM uploaded_tickets u SEMI JOIN staging_booked_orders k ON k.source_id = u.order_id
      WHERE u.connection_id = ${connection}) k ON k.source_id = t.source_id
      SEMI JOIN (SELECT source_id FROM tickets WHERE connection_id = ${connection}) h ON h.source_id = t.source_id
    WHERE t.connection_id = ${connection} GROUP BY t.source_id`);
  if (isTurned) await session.run(datedByWhatTheyReverse({ connectionId, recordedAt, of: 'NOT k.is_of_one' }));
  await session.run(`DELETE FROM staging_booked_tickets WHERE NOT is_of_one;
    CREATE OR REPLACE TEMP TABLE staging_states AS ${statesOf(connectionId)};
    DELETE FROM ticket_movements m USING staging_booked_tickets k
      WHERE k.source_id = m.ticket_id AND m.connection_id = ${connection} AND m.recorded_at = ${at};
    CREATE OR REPLACE TEMP TABLE staging_bookings AS ${missing(connection)};
    INSERT INTO ticket_movements
      SELECT ${connection}, md5(concat_ws(chr(31), ${connection}, ticket_id, ordinal, kind, amount_minor)), ticket_id, ordinal, kind,
        quantity, amount_minor, currency, order_id, performance_id, event_id, ${at}, effective_at, effective_basis
      FROM (SELECT *, (coalesce(last, 0) + row_number() OVER (PARTITION BY ticket_id ORDER BY effective_basis = 'reversal' DESC,
          place, quantity))::INTEGER AS ordinal FROM staging_bookings);
    UPDATE tickets t SET movements = coalesce(m.movements, 0) FROM staging_booked_tickets k
      LEFT JOIN (SELECT ticket_id, count(*) AS movements FROM ticket_movements WHERE connection_id = ${connection}
        GROUP BY ticket_id) m ON m.ticket_id = k.source_id
      WHERE k.source_id = t.source_id AND t.connection_id = ${connection}`);
}

async function wasAnyTakenBack(session: Session, connectionId: string): Promise<boolean> {
  const [row] = await session.rows(
    `SELECT EXISTS (FROM uploads WHERE connection_id = ${literal(connectionId)} AND undone) AS any`,
  );
  return row?.any === true;
}

/** Each ticket in each layer that its order is in, beside what it was in the layer before. A first order is of its own day, as ever. */
function statesOf(connectionId: string): string {
  const connection = literal(connectionId);
  return `WITH layers AS (SELECT o.source_id AS order_id, o.upload_id, l.sequence AS layer, l.loaded_at, o.first_transaction_at,
      o.last_transaction_at, lag(o.last_transaction_at) OVER (PARTITION BY o.source_id ORDER BY l.sequence) AS last_before
    FROM uploaded_orders o JOIN (SELECT s.*, u.loaded_at FROM ${standing(connectionId)} s JOIN uploads u
      ON u.upload_id = s.upload_id AND u.connection_id = ${connection}) l ON l.upload_id = o.upload_id
      SEMI JOIN staging_booked_orders k ON k.source_id = o.source_id WHERE o.connection_id = ${connection}),
  states AS (SELECT k.source_id AS ticket_id, l.order_id, l.layer, t.source_id IS NOT NULL AS stands, t.total_minor, t.currency,
      t.performance_id, coalesce(p.event_id, t.event_id) AS event_id,
      CASE WHEN l.last_before IS NULL THEN l.first_transaction_at WHEN l.last_transaction_at > l.last_before
        THEN l.last_transaction_at ELSE l.loaded_at END AS effective_at,
      CASE WHEN l.last_before IS NULL THEN 'order_first' WHEN l.last_transaction_at > l.last_before
        THEN 'order_last' ELSE 'bounded' END AS effective_basis
    FROM layers l JOIN staging_booked_tickets k ON k.order_id = l.order_id
      LEFT JOIN uploaded_tickets t ON t.source_id = k.source_id AND t.upload_id = l.upload_id AND t.connection_id = ${connection}
      LEFT JOIN performances p ON p.source_id = t.performance_id AND p.connection_id = ${connection})
  SELECT *, coalesce(lag(stands) OVER w, false) AS stood, lag(total_minor) OVER w AS total_before,
    lag(currency) OVER w AS currency_before, lag(performance_id) OVER w AS performance_before, lag(event_id) OVER w AS event_before
  FROM states WINDOW w AS (PARTITION BY ticket_id ORDER BY layer)`;
}

const MOVED = '(currency <> currency_before OR performance_id <> performance_before)';

/** What the standing layers say has happened. */
const HAPPENED = `
  SELECT ticket_id, layer AS place, 'issue' AS kind, 1 AS quantity, total_minor AS amount_minor, currency, order_id, performance_id, event_id,
    effective_at, effective_basis
  FROM staging_states WHERE stands AND (NOT stood OR ${MOVED})
  UNION ALL
  SELECT ticket_id, layer, 'price_change', 0, total_minor - total_before, currency, order_id, performance_id, event_id,
    effective_at, effective_basis
  FROM staging_states WHERE stands AND stood AND NOT ${MOVED} AND total_minor <> total_before
  UNION ALL
  SELECT ticket_id, layer, 'return', -1, -total_before, currency_before, order_id, performance_before, event_before,
    effective_at, effective_basis
  FROM staging_states WHERE stood AND (NOT stands OR ${MOVED})`;

const ALIKE = 'ticket_id, kind, quantity, amount_minor, currency, order_id, performance_id, effective_at';

/** What the ledger says too much, as reversals, and what it does not say; each with the last ordinal of its ticket. */
const missing = (connection: string): string => `
  WITH told AS (SELECT m.ticket_id, m.ordinal AS place, m.kind, m.currency, m.order_id, m.performance_id, m.event_id, m.effective_at,
      m.effective_basis, m.ordinal, CASE WHEN m.effective_basis = 'reversal' THEN -1 ELSE 1 END AS sign, m.quantity * sign AS quantity,
      m.amount_minor * sign AS amount_minor
    FROM ticket_movements m SEMI JOIN staging_booked_tickets k ON k.source_id = m.ticket_id WHERE m.connection_id = ${connection}),
  apart AS (SELECT ${ALIKE}, sum(times) AS times, min(place) AS place, any_value(event_id) AS event_id,
      any_value(effective_basis) FILTER (effective_basis <> 'reversal') AS effective_basis
    FROM (SELECT ${ALIKE}, 1 AS times, place, event_id, effective_basis FROM (${HAPPENED})
      UNION ALL SELECT ${ALIKE}, -sign, place, event_id, effective_basis FROM told)
    GROUP BY ${ALIKE} HAVING sum(times) <> 0)
  SELECT a.ticket_id, a.place, a.kind, (a.quantity * sign(a.times))::INTEGER AS quantity,
    (a.amount_minor * sign(a.times))::BIGINT AS amount_minor, a.currency, a.order_id, a.performance_id, a.event_id, a.effective_at,
    CASE WHEN a.times < 0 THEN 'reversal' ELSE a.effective_basis END AS effective_basis, l.last
  FROM (SELECT *, unnest(range(abs(times)::BIGINT)) FROM apart) a
    LEFT JOIN (SELECT ticket_id, max(ordinal) AS last FROM told GROUP BY ticket_id) l ON l.ticket_id = a.ticket_id`;
