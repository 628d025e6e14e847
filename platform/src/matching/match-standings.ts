import type { Kysely } from 'kysely';
import type { ControlTables } from '../control/schema.ts';

export interface MatchStanding {
  readonly matched: number;
  readonly events: number;
}

/** How far each of these connections is matched; those of organisations without activities are not in it. */
export async function readStandings(
  db: Kysely<ControlTables>,
  connectionIds: readonly string[],
): Promise<Map<string, MatchStanding>> {
  if (connectionIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('matching_standings')
    .select(['connection_id', 'matched', 'events'])
    .where('connection_id', 'in', connectionIds)
    .execute();
  return new Map(rows.map(({ connection_id, matched, events }) => [connection_id, { matched, events }]));
}

/** Of all connections of an organisation together; null where matching does not apply. */
export function sumStandings(standings: ReadonlyMap<string, MatchStanding>): MatchStanding | null {
  if (standings.size === 0) return null;
  const all = [...standings.values()];
  return {
    matched: all.reduce((sum, { matched }) => sum + matched, 0),
    events: all.reduce((sum, { events }) => sum + events, 0),
  };
}
