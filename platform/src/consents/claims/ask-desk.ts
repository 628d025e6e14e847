import { appendAudit } from '../../audit/append.ts';
import type { Context } from '../../context.ts';
import type { Connection } from '../../control/schema/connections.ts';
import { notPossibleNow } from '../../refusal.ts';
import { openClaim } from './open-claim.ts';
import { lockClaims } from './record-claim.ts';

export interface AskDesk {
  readonly connection: Connection;
  readonly note: string;
  readonly actor: string;
}

/** For whoever cannot put a code anywhere: the desk finds out by its own means. */
export async function askDesk(
  context: Pick<Context, 'db' | 'control' | 'clock' | 'changes'>,
  { connection, note, actor }: AskDesk,
): Promise<void> {
  await context.db.transaction().execute(async (trx) => {
    await lockClaims(trx);
    const claim = await openClaim(trx, connection.id);
    if (claim === undefined || !['waiting', 'declined'].includes(claim.state)) {
      throw notPossibleNow(
        claim?.state === 'at-desk'
          ? `The support desk has the claim of ${connection.name} already.`
          : `${connection.name} has nothing that the desk could decide.`,
        'Look at its status, which says what it waits for.',
      );
    }
    await trx
      .updateTable('claims')
      .set({ state: 'at-desk', why_desk: 'asked', note, evidence: null, decided_at: null })
      .where('id', '=', claim.id)
      .execute();
    await appendAudit(trx, {
      at: context.clock.now(),
      actor,
      action: 'claim.desk-asked',
      subject: connection.id,
      organisationId: connection.organisation_id,
      details: { connection: connection.name, claim: claim.id, client: claim.client },
    });
  });
  context.changes.changed(connection.id);
  await context.control.requestDump('claim.desk-asked');
}
