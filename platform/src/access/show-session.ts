import type { OperationId } from '@illuminate/contract';
import { OPERATIONS, type Operation, type Role, rolesThatMay, type Session } from '@illuminate/contract';
import type { Context } from '../context.ts';
import { mayCall } from './admit.ts';
import { describeRoles } from './describe-roles.ts';
import type { PersonPrincipal, SignedIn } from './principal.ts';
import { SESSION_SECONDS } from './sessions.ts';

type Deps = Pick<Context, 'db' | 'clock' | 'connectors'>;

const ALL = Object.values(OPERATIONS) as Operation[];
const idsOf = (operations: readonly Operation[]): string[] => operations.map(({ id }) => id);

const roleMay = (role: Role) => (operation: Operation) =>
  operation.scope !== 'public' &&
  operation.scope !== 'person' &&
  rolesThatMay(operation.id as OperationId).includes(role);

export async function showSession(
  deps: Deps,
  { demo }: { readonly demo: boolean },
  principal: SignedIn,
): Promise<Session> {
  // A key that comes with each request has no end; what is said is until when it can count on its answer.
  const expiresAt = principal.expiresAt ?? new Date(deps.clock.now().getTime() + SESSION_SECONDS * 1000);
  const always = { kind: principal.kind, demo, expiresAt: expiresAt.toISOString() };
  if (principal.kind === 'person') return { ...always, ...(await showPerson(deps, principal)) };
  const organisation =
    principal.kind === 'organisation'
      ? await deps.db
          .selectFrom('organisations')
          .select('slug')
          .where('id', '=', principal.organisationId)
          .executeTakeFirst()
      : undefined;
  return {
    ...always,
    organisation: organisation?.slug ?? null,
    person: null,
    memberships: [],
    platformRoles: [],
    may: idsOf(ALL.filter((operation) => mayCall(operation, principal))),
  };
}

async function showPerson(deps: Deps, principal: PersonPrincipal) {
  const { personId: id, name, email } = principal;
  const { memberships, platformRoles } = await describeRoles(deps, principal);
  const [only] = memberships;
  const may = ALL.filter(
    (operation) =>
      mayCall(operation, { ...principal, memberships: [], platformRoles: [] }) ||
      principal.platformRoles.some(({ role }) => roleMay(role)(operation)),
  );
  return {
    organisation: memberships.length === 1 && platformRoles.length === 0 ? (only?.organisation.slug ?? null) : null,
    person: { id, name, email },
    memberships: memberships.map(({ organisation, role }) => ({
      organisation,
      role,
      may: idsOf(ALL.filter(roleMay(role))),
    })),
    platformRoles,
    may: idsOf(may),
  };
}
