import { literal, timestamp } from '../layout.ts';
import type { Session } from '../session.ts';

export interface Remarking {
  readonly connectionId: string;
  /** When the movements were recorded that this transaction has written, and no others of the connection (ms). */
  readonly recordedAt: number;
  /** Whether an upload is taken back or put back, rather than loaded. */
  readonly isReversal: boolean;
}

/**
 * Dates movements by what they reverse: each takes effect when the movement of its ticket before it did, so that on the clock of what
 * happened both cancel out, while the day on which we learned of it keeps the reversal. A ticket that is uploaded again after it was
 * taken back stands from when it was first sold.
 */
export async function remarkReversals(
  session: Session,
  { connectionId, recordedAt, isReversal }: Remarking,
): Promise<void> {
  const ours = `connection_id = ${literal(connectionId)}`;
  const at = timestamp(recordedAt);
  const [some] = isReversal
    ? []
    : await session.rows(
        `SELECT EXISTS (FROM ticket_movements WHERE ${ours} AND effective_basis = 'reversal' AND recorded_at < ${at}) AS any`,
      );
  if (!isReversal && some?.any !== true) return;
  await session.run(`UPDATE ticket_movements m
    SET effective_at = b.effective_at, effective_basis = ${isReversal ? "'reversal'" : "'order_first'"}
    FROM (SELECT ticket_id, arg_max(effective_at, ordinal) AS effective_at, arg_max(effective_basis, ordinal) AS basis
      FROM ticket_movements p
        SEMI JOIN (SELECT ticket_id FROM ticket_movements WHERE ${ours} AND recorded_at = ${at}) w ON w.ticket_id = p.ticket_id
      WHERE ${ours} AND recorded_at < ${at} GROUP BY ticket_id) b
    WHERE m.${ours} AND m.recorded_at = ${at} AND b.ticket_id = m.ticket_id${isReversal ? '' : " AND b.basis = 'reversal'"}`);
}
