import type { OrganisationRole, PlatformRole } from '@illuminate/contract';
import type { Context } from '../context.ts';
import type { PersonRoles } from './principal.ts';

interface DescribedRoles {
  readonly memberships: { organisation: { slug: string; name: string }; role: OrganisationRole }[];
  readonly platformRoles: { role: PlatformRole; provider: { id: string; title: string } | null }[];
}

/** Roles as the API tells of them, organisations in the order of their short names. */
export async function describeRoles(
  { db, connectors }: Pick<Context, 'db' | 'connectors'>,
  { memberships, platformRoles }: PersonRoles,
): Promise<DescribedRoles> {
  const ids = memberships.map(({ organisationId }) => organisationId);
  const organisations =
    ids.length === 0
      ? []
      : await db
          .selectFrom('organisations')
          .select(['id', 'slug', 'name'])
          .where('id', 'in', ids)
          .orderBy('slug')
          .execute();
  return {
    memberships: organisations.flatMap(({ id, slug, name }) =>
      memberships
        .filter(({ organisationId }) => organisationId === id)
        .map(({ role }) => ({ organisation: { slug, name }, role })),
    ),
    platformRoles: platformRoles.map(({ role, provider }) => ({
      role,
      provider: describeProvider(connectors, provider),
    })),
  };
}

export function describeProvider(connectors: Context['connectors'], provider: string | null) {
  return provider === null ? null : { id: provider, title: connectors.get(provider)?.title ?? provider };
}
