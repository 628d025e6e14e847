import type { Context } from '../context.ts';
import type { PersonPrincipal, PersonRoles } from './principal.ts';

type Found = Pick<PersonPrincipal, 'personId' | 'name' | 'email'> & PersonRoles;

/** Somebody with an account that is open, and all their roles; null for anybody else. */
export async function findPerson({ db }: Pick<Context, 'db'>, personId: string): Promise<Found | null> {
  const person = await db
    .selectFrom('people')
    .select(['id', 'name', 'email'])
    .where('id', '=', personId)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  if (person === undefined) return null;
  return { personId: person.id, name: person.name, email: person.email, ...(await rolesOf({ db }, personId)) };
}

export async function rolesOf({ db }: Pick<Context, 'db'>, personId: string): Promise<PersonRoles> {
  const memberships = await db
    .selectFrom('memberships')
    .select(['organisation_id', 'role'])
    .where('person_id', '=', personId)
    .orderBy('organisation_id')
    .execute();
  const platformRoles = await db
    .selectFrom('platform_roles')
    .select(['role', 'provider'])
    .where('person_id', '=', personId)
    .orderBy('role')
    .orderBy('provider')
    .execute();
  return {
    memberships: memberships.map(({ organisation_id, role }) => ({ organisationId: organisation_id, role })),
    platformRoles: platformRoles.map(({ role, provider }) => ({ role, provider: provider === '' ? null : provider })),
  };
}
