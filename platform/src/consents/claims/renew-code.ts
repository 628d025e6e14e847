import type { Context } from '../../context.ts';
import type { Connection } from '../../control/schema/connections.ts';
import { notPossibleNow } from '../../refusal.ts';
import { openClaim } from './open-claim.ts';
import { lockClaims, recordClaim } from './record-claim.ts';
import { refuseTooMany } from './refuse-too-many.ts';

/** A fresh code for the same client; the one of before proves nothing any more. */
export async function renewCode(
  context: Pick<Context, 'db' | 'control' | 'clock' | 'changes'>,
  { connection, actor }: { readonly connection: Connection; readonly actor: string },
): Promise<void> {
  await refuseTooMany(context, { id: connection.organisation_id });
  await context.db.transaction().execute(async (trx) => {
    await lockClaims(trx);
    const claim = await openClaim(trx, connection.id);
    if (claim === undefined || claim.state === 'proven' || connection.state !== 'waiting_for_consent') {
      throw notPossibleNow(
        `${connection.name} waits for no code.`,
        'Look at its status, which says what it waits for.',
      );
    }
    if (claim.why_desk === 'rival') {
      throw notPossibleNow(
        `The support desk is looking at the claim of ${connection.name}.`,
        'Wait for its decision; it is shown here.',
        'operator',
      );
    }
    const { slug } = await trx
      .selectFrom('organisations')
      .select('slug')
      .where('id', '=', connection.organisation_id)
      .executeTakeFirstOrThrow();
    await recordClaim(trx, { connection, client: claim.client, by: { slug }, actor, now: context.clock.now() });
  });
  context.changes.changed(connection.id);
  await context.control.requestDump('claim.started');
}
