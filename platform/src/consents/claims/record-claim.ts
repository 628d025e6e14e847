import { sql, type Transaction } from 'kysely';
import { appendAudit } from '../../audit/append.ts';
import { json } from '../../control/json.ts';
import { newId } from '../../control/new-id.ts';
import type { Connection } from '../../control/schema/connections.ts';
import type { ClaimRow } from '../../control/schema/consents.ts';
import type { ControlTables } from '../../control/schema.ts';
import { CODE_LIVES_MS, newClaimCode } from './claim-code.ts';

/** Any number, the same in every process: two organisations must not be given one client at once. */
const CLAIM_LOCK = 4_310_003;

/** Until the transaction ends nobody else decides about claims. */
export async function lockClaims(trx: Transaction<ControlTables>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(CLAIM_LOCK)})`.execute(trx);
}

export interface RecordClaim {
  readonly connection: Pick<Connection, 'id' | 'name' | 'organisation_id' | 'provider'>;
  readonly client: string;
  /** Whether the operator vouches for it; otherwise it waits to be proven. */
  readonly by: 'operator' | { readonly slug: string };
  readonly actor: string;
  readonly now: Date;
}

/** Within the transaction of the deed, under the lock. The claim of before ends. */
export async function recordClaim(
  trx: Transaction<ControlTables>,
  { connection, client, by, actor, now }: RecordClaim,
): Promise<ClaimRow> {
  await endClaim(trx, connection.id, now);
  const proven = by === 'operator';
  const claim = await trx
    .insertInto('claims')
    .values({
      id: newId('clm'),
      connection_id: connection.id,
      organisation_id: connection.organisation_id,
      provider: connection.provider,
      client,
      state: proven ? 'proven' : 'waiting',
      why_desk: null,
      code: proven ? null : newClaimCode(by.slug),
      code_until: proven ? null : new Date(now.getTime() + CODE_LIVES_MS),
      note: null,
      evidence: proven ? json({ by: 'operator', actor }) : null,
      looked_at: null,
      started_by: actor,
      started_at: now,
      decided_at: proven ? now : null,
      ended_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await appendAudit(trx, {
    at: now,
    actor,
    action: proven ? 'claim.vouched' : 'claim.started',
    subject: connection.id,
    organisationId: connection.organisation_id,
    details: { connection: connection.name, claim: claim.id, client },
  });
  return claim;
}

export async function endClaim(trx: Transaction<ControlTables>, connectionId: string, now: Date): Promise<void> {
  await trx
    .updateTable('claims')
    .set({ ended_at: now })
    .where('connection_id', '=', connectionId)
    .where('ended_at', 'is', null)
    .execute();
}

/** A connection that is stopped waits for no code any more; a client that was proven to be its own stays so until another proves it. */
export async function withdrawUnproven(
  trx: Transaction<ControlTables>,
  { connection, actor, now }: Pick<RecordClaim, 'connection' | 'actor' | 'now'>,
): Promise<void> {
  const claim = await trx
    .updateTable('claims')
    .set({ ended_at: now })
    .where('connection_id', '=', connection.id)
    .where('state', '<>', 'proven')
    .where('ended_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
  if (claim === undefined) return;
  await appendAudit(trx, {
    at: now,
    actor,
    action: 'claim.withdrawn',
    subject: connection.id,
    organisationId: connection.organisation_id,
    details: { connection: connection.name, claim: claim.id, client: claim.client },
  });
}
