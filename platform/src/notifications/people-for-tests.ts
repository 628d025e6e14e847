// Test support: people with an address and a role.
import type { OrganisationRole, PlatformRole } from '@illuminate/contract';
import { emailKey } from '../access/email-key.ts';
import type { Context } from '../context.ts';
import { newId } from '../control/new-id.ts';

export interface PersonForTests {
  readonly name: string;
  readonly email: string;
  readonly role: OrganisationRole | PlatformRole;
  /** Of a role in an organisation. */
  readonly organisationId?: string;
}

export async function addPerson(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  { name, email, role, organisationId }: PersonForTests,
): Promise<void> {
  const since = clock.now();
  const person_id = newId('per');
  await db
    .insertInto('people')
    .values({
      ...{ id: person_id, name, email, email_key: emailKey(email), password_hash: null, demo: false },
      ...{ created_at: since, last_seen_at: null, disabled_at: null },
    })
    .execute();
  if (organisationId === undefined) {
    await db
      .insertInto('platform_roles')
      .values({ person_id, role: role as PlatformRole, provider: '', since })
      .execute();
    return;
  }
  await db
    .insertInto('memberships')
    .values({ person_id, organisation_id: organisationId, role: role as OrganisationRole, since })
    .execute();
}
