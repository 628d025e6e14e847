import type { Output } from '@illuminate/contract';
import { appendAudit } from '../../audit/append.ts';
import type { Context } from '../../context.ts';
import { json } from '../../control/json.ts';
import { conflict, notFound, notPossibleNow } from '../../refusal.ts';
import { lockClaims } from './record-claim.ts';
import { holderOf, releaseStopped } from './rivals.ts';

export interface DecideClaim {
  readonly claim: string;
  readonly approve: boolean;
  /** What the desk knows it by. The organisation reads it where the claim is declined. */
  readonly evidence: string;
  readonly actor: string;
}

/** The desk decides whose client it is. Who holds it now must be stopped first: nobody loses a box office unseen. */
export async function decideClaim(
  context: Pick<Context, 'db' | 'control' | 'clock' | 'changes'>,
  { claim: id, approve, evidence, actor }: DecideClaim,
): Promise<Output<'decideClaim'>> {
  const decided = await context.db.transaction().execute(async (trx) => {
    await lockClaims(trx);
    const claim = await trx
      .selectFrom('claims')
      .selectAll()
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    if (claim === undefined) throw notFound('claim with this id');
    if (claim.state === 'proven' || claim.state === 'declined') {
      throw notPossibleNow('This claim has been decided already.', 'Look at the list again.', 'operator');
    }
    const now = context.clock.now();
    if (approve) {
      const holder = await holderOf(trx, claim);
      if (holder !== undefined) {
        throw conflict(
          `The client ${claim.client} is ${holder.organisation}’s, by the connection ${holder.connection}.`,
          `Make sure whose client it is; stop ${holder.connection} first if it is the wrong one.`,
          'operator',
        );
      }
      await releaseStopped(trx, claim, now);
    }
    const { connection } = await trx
      .selectFrom('connections')
      .select('name as connection')
      .where('id', '=', claim.connection_id)
      .executeTakeFirstOrThrow();
    const seen = typeof claim.evidence?.seenAt === 'string' ? { codeSeenAt: claim.evidence.seenAt } : {};
    await trx
      .updateTable('claims')
      .set({
        state: approve ? 'proven' : 'declined',
        evidence: json({ by: 'desk', actor, note: evidence, ...seen }),
        decided_at: now,
      })
      .where('id', '=', claim.id)
      .execute();
    await appendAudit(trx, {
      at: now,
      actor,
      action: approve ? 'claim.approved' : 'claim.declined',
      subject: claim.connection_id,
      organisationId: claim.organisation_id,
      details: { connection, claim: claim.id, client: claim.client, evidence },
    });
    return { connectionId: claim.connection_id, connection };
  });
  context.changes.changed(decided.connectionId);
  await context.control.requestDump('claim.decided');
  return { connection: decided.connection, state: approve ? 'proven' : 'declined' };
}
