import { appendAudit } from '../../audit/append.ts';
import type { Context } from '../../context.ts';
import { json } from '../../control/json.ts';
import type { ClaimRow } from '../../control/schema/consents.ts';
import { lockClaims } from './record-claim.ts';
import { releaseStopped, rivalsOf } from './rivals.ts';

/** The code was seen in the client's own data: proven, unless somebody else says the same, which the desk decides. */
export async function codeSeen(
  context: Pick<Context, 'db' | 'control' | 'clock' | 'changes'>,
  claim: ClaimRow,
): Promise<void> {
  const now = context.clock.now();
  const decided = await context.db.transaction().execute(async (trx) => {
    await lockClaims(trx);
    const still = await trx
      .selectFrom('claims')
      .innerJoin('connections', 'connections.id', 'claims.connection_id')
      .select('connections.name as connection')
      .where('claims.id', '=', claim.id)
      .where('claims.state', '=', 'waiting')
      .where('claims.code', '=', claim.code)
      .where('claims.ended_at', 'is', null)
      .where('connections.state', '=', 'waiting_for_consent')
      .executeTakeFirst();
    if (still === undefined) return false;
    const rivals = await rivalsOf(trx, claim, now);
    const proven = rivals.length === 0;
    if (proven) await releaseStopped(trx, claim, now);
    await trx
      .updateTable('claims')
      .set({
        state: proven ? 'proven' : 'at-desk',
        why_desk: proven ? null : 'rival',
        evidence: json({ by: 'code', code: claim.code, seenAt: now.toISOString() }),
        decided_at: proven ? now : null,
      })
      .where('id', '=', claim.id)
      .execute();
    await appendAudit(trx, {
      at: now,
      actor: 'the box office',
      action: proven ? 'claim.proven' : 'claim.rival',
      subject: claim.connection_id,
      organisationId: claim.organisation_id,
      details: { connection: still.connection, claim: claim.id, client: claim.client, code: claim.code },
    });
    return true;
  });
  if (!decided) return;
  context.changes.changed(claim.connection_id);
  await context.control.requestDump('claim.decided');
}
