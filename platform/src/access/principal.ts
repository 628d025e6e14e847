import type { OrganisationRole, PlatformRole } from '@illuminate/contract';
import { personAsActor } from '../audit/say-actor.ts';

/** Who calls. */
export type Principal =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'operator'; readonly keyId: string; readonly viaCookie: boolean; readonly expiresAt: Date | null }
  /** Anybody at this very machine, while the demo runs: sees and does what organisations may, not what the operator may. */
  | { readonly kind: 'demo'; readonly viaCookie: true; readonly expiresAt: Date }
  | {
      readonly kind: 'organisation';
      readonly keyId: string;
      readonly organisationId: string;
      readonly scopes: readonly string[];
      readonly viaCookie: boolean;
      readonly expiresAt: Date | null;
    }
  | PersonPrincipal;

/** Somebody who signed in, with the roles of this very moment. */
export interface PersonPrincipal extends PersonRoles {
  readonly kind: 'person';
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  /** As its owner knows it; not the token. */
  readonly sessionId: string;
  readonly viaCookie: true;
  readonly expiresAt: Date;
}

export interface PersonRoles {
  readonly memberships: readonly { readonly organisationId: string; readonly role: OrganisationRole }[];
  readonly platformRoles: readonly { readonly role: PlatformRole; readonly provider: string | null }[];
}

export type SignedIn = Exclude<Principal, { kind: 'anonymous' }>;

/** As the audit trail and people read it. */
export function actorOf(principal: Principal): string {
  switch (principal.kind) {
    case 'anonymous':
      return 'anonymous';
    case 'demo':
      return 'a visitor of the demo';
    case 'operator':
      return 'the operator';
    case 'organisation':
      return `API key ${principal.keyId}`;
    case 'person':
      return personAsActor({ id: principal.personId, name: principal.name });
  }
}
