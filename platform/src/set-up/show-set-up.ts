import type { SetUp } from '@illuminate/contract';
import type { Kysely } from 'kysely';
import { type ConnectionFacts, gatherFacts } from '../connections/gather-facts.ts';
import { statusOf } from '../connections/status.ts';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import type { ControlTables } from '../control/schema.ts';
import { readStandings, sumStandings } from '../matching/match-standings.ts';
import { hasRunReport } from '../reports/first-report.ts';
import { latestVersion } from '../ticket-classes/standing-classes.ts';
import type { SetUpConnection } from './set-up-facts.ts';
import { setUpItems } from './set-up-items.ts';

type Deps = Pick<Context, 'db' | 'clock' | 'connectors'>;

/** An organisation has a handful. */
const CONNECTIONS_AT_MOST = 200;

export async function showSetUp(deps: Deps, organisation: Organisation): Promise<SetUp> {
  const { db } = deps;
  const connections = await db
    .selectFrom('connections')
    .selectAll()
    .where('organisation_id', '=', organisation.id)
    .orderBy('created_at')
    .limit(CONNECTIONS_AT_MOST)
    .execute();
  const compared = await lastComparisons(
    db,
    connections.map(({ id }) => id),
  );
  const standing = connections.filter(({ state }) => state !== 'stopped').map(({ id }) => id);
  const gathered = await gatherFacts(deps, connections);
  const items = setUpItems({
    organisation,
    connections: gathered.map((facts) => connectionOf(facts, compared.get(facts.connection.id) ?? null)),
    people: await countPeople(deps, organisation.id),
    ticketTypes: await countUnsorted(db, organisation.id),
    matches: sumStandings(await readStandings(db, standing)),
    hasSeenReport: await hasRunReport(db, organisation.id),
  });
  return {
    organisation: { slug: organisation.slug, name: organisation.name },
    items,
    completed: items.filter(({ state }) => state === 'completed').length,
    possible: items.filter(({ state }) => state !== 'cannot-start').length,
  };
}

function connectionOf(
  { connection, connector, status, held, progress, deliveries }: ConnectionFacts,
  compared: SetUpConnection['compared'],
): SetUpConnection {
  return {
    name: connection.name,
    state: connection.state,
    headline: statusOf(status).headline,
    events: held.events,
    orders: held.orders,
    isHistoryLoaded: progress?.complete ?? (deliveries !== null && held.orders > 0),
    isAgreed: status.agreement !== null,
    isComparable: connector?.totals !== undefined,
    uploads: connection.method === 'upload',
    compared,
  };
}

async function countPeople({ db, clock }: Deps, organisationId: string): Promise<{ joined: number; invited: number }> {
  const { joined } = await db
    .selectFrom('memberships')
    .innerJoin('people', 'people.id', 'memberships.person_id')
    .select((eb) => eb.fn.countAll<number>().as('joined'))
    .where('memberships.organisation_id', '=', organisationId)
    .where('people.disabled_at', 'is', null)
    .executeTakeFirstOrThrow();
  const { invited } = await db
    .selectFrom('invitations')
    .select((eb) => eb.fn.countAll<number>().as('invited'))
    .where('organisation_id', '=', organisationId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', clock.now())
    .executeTakeFirstOrThrow();
  return { joined: Number(joined), invited: Number(invited) };
}

async function countUnsorted(
  db: Kysely<ControlTables>,
  organisationId: string,
): Promise<{ hasBegun: boolean; unsorted: number }> {
  const { unsorted } = await db
    .selectFrom('unsorted_ticket_types')
    .select((eb) => eb.fn.sum<number>('unsorted').as('unsorted'))
    .where('organisation_id', '=', organisationId)
    .executeTakeFirstOrThrow();
  return { hasBegun: (await latestVersion(db, organisationId)) > 0, unsorted: Number(unsorted ?? 0) };
}

async function lastComparisons(
  db: Kysely<ControlTables>,
  ids: readonly string[],
): Promise<Map<string, { readonly differs: boolean }>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('reconciliations')
    .select(['connection_id', 'differs'])
    .distinctOn('connection_id')
    .where('connection_id', 'in', ids)
    .orderBy('connection_id')
    .orderBy('seq', 'desc')
    .execute();
  return new Map(rows.map(({ connection_id, differs }) => [connection_id, { differs: differs > 0 }]));
}
