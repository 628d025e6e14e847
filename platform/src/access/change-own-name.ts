import { appendAudit } from '../audit/append.ts';
import { personAsActor } from '../audit/say-actor.ts';
import type { Context } from '../context.ts';
import type { PersonPrincipal } from './principal.ts';

export interface ChangeOwnName {
  readonly principal: PersonPrincipal;
  readonly name: string;
}

/** By the person themselves, under the name of before. A name that is theirs already changes nothing. */
export async function changeOwnName(
  { db, control, clock }: Pick<Context, 'db' | 'control' | 'clock'>,
  { principal: { personId: id, name: before }, name }: ChangeOwnName,
): Promise<{ name: string }> {
  if (name === before) return { name };
  await db.transaction().execute(async (trx) => {
    await trx.updateTable('people').set({ name }).where('id', '=', id).execute();
    await appendAudit(trx, {
      at: clock.now(),
      actor: personAsActor({ id, name: before }),
      action: 'person.renamed',
      subject: id,
      organisationId: null,
      details: { before, name },
    });
  });
  await control.requestDump('person.renamed');
  return { name };
}
