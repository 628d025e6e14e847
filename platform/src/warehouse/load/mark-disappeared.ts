import { literal, timestamp } from '../layout.ts';
import { packColumn } from '../packed-text.ts';
import type { Session } from '../session.ts';
import type { LoadRequest } from '../store-types.ts';

/**
 * Marks performances as deleted that a feed no longer has. One that has begun stays as it is, whatever the caller took it for:
 * a feed tells what is to come, so that its silence on what is over means nothing.
 * @returns how many
 */
export async function markDisappeared(
  session: Session,
  { connectionId, disappeared }: Pick<LoadRequest, 'connectionId' | 'disappeared'>,
  recordedAt: number,
): Promise<number> {
  if (!disappeared || disappeared.performances.length === 0) return 0;
  return session.run(
    `UPDATE performances t SET deleted_at = ${timestamp(recordedAt)}, deletion_evidence = 'absent',
       requested_at = ${timestamp(disappeared.requestedAt)}
     FROM (SELECT DISTINCT unnest(string_split(decode($1), chr(31))) AS source_id) s
     WHERE t.source_id = s.source_id AND t.connection_id = ${literal(connectionId)} AND t.deleted_at IS NULL
       AND t.starts_at > ${timestamp(recordedAt)} AND t.requested_at < ${timestamp(disappeared.requestedAt)}`,
    [packColumn([...disappeared.performances])],
  );
}
