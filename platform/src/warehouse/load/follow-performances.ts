import { literal, timestamp } from '../layout.ts';
import type { Session } from '../session.ts';

/** The event of a delivered ticket until its performance is known: what is delivered names performances alone. */
export const AWAITED_EVENT = 'awaited';
const EVIDENCE = 'awaited';

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
 * Rows for performances that tickets name and nobody has told of, so that nothing dangles. They are marked as not there, and older
 * than anything: whatever the catalogue says of them replaces them.
 */
export async function standInForPerformances(
  session: Session,
  connectionId: string,
  recordedAt: number,
): Promise<void> {
  const connection = literal(connectionId);
  const at = timestamp(recordedAt);
  const never = timestamp(0);
  await session.run(`
INSERT INTO performances(connection_id, source_id, event_id, starts_at, starts_local, zone, cancelled, first_seen, last_seen,
    requested_at, deleted_at, deletion_evidence)
  SELECT ${connection}, performance_id, ${literal(AWAITED_EVENT)}, ${never}, ${never}, 'UTC', false, ${at}, ${at}, ${never}, ${at},
    ${literal(EVIDENCE)}
  FROM (SELECT DISTINCT performance_id FROM tickets WHERE connection_id = ${connection} AND event_id = ${literal(AWAITED_EVENT)}) t
    ANTI JOIN (SELECT source_id FROM performances WHERE connection_id = ${connection}) p ON p.source_id = t.performance_id;
INSERT INTO events(connection_id, source_id, name, first_seen, last_seen, requested_at, deleted_at, deletion_evidence)
  SELECT ${connection}, ${literal(AWAITED_EVENT)}, 'Not in the catalogue yet', ${at}, ${at}, ${never}, ${at}, ${literal(EVIDENCE)}
  WHERE EXISTS (FROM performances WHERE connection_id = ${connection} AND event_id = ${literal(AWAITED_EVENT)})
    AND NOT EXISTS (FROM events WHERE connection_id = ${connection} AND source_id = ${literal(AWAITED_EVENT)})`);
}
