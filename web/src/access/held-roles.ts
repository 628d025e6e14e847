import type { OrganisationRole, PlatformRole, Role } from '@illuminate/contract';

/** A role that somebody has, and of what: an organisation, a provider, or the platform. */
export interface HeldRole {
  readonly role: Role;
  readonly of: string | null;
}

interface Holder {
  readonly memberships: readonly {
    readonly role: OrganisationRole;
    readonly organisation: { readonly name: string };
  }[];
  readonly platformRoles: readonly {
    readonly role: PlatformRole;
    readonly provider: { readonly title: string } | null;
  }[];
}

/** Of organisations first, then of the platform. */
export function heldRoles({ memberships, platformRoles }: Holder): HeldRole[] {
  return [
    ...memberships.map(({ role, organisation }) => ({ role, of: organisation.name })),
    ...platformRoles.map(({ role, provider }) => ({ role, of: provider?.title ?? null })),
  ];
}
