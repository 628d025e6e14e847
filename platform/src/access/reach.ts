// Whose things a caller may name, and how much of them it is shown: what lists, streams and single answers are cut by.
import { type OperationId, rolesThatMay } from '@illuminate/contract';
import { type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { Connection, ConnectionState } from '../control/schema/connections.ts';
import type { ControlTables } from '../control/schema.ts';
import type { Principal } from './principal.ts';

export interface Reach {
  /** Everybody's things. */
  readonly all: boolean;
  /** Everybody's things, because one looks after them: not because they are one's own. */
  readonly support: boolean;
  /** These organisations' things, whole. */
  readonly organisations: readonly string[];
  /** The status of connections to these providers. */
  readonly providers: readonly string[];
  /** The status of connections of whoever consents. */
  readonly consenting: boolean;
  /** Of all that, only what is this organisation's; null where the call names none. */
  readonly within: string | null;
}

/** Everybody's things, for deeds that nobody asked for. */
export const EVERYTHING: Reach = {
  ...{ all: true, support: false, organisations: [], providers: [], consenting: false, within: null },
};

const NOTHING: Reach = { ...EVERYTHING, all: false };

/** What a principal reaches by an operation; with null, what it may see of at all. */
export function reachOf(principal: Principal, operation: OperationId | null): Reach {
  switch (principal.kind) {
    case 'anonymous':
      return NOTHING;
    case 'operator':
    case 'demo':
      return EVERYTHING;
    case 'organisation':
      return { ...NOTHING, organisations: [principal.organisationId] };
    case 'person': {
      const may = operation === null ? null : rolesThatMay(operation);
      const memberships = principal.memberships.filter(({ role }) => may?.includes(role) ?? true);
      const roles = principal.platformRoles.filter(({ role }) => may?.includes(role) ?? true);
      const support = roles.some(({ role }) => role === 'support-desk' || role === 'platform-admin');
      return {
        all: support,
        support,
        organisations: memberships.map(({ organisationId }) => organisationId),
        providers: roles.flatMap(({ role, provider }) =>
          role === 'provider-contact' && provider !== null ? [provider] : [],
        ),
        consenting: roles.some(({ role }) => role === 'funder-reader'),
        within: null,
      };
    }
  }
}

export type View = 'whole' | 'status';

/** Permission was given and stands: a list that cannot be believed suspends collection, but withdraws nothing. */
const CONSENTING: readonly ConnectionState[] = ['active', 'suspended', 'paused'];

type Reached = Pick<Connection, 'organisation_id' | 'provider' | 'state'>;

/** How much of a connection is shown; null shows not even that it is there. */
export function viewOf(reach: Reach, { organisation_id, provider, state }: Reached): View | null {
  if (reach.within !== null && organisation_id !== reach.within) return null;
  if (reach.all || reach.organisations.includes(organisation_id)) return 'whole';
  const isWatched = reach.providers.includes(provider) || (reach.consenting && CONSENTING.includes(state));
  return isWatched ? 'status' : null;
}

/** Whether all of an organisation's own things are reached: its people, keys and data. */
export function reachesWhole(reach: Reach, organisationId: string): boolean {
  return reach.all || reach.organisations.includes(organisationId);
}

/** The same as `viewOf`, for a list of connections. */
export function connectionsWithin(reach: Reach) {
  return (eb: ExpressionBuilder<ControlTables, 'connections'>) => {
    const reached = reach.all
      ? sql<SqlBool>`true`
      : eb.or([
          sql<SqlBool>`${eb.ref('connections.organisation_id')} = any(${[...reach.organisations]}::text[])`,
          sql<SqlBool>`${eb.ref('connections.provider')} = any(${[...reach.providers]}::text[])`,
          ...(reach.consenting ? [eb('connections.state', 'in', CONSENTING)] : []),
        ]);
    return reach.within === null ? reached : eb.and([reached, eb('connections.organisation_id', '=', reach.within)]);
  };
}

/** Organisations that may be named: one's own, and those of which a connection may be seen. */
export function organisationsWithin(reach: Reach) {
  return (eb: ExpressionBuilder<ControlTables, 'organisations'>) => {
    const reached = reach.all
      ? sql<SqlBool>`true`
      : eb.or([
          sql<SqlBool>`${eb.ref('organisations.id')} = any(${[...reach.organisations]}::text[])`,
          eb.exists(
            eb
              .selectFrom('connections')
              .select('connections.id')
              .whereRef('connections.organisation_id', '=', 'organisations.id')
              .where(connectionsWithin({ ...reach, organisations: [], within: null })),
          ),
        ]);
    return reach.within === null ? reached : eb.and([reached, eb('organisations.id', '=', reach.within)]);
  };
}
