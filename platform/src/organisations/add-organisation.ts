import type { Organisation as OrganisationAnswer } from '@illuminate/contract';
import { isZone } from '@illuminate/model';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import { newId } from '../control/new-id.ts';
import { conflict, invalidInput } from '../refusal.ts';
import { describeOrganisation } from './describe-organisation.ts';

export interface AddOrganisation {
  readonly slug: string;
  readonly name: string;
  readonly zone: string;
  readonly currency: string;
  readonly actor: string;
}

/** With keys of its own from the first moment; its store is made by its first sync. */
export async function addOrganisation(
  { db, control, clock, keys }: Pick<Context, 'db' | 'control' | 'clock' | 'keys'>,
  { slug, name, zone, currency, actor }: AddOrganisation,
): Promise<OrganisationAnswer> {
  const wrong = [];
  if (!isZone(zone)) wrong.push({ path: 'body.zone', message: 'is no time zone; write it like Europe/London' });
  if (!Intl.supportedValuesOf('currency').includes(currency)) {
    wrong.push({ path: 'body.currency', message: 'is no currency; write it like GBP' });
  }
  if (wrong.length > 0) throw invalidInput(wrong);
  const organisation = await db.transaction().execute(async (trx) => {
    const now = clock.now();
    const added = await trx
      .insertInto('organisations')
      .values({ id: newId('org'), slug, name, zone, currency, created_at: now })
      .onConflict((on) => on.column('slug').doNothing())
      .returningAll()
      .executeTakeFirst();
    if (added === undefined) {
      throw conflict(`There is an organisation called ${slug} already.`, 'Choose another short name.');
    }
    await keys.createOrganisationKeys(trx, added.id);
    await appendAudit(trx, {
      at: now,
      actor,
      action: 'organisation.added',
      subject: added.id,
      organisationId: added.id,
      details: { slug, zone, currency },
    });
    return added;
  });
  await control.requestDump('organisation.added');
  return describeOrganisation(organisation);
}
