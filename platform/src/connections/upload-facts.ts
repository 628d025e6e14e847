import { type Kysely, sql } from 'kysely';
import type { ControlTables } from '../control/schema.ts';

/** What of uploads a connection's status is worked out from. */
export interface UploadStatusFacts {
  /** Uploads that stand. */
  readonly loaded: number;
  readonly lastAt: Date | null;
  /** The latest sale, or day of figures, that any of them tells of; no later than that it was loaded. */
  readonly coveredTo: Date | null;
}

/** Whoever uploads does so by the month; after so long somebody may have forgotten. */
const FORGOTTEN_AFTER_MS = 45 * 86_400_000;

export function areUploadsForgotten(uploads: UploadStatusFacts | null, now: Date): boolean {
  return uploads?.lastAt != null && now.getTime() - uploads.lastAt.getTime() > FORGOTTEN_AFTER_MS;
}

const NONE: UploadStatusFacts = { loaded: 0, lastAt: null, coveredTo: null };

/** Of connections of method `upload` with these ids. */
export async function gatherUploads(
  db: Kysely<ControlTables>,
  ids: readonly string[],
): Promise<Map<string, UploadStatusFacts>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('uploads')
    .select([
      'connection_id',
      sql<number>`count(*)::integer`.as('loaded'),
      sql<Date | null>`max((receipt ->> 'at')::timestamptz)`.as('last_at'),
      // A list of events reaches far into what is to come, and covers no sales.
      sql<Date | null>`max(least((receipt -> 'totals' ->> 'to')::timestamptz, (receipt ->> 'at')::timestamptz))
        filter (where kind <> 'events')`.as('covered_to'),
    ])
    .where('connection_id', 'in', ids)
    .where('state', '=', 'loaded')
    .groupBy('connection_id')
    .execute();
  const found = rows.map(({ connection_id: id, loaded, last_at: lastAt, covered_to: coveredTo }) => {
    return [id ?? '', { loaded, lastAt, coveredTo }] as const;
  });
  return new Map([...ids.map((id) => [id, NONE] as const), ...found]);
}
