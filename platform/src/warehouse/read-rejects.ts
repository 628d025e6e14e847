import type { Session } from './session.ts';
import type { RejectPage, StoredReject } from './store-types.ts';

/** Open rejects before resolved ones, the newest first. The cursor is how many came before. */
export async function readRejects(
  session: Session,
  connectionId: string,
  { cursor = null, limit }: { cursor?: string | null; limit: number },
): Promise<RejectPage> {
  const skipped = cursor === null ? 0 : Number.parseInt(cursor, 10) || 0;
  const rows = await session.rows(
    `SELECT * FROM rejects WHERE connection_id = $1
     ORDER BY resolved_at IS NOT NULL, last_at DESC, stream, source_id, part, page, field, reason LIMIT $2 OFFSET $3`,
    [connectionId, limit + 1, skipped],
  );
  return {
    rejects: rows.slice(0, limit).map(rejectOf),
    nextCursor: rows.length > limit ? String(skipped + limit) : null,
  };
}

function rejectOf(row: Record<string, unknown>): StoredReject {
  const text = (name: string): string => String(row[name]);
  return {
    connectionId: text('connection_id'),
    stream: text('stream'),
    sourceId: row.source_id === null ? null : text('source_id'),
    part: row.part === null ? null : text('part'),
    reason: text('reason'),
    field: text('field'),
    expected: text('expected'),
    nextStep: text('next_step'),
    page: text('page'),
    at: Number(row.last_at),
    firstAt: Number(row.first_at),
    times: Number(row.times),
    resolvedAt: row.resolved_at === null ? null : Number(row.resolved_at),
  };
}
