import { type Kysely, sql } from 'kysely';
import type { ClaimRow, ClaimState } from '../../control/schema/consents.ts';
import type { ControlTables } from '../../control/schema.ts';

export interface Rival {
  readonly connectionId: string;
  readonly connection: string;
  readonly organisation: string;
  readonly state: ClaimState;
}

type Whose = Pick<ClaimRow, 'provider' | 'client' | 'connection_id'>;

/** Who holds this client already. One whom a person stopped holds it no longer. */
export async function holderOf(db: Kysely<ControlTables>, claim: Whose): Promise<Rival | undefined> {
  return (await othersOn(db, claim)).find(({ state }) => state === 'proven');
}

/** Everybody else who holds this client, or says that it is theirs and may still prove it. */
export async function rivalsOf(db: Kysely<ControlTables>, claim: Whose, now: Date): Promise<Rival[]> {
  return (await othersOn(db, claim)).filter(
    ({ state, codeUntil }) =>
      state === 'proven' || state === 'at-desk' || (state === 'waiting' && codeUntil !== null && codeUntil > now),
  );
}

async function othersOn(
  db: Kysely<ControlTables>,
  claim: Whose,
): Promise<(Rival & { readonly codeUntil: Date | null })[]> {
  return db
    .selectFrom('claims')
    .innerJoin('connections', 'connections.id', 'claims.connection_id')
    .innerJoin('organisations', 'organisations.id', 'claims.organisation_id')
    .select([
      'connections.id as connectionId',
      'connections.name as connection',
      'organisations.name as organisation',
      'claims.state as state',
      'claims.code_until as codeUntil',
    ])
    .where('claims.provider', '=', claim.provider)
    .where(sql`lower(claims.client)`, '=', claim.client.toLowerCase())
    .where('claims.connection_id', '<>', claim.connection_id)
    .where('claims.ended_at', 'is', null)
    .where((eb) =>
      eb.not(eb.and([eb('connections.state', '=', 'stopped'), eb('connections.state_reason', '=', 'by-person')])),
    )
    .orderBy('claims.started_at')
    .limit(100)
    .execute();
}

/** Claims of those who were stopped by a person end when somebody else's is proven. */
export async function releaseStopped(
  db: Kysely<ControlTables>,
  { provider, client, connection_id }: Whose,
  now: Date,
): Promise<void> {
  await db
    .updateTable('claims')
    .set({ ended_at: now })
    .where('provider', '=', provider)
    .where(sql`lower(client)`, '=', client.toLowerCase())
    .where('connection_id', '<>', connection_id)
    .where('state', '=', 'proven')
    .where('ended_at', 'is', null)
    .where('connection_id', 'in', (eb) =>
      eb.selectFrom('connections').select('id').where('state', '=', 'stopped').where('state_reason', '=', 'by-person'),
    )
    .execute();
}
