import type { DeliveryFacts, LoadedDelivery, WhichDelivery } from './delivery-types.ts';
import { AWAITED_EVENT } from './load/follow-performances.ts';
import type { Session } from './session.ts';

/** The batch that was loaded under an id or a number, if one was. */
export async function readDelivery(
  session: Session,
  connectionId: string,
  which: WhichDelivery,
): Promise<LoadedDelivery | null> {
  const [column, value] = 'batch' in which ? ['batch', which.batch] : ['sequence', which.sequence];
  const [row] = await session.rows(`SELECT * FROM deliveries WHERE connection_id = $1 AND ${column} = $2 LIMIT 1`, [
    connectionId,
    value,
  ]);
  if (row === undefined) return null;
  return {
    batch: String(row.batch),
    sequence: Number(row.sequence),
    manifestHash: String(row.manifest_hash),
    keyId: String(row.key_id),
    periodFrom: Number(row.period_from),
    periodTo: Number(row.period_to),
    parts: Number(row.parts),
    orders: Number(row.orders),
    tickets: Number(row.tickets),
    performances: Number(row.performances),
    unchanged: Number(row.unchanged),
    loadedAt: Number(row.loaded_at),
  };
}

/** Of spans, the newest only, so that what is read stays small whatever a sender leaves out. */
const SPANS_AT_MOST = 500;
/** Batches from which the usual rhythm is worked out. */
const RHYTHM_OF = 20;

export async function readDeliveryFacts(session: Session, connectionId: string): Promise<DeliveryFacts> {
  const ours = 'FROM deliveries WHERE connection_id = $1';
  const [totals = {}] = await session.rows(
    `SELECT count(*) AS batches, max(sequence) AS last_sequence, max(loaded_at) AS last_loaded_at, max(period_to) AS covered_to,
      (SELECT count(*) FROM tickets WHERE connection_id = $1 AND deleted_at IS NULL AND event_id = $2) AS waiting ${ours}`,
    [connectionId, AWAITED_EVENT],
  );
  const sequences = await session.rows(
    `SELECT min(sequence) AS first, max(sequence) AS last, arg_min(period_from, sequence) AS period_from,
       arg_max(period_to, sequence) AS period_to
     FROM (SELECT sequence, period_from, period_to, sequence - row_number() OVER (ORDER BY sequence) AS island ${ours})
     GROUP BY island ORDER BY first DESC LIMIT ${SPANS_AT_MOST}`,
    [connectionId],
  );
  const periods = await session.rows(
    `SELECT min(period_from) AS first, max(period_to) AS last
     FROM (SELECT *, sum(begins) OVER (ORDER BY period_from, period_to ROWS UNBOUNDED PRECEDING) AS island
       FROM (SELECT period_from, period_to, CASE WHEN period_from <= max(period_to)
           OVER (ORDER BY period_from, period_to ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) THEN 0 ELSE 1 END AS begins
         ${ours}))
     GROUP BY island ORDER BY first DESC LIMIT ${SPANS_AT_MOST}`,
    [connectionId],
  );
  const [rhythm] = await session.rows(
    `SELECT count(step) AS steps, median(step)::BIGINT AS rhythm FROM (
       SELECT epoch_ms(period_to) - lag(epoch_ms(period_to)) OVER (ORDER BY period_to) AS step
       FROM (SELECT DISTINCT period_to ${ours} ORDER BY period_to DESC LIMIT ${RHYTHM_OF + 1})) WHERE step > 0`,
    [connectionId],
  );
  const rising = sequences.reverse();
  return {
    batches: Number(totals.batches),
    lastSequence: numberOrNull(totals.last_sequence),
    lastLoadedAt: numberOrNull(totals.last_loaded_at),
    coveredTo: numberOrNull(totals.covered_to),
    sequences: rising.map(spanOf),
    periods: periods.reverse().map(spanOf),
    gapPeriods: rising
      .slice(1)
      .map(({ period_from: to }, at): [number, number] => [Number(rising[at]?.period_to), Number(to)]),
    rhythmMs: Number(rhythm?.steps) < 2 ? null : numberOrNull(rhythm?.rhythm),
    waitingTickets: Number(totals.waiting),
  };
}

const spanOf = ({ first, last }: Record<string, unknown>): [number, number] => [Number(first), Number(last)];
const numberOrNull = (value: unknown): number | null => (typeof value === 'number' ? value : null);
