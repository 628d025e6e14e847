// The one place where it is decided who may call what, and whose things they may name. Derived from the contract's `scope` and
// from what an operation's parameters are called.
import type { Operation, Scope } from '@illuminate/contract';
import type { Context } from '../context.ts';
import type { Connection, Organisation, Sync } from '../control/schema.ts';
import { notFound, Refusal } from '../refusal.ts';
import type { Principal } from './principal.ts';

/** What a call names, found and allowed. */
export interface Subjects {
  readonly organisation: Organisation | null;
  readonly connection: Connection | null;
  readonly sync: Sync | null;
}

export interface Admission extends Subjects {
  /** Lists show this organisation's things only; null is every organisation's. */
  readonly only: string | null;
}

export interface Named {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** Whether a principal may use operations of a scope at all. */
function mayUse(scope: Scope, principal: Principal): boolean {
  switch (scope) {
    case 'public':
      return true;
    case 'signed':
      // Not by who is signed in: by the signature of the request, which its own door looks at.
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
  if (mayUse(operation.scope, principal)) return;
  if (principal.kind !== 'anonymous') throw notAllowed(operation);
  throw mayOpenDemo ? notSignedIn('This needs a sign-in; the demo opens a session without a key.') : notSignedIn();
}

/** Finds what a call names. What belongs to another organisation is not there. @throws Refusal not-found */
export async function findSubjects(
  { db }: Pick<Context, 'db'>,
  operation: Operation,
  principal: Principal,
  named: Named,
): Promise<Admission> {
  const only = principal.kind === 'organisation' ? principal.organisationId : null;
  if (operation.scope === 'public') return { organisation: null, connection: null, sync: null, only };
  const nameOf = (name: string): string | undefined => {
    for (const part of [named.params, named.query, named.body]) {
      const value = typeof part === 'object' && part !== null ? (part as Record<string, unknown>)[name] : undefined;
      if (typeof value === 'string') return value;
    }
    return undefined;
  };
  const mine = (organisationId: string): boolean => only === null || organisationId === only;

  const slug = nameOf('organisation');
  const organisation =
    slug === undefined
      ? null
      : await db.selectFrom('organisations').selectAll().where('slug', '=', slug).executeTakeFirst();
  if (organisation === undefined || (organisation !== null && !mine(organisation.id))) {
    throw notFound(`organisation called ${slug}`);
  }
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
  if (connection === undefined || (connection !== null && !mine(connection.organisation_id))) {
    throw notFound(sync === null ? `connection called ${name}` : 'sync with this id');
  }
  return { organisation, connection, sync, only: organisation?.id ?? only };
}

export function notSignedIn(detail = 'This needs a sign-in.'): Refusal {
  return new Refusal({
    code: 'not-signed-in',
    detail,
    whoActs: 'organisation',
    nextStep: 'Send an API key as `Authorization: Bearer …`, or sign in.',
  });
}

function notAllowed(operation: Operation): Refusal {
  return new Refusal({
    code: 'not-allowed',
    detail: `Your key does not allow this: ${operation.summary}.`,
    whoActs: 'operator',
    nextStep: operation.scope === 'operator' ? 'Ask the operator to do it.' : 'Ask the operator for a key that may.',
  });
}
