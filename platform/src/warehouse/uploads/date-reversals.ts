import { literal, timestamp } from '../layout.ts';

export interface Dating {
  readonly connectionId: string;
  readonly recordedAt: number;
  /** Which of `staging_booked_tickets`, called `k`. */
  readonly of: string;
}

/**
 * For tickets that were in several orders, whose layers alone do not tell which order had them: a movement that was recorded now and
 * undoes the one before it takes its kind and its day, as its reversal.
 */
export const datedByWhatTheyReverse = ({ connectionId, recordedAt, of }: Dating): string => `
  UPDATE ticket_movements m SET kind = b.kind, effective_at = b.effective_at, effective_basis = 'reversal',
    movement_id = md5(concat_ws(chr(31), m.connection_id, m.ticket_id, m.ordinal, b.kind, m.amount_minor))
  FROM (SELECT p.ticket_id, arg_max(p.kind, p.ordinal) AS kind, arg_max(p.effective_at, p.ordinal) AS effective_at,
      arg_max(p.quantity, p.ordinal) AS quantity, max(p.ordinal) AS ordinal
    FROM ticket_movements p SEMI JOIN (FROM staging_booked_tickets k WHERE ${of}) k ON k.source_id = p.ticket_id
    WHERE p.connection_id = ${literal(connectionId)} AND p.recorded_at < ${timestamp(recordedAt)} GROUP BY p.ticket_id) b
  WHERE m.connection_id = ${literal(connectionId)} AND m.recorded_at = ${timestamp(recordedAt)} AND b.ticket_id = m.ticket_id
    AND m.ordinal = b.ordinal + 1 AND m.quantity = -b.quantity AND m.quantity <> 0`;
