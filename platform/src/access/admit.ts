// The one place where it is decided who may call what, and whose things they may name. For keys it is derived from the contract's
// `scope`, for people from its table who-may.ts, and from what an operation's parameters are called.
import { OPERATIONS, type Operation, type OperationId, rolesThatMay, type Scope } from '@illuminate/contract';
import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import type { Sync } from '../control/schema/syncs.ts';
import { notFound, Refusal } from '../refusal.ts';
import type { PersonPrincipal, Principal } from './principal.ts';
import { organisationsWithin, type Reach, reachesWhole, reachOf, viewOf } from './reach.ts';

/** What a call names, found and allowed. */
export interface Subjects {
  readonly organisation: Organisation | null;
  readonly connection: Connection | null;
  readonly sync: Sync | null;
}

export interface Admission extends Subjects {
  /** Lists show what is within it only. */
  readonly reach: Reach;
}

export interface Named {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** Whether a principal may use an operation at all. */
export function mayCall(operation: Operation, principal: Principal): boolean {
  return principal.kind === 'person' ? personMay(operation, principal) : mayUse(operation.scope, principal);
}

function personMay({ id, scope }: Operation, { memberships, platformRoles }: PersonPrincipal): boolean {
  if (scope === 'public' || scope === 'person' || id === OPERATIONS.showSession.id) return true;
  const may = rolesThatMay(id as OperationId);
  return [...memberships, ...platformRoles].some(({ role }) => may.includes(role));
}

function mayUse(scope: Scope, principal: Exclude<Principal, PersonPrincipal>): boolean {
  switch (scope) {
    case 'public':
      return true;
    case 'signed':
      // Not by who is signed in: by the signature of the request, which its own door looks at.
      return false;
    case 'person':
      return false;
    case 'operator':
      return principal.kind === 'operator';
    case 'write':
      return isOf(principal, 'write');
    case 'read':
      // Every answer to a write shows what it changed, so who may write may read.
      return isOf(principal, 'read') || isOf(principal, 'write');
  }
}

function isOf(principal: Principal, scope: 'read' | 'write'): boolean {
  return principal.kind === 'organisation'
    ? principal.scopes.includes(scope)
    : principal.kind === 'operator' || principal.kind === 'demo';
}

/** @throws Refusal not-signed-in or not-allowed */
export function requireScope(operation: Operation, principal: Principal, mayOpenDemo = false): void {
  if (mayCall(operation, principal)) return;
  if (principal.kind !== 'anonymous') throw notAllowed(operation, principal);
  throw mayOpenDemo ? notSignedIn('This needs a sign-in; the demo opens a session without a key.') : notSignedIn();
}

/**
 * Finds what a call names. What somebody may not even see is not there; what they see, but may not do this to, is refused.
 * @throws Refusal not-found or not-allowed
 */
export async function findSubjects(
  { db }: Pick<Context, 'db'>,
  operation: Operation,
  principal: Principal,
  named: Named,
): Promise<Admission> {
  const reach = reachOf(principal, operation.id as OperationId);
  if (operation.scope === 'public') return { organisation: null, connection: null, sync: null, reach };
  const seen = principal.kind === 'person' ? reachOf(principal, null) : reach;
  const nameOf = (name: string): string | undefined => {
    for (const part of [named.params, named.query, named.body]) {
      const value = typeof part === 'object' && part !== null ? (part as Record<string, unknown>)[name] : undefined;
      if (typeof value === 'string') return value;
    }
    return undefined;
  };

  const slug = nameOf('organisation');
  const organisation =
    slug === undefined
      ? null
      : await db
          .selectFrom('organisations')
          .selectAll()
          .where('slug', '=', slug)
          .where(organisationsWithin(seen))
          .executeTakeFirst();
  if (organisation === undefined) throw notFound(`organisation called ${slug}`);
  const syncId = nameOf('sync');
  const sync =
    syncId === undefined ? null : await db.selectFrom('syncs').selectAll().where('id', '=', syncId).executeTakeFirst();
  if (sync === undefined) throw notFound('sync with this id');
  const name = nameOf('connection');
  const connections = db.selectFrom('connections').selectAll();
  const connection =
    sync !== null
      ? await connections.where('id', '=', sync.connection_id).executeTakeFirst()
      : name === undefined
        ? null
        : await connections.where('name', '=', name).executeTakeFirst();
  if (connection === undefined || (connection !== null && viewOf(seen, connection) === null)) {
    throw notFound(sync === null ? `connection called ${name}` : 'sync with this id');
  }
  const isReached =
    (connection === null || viewOf(reach, connection) !== null) &&
    (organisation === null || reachesWhole(reach, organisation.id) || isOfWatchers(reach));
  if (!isReached) throw notAllowed(operation, principal);
  return { organisation, connection, sync, reach: { ...reach, within: organisation?.id ?? null } };
}

/** Whoever watches connections may narrow a list of them to an organisation. */
const isOfWatchers = ({ providers, consenting }: Reach): boolean => consenting || providers.length > 0;

export function notSignedIn(detail = 'This needs a sign-in.'): Refusal {
  return new Refusal({
    code: 'not-signed-in',
    detail,
    whoActs: 'organisation',
    nextStep: 'Sign in, or send an API key as `Authorization: Bearer …`.',
  });
}

function notAllowed(operation: Operation, principal: Principal): Refusal {
  if (principal.kind === 'person') {
    return notAllowedTo(`Your role does not allow this: ${operation.summary}.`);
  }
  return new Refusal({
    code: 'not-allowed',
    detail: `Your key does not allow this: ${operation.summary}.`,
    whoActs: 'operator',
    nextStep:
      operation.scope === 'operator' || operation.scope === 'person'
        ? 'Ask the operator to do it.'
        : 'Ask the operator for a key that may.',
  });
}

export function notAllowedTo(detail: string, nextStep = 'Ask an administrator to do it, or for a role that may.') {
  return new Refusal({ code: 'not-allowed', detail, whoActs: 'organisation', nextStep });
}
