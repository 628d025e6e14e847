import { literal, timestamp } from '../layout.ts';
import type { Session } from '../session.ts';

/** The event of a delivered ticket until its performance is known, since that is all it names. No sender calls an event so. */
export const AWAITED_EVENT = '@awaited';

/** Gives staged tickets the events of their performances, as far as those are known. */
export async function pointStagedTickets(session: Session, connectionId: string): Promise<void> {
  await session.run(`UPDATE staging_tickets s SET event_id = p.event_id FROM performances p
    WHERE p.source_id = s.performance_id AND p.connection_id = ${literal(connectionId)} AND s.event_id <> p.event_id`);
}

/**
 * Lets tickets follow the performances that this load has staged: those that waited for one, and those of one that belongs to
 * another event now. The ledger says the same of them, without any new movement.
 */
export async function followPerformances(session: Session, connectionId: string): Promise<void> {
  const connection = literal(connectionId);
  const moved = `(SELECT p.source_id, p.event_id FROM performances p SEMI JOIN staging_performances s
    ON s.source_id = p.source_id WHERE p.connection_id = ${connection} AND p.event_id <> ${literal(AWAITED_EVENT)}) p`;
  for (const table of ['tickets', 'ticket_movements']) {
    await session.run(`UPDATE ${table} t SET event_id = p.event_id FROM ${moved}
      WHERE p.source_id = t.performance_id AND t.event_id <> p.event_id AND t.connection_id = ${connection}`);
  }
}

/** Whether tickets of this connection are delivered, and so follow their performances. */
export async function isDeliveredTo(session: Session, connectionId: string): Promise<boolean> {
  const rows = await session.rows('SELECT 1 AS one FROM deliveries WHERE connection_id = $1 LIMIT 1', [connectionId]);
  return rows.length > 0;
}

/**
 * Keeps rows for performances that standing tickets name and nobody has told of, so that nothing dangles, and only for those. They
 * are older than anything: whatever the catalogue says of such a performance replaces them.
 */
export async function standInForPerformances(
  session: Session,
  connectionId: string,
  recordedAt: number,
): Promise<void> {
  const connection = literal(connectionId);
  const at = timestamp(recordedAt);
  const never = timestamp(0);
  const awaited = literal(AWAITED_EVENT);
  const waiting = `(SELECT DISTINCT performance_id FROM tickets WHERE connection_id = ${connection} AND event_id = ${awaited}
    AND deleted_at IS NULL) t`;
  await session.run(`
DELETE FROM performances WHERE connection_id = ${connection} AND event_id = ${awaited}
  AND source_id NOT IN (SELECT performance_id FROM ${waiting});
INSERT INTO performances(connection_id, source_id, event_id, zone, cancelled, first_seen, last_seen, requested_at)
  SELECT ${connection}, performance_id, ${awaited}, 'UTC', false, ${at}, ${at}, ${never}
  FROM ${waiting} ANTI JOIN (SELECT source_id FROM performances WHERE connection_id = ${connection}) p
    ON p.source_id = t.performance_id;
DELETE FROM events WHERE connection_id = ${connection} AND source_id = ${awaited}
  AND NOT EXISTS (FROM performances WHERE connection_id = ${connection} AND event_id = ${awaited});
INSERT INTO events(connection_id, source_id, name, first_seen, last_seen, requested_at)
  SELECT ${connection}, ${awaited}, 'Not in the catalogue yet', ${at}, ${at}, ${never}
  WHERE EXISTS (FROM performances WHERE connection_id = ${connection} AND event_id = ${awaited})
    AND NOT EXISTS (FROM events WHERE connection_id = ${connection} AND source_id = ${awaited})`);
}
