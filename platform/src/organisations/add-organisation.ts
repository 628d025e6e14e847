import type { InvitationMade, Organisation as OrganisationAnswer } from '@illuminate/contract';
import { isZone } from '@illuminate/model';
import { describeMade, inviteWithin } from '../access/invite.ts';
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
  /** The e-mail address of whoever is to be its first administrator, invited in the same step. */
  readonly admin?: string | undefined;
  /** Of the person who adds it; null or left out for a key. */
  readonly ownEmail?: string | null;
}

/** With keys of its own from the first moment; its store is made by its first sync. */
export async function addOrganisation(
  context: Pick<Context, 'db' | 'control' | 'clock' | 'keys' | 'connectors' | 'config' | 'address'>,
  { slug, name, zone, currency, actor, admin, ownEmail = null }: AddOrganisation,
): Promise<OrganisationAnswer & { invitation: InvitationMade | null }> {
  const { db, control, clock, keys } = context;
  const wrong = [];
  if (!isZone(zone)) wrong.push({ path: 'body.zone', message: 'is no time zone; write it like Europe/London' });
  if (!Intl.supportedValuesOf('currency').includes(currency)) {
    wrong.push({ path: 'body.currency', message: 'is no currency; write it like GBP' });
  }
  if (wrong.length > 0) throw invalidInput(wrong);
  const { organisation, made } = await db.transaction().execute(async (trx) => {
    const now = clock.now();
    const added = await trx
      .insertInto('organisations')
      .values({ id: newId('org'), slug, name, zone, currency, created_at: now })
      .onConflict((on) => on.column('slug').doNothing())
      .returningAll()
      .executeTakeFirst();
    if (added === undefined) {
      throw conflict(`There is an organisation called ${slug} already.`, 'Choose another short name.', 'operator');
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
    if (admin === undefined) return { organisation: added, made: null };
    const invited = { email: admin, role: 'organisation-admin', organisationId: added.id, provider: null } as const;
    return { organisation: added, made: await inviteWithin(context, trx, { ...invited, actor, ownEmail }) };
  });
  await control.requestDump('organisation.added');
  const invitation = made === null ? null : await describeMade(context, made);
  return { ...describeOrganisation(organisation), invitation };
}
