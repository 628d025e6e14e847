import { literal, timestamp } from '../layout.ts';
import type { Session } from '../session.ts';
import { FRESH } from './compare-fresh.ts';

/** What was refused before and could be read when all was loaded from scratch is settled. */
export async function settleRejects(session: Session, connectionId: string, recordedAt: number): Promise<void> {
  const connection = literal(connectionId);
  await session.run(`UPDATE rejects r SET resolved_at = ${timestamp(recordedAt)}
    WHERE r.connection_id = ${connection} AND r.resolved_at IS NULL AND r.stream = 'orders'
      AND r.source_id IN (SELECT source_id FROM ${FRESH}.orders WHERE connection_id = ${connection})
      AND r.source_id NOT IN (SELECT source_id FROM ${FRESH}.rejects
        WHERE connection_id = ${connection} AND resolved_at IS NULL AND source_id IS NOT NULL)`);
}
