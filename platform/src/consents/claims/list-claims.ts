import type { DeskClaim } from '@illuminate/contract';
import type { Context } from '../../context.ts';
import { rivalsOf } from './rivals.ts';

const MOST = 200;

/** What the desk may have to decide: claims that wait, those that were handed to it first, the oldest first. */
export async function listClaims({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<DeskClaim[]> {
  const now = clock.now();
  const rows = await db
    .selectFrom('claims')
    .innerJoin('connections', 'connections.id', 'claims.connection_id')
    .innerJoin('organisations', 'organisations.id', 'claims.organisation_id')
    .selectAll('claims')
    .select(['connections.name as connection', 'organisations.name as organisation', 'organisations.slug as slug'])
    .where('claims.state', 'in', ['waiting', 'at-desk'])
    .where('claims.ended_at', 'is', null)
    .where('connections.state', '=', 'waiting_for_consent')
    .orderBy('claims.state')
    .orderBy('claims.started_at')
    .limit(MOST)
    .execute();
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      connection: row.connection,
      organisation: { slug: row.slug, name: row.organisation },
      provider: row.provider,
      client: row.client,
      state: row.state,
      whyDesk: row.why_desk,
      note: row.note,
      code: row.code,
      codeUntil: row.code_until?.toISOString() ?? null,
      codeSeenAt: typeof row.evidence?.seenAt === 'string' ? row.evidence.seenAt : null,
      startedBy: row.started_by,
      startedAt: row.started_at.toISOString(),
      rivals: (await rivalsOf(db, row, now)).map(({ connection, organisation, state }) => ({
        connection,
        organisation,
        state,
      })),
    })),
  );
}
