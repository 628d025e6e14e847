// Invented people of the demo, one at least of each role. None has a password: one looks around as them, on this machine.
import type { OrganisationRole, PlatformRole } from '@illuminate/contract';
import { emailKey } from '../access/email-key.ts';
import type { Context } from '../context.ts';
import { newId } from '../control/new-id.ts';

interface DemoPerson {
  readonly name: string;
  readonly email: string;
  readonly memberships?: Readonly<Record<string, OrganisationRole>>;
  readonly roles?: readonly { readonly role: PlatformRole; readonly provider?: string }[];
}

const PEOPLE: readonly DemoPerson[] = [
  { name: 'Asha Rao', email: 'asha.rao@riverside.example', memberships: { riverside: 'organisation-admin' } },
  { name: 'Tom Okafor', email: 'tom.okafor@riverside.example', memberships: { riverside: 'insights-administrator' } },
  { name: 'Mair Pugh', email: 'mair.pugh@riverside.example', memberships: { riverside: 'member' } },
  {
    name: 'Jonas Lindqvist',
    email: 'jonas@two-houses.example',
    memberships: { harbour: 'organisation-admin', mill: 'member' },
  },
  { name: 'Ruth Adeyemi', email: 'ruth@fenwick.example', memberships: { fenwick: 'organisation-admin' } },
  { name: 'Callum Reid', email: 'callum@fenwick.example', memberships: { fenwick: 'insights-administrator' } },
  { name: 'Beth Oram', email: 'beth@fenwick.example', memberships: { fenwick: 'member' } },
  { name: 'Priya Nair', email: 'priya.nair@desk.example', roles: [{ role: 'support-desk' }] },
  { name: 'Ewan Sharp', email: 'ewan.sharp@platform.example', roles: [{ role: 'platform-admin' }] },
  {
    name: 'Clare Whitmore',
    email: 'clare.whitmore@provider.example',
    roles: [{ role: 'provider-contact', provider: 'spektrix' }],
  },
  { name: 'Hannah Bell', email: 'hannah.bell@funder.example', roles: [{ role: 'funder-reader' }] },
];

/** Makes whoever is not there yet; organisations that the demo does not have are left out. */
export async function settlePeople({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<void> {
  const theirs = [...new Set(PEOPLE.flatMap(({ memberships = {} }) => Object.keys(memberships)))];
  const organisations = await db
    .selectFrom('organisations')
    .select(['id', 'slug'])
    .where('slug', 'in', theirs)
    .execute();
  const first = clock.now().getTime();
  for (const [at, { name, email, memberships = {}, roles = [] }] of PEOPLE.entries()) {
    // One after the other, as lists show them.
    const since = new Date(first + at);
    await db.transaction().execute(async (trx) => {
      const added = await trx
        .insertInto('people')
        .values({
          ...{ id: newId('per'), name, email, email_key: emailKey(email), password_hash: null, demo: true },
          ...{ created_at: since, last_seen_at: null, disabled_at: null },
        })
        .onConflict((on) => on.column('email_key').doNothing())
        .returning('id')
        .executeTakeFirst();
      if (added === undefined) return;
      const person_id = added.id;
      const member = organisations.flatMap(({ id, slug }) => {
        const role = memberships[slug];
        return role === undefined ? [] : [{ person_id, organisation_id: id, role, since }];
      });
      if (member.length > 0) await trx.insertInto('memberships').values(member).execute();
      if (roles.length > 0) {
        await trx
          .insertInto('platform_roles')
          .values(roles.map(({ role, provider = '' }) => ({ person_id, role, provider, since })))
          .execute();
      }
    });
  }
}
