import type { OwnRequest, RequestEvent, RequestSummary } from '@illuminate/contract';
import type { Context } from '../context.ts';
import type { RequestEventRow, RequestRow } from '../control/schema/requests.ts';
import { afterMove } from './moves.ts';
import { sayEvent, sayState } from './say-request.ts';

type Deps = Pick<Context, 'db' | 'connectors'>;

/** With what it belongs to by name. */
export type JoinedRequest = RequestRow & {
  slug: string | null;
  connection: string | null;
  assignee_name: string | null;
};

export function requestsOf({ db }: Pick<Context, 'db'>) {
  return db
    .selectFrom('requests')
    .leftJoin('organisations', 'organisations.id', 'requests.organisation_id')
    .leftJoin('connections', 'connections.id', 'requests.connection_id')
    .leftJoin('people', 'people.email', 'requests.assignee')
    .selectAll('requests')
    .select(['organisations.slug', 'connections.name as connection', 'people.name as assignee_name']);
}

export const titleOf = ({ connectors }: Pick<Context, 'connectors'>, { provider }: RequestRow): string | null =>
  provider === null ? null : (connectors.get(provider)?.title ?? provider);

function shownToAll(deps: Deps, row: JoinedRequest, reader: 'requester' | 'desk') {
  const title = titleOf(deps, row);
  return {
    id: row.id,
    kind: row.kind,
    state: sayState({ kind: row.kind, state: row.state, provider: title }, reader),
    organisationName: row.organisation_name,
    provider: row.provider === null || title === null ? null : { id: row.provider, title },
    account: row.account,
    need: row.need,
    contact: { name: row.contact_name, email: row.contact_email },
    createdAt: row.created_at.toISOString(),
    stateAt: row.state_at.toISOString(),
    connection: row.connection,
  };
}

const THE_DESK = 'The support desk';

/** For its requester: without what the desk keeps to itself. */
export async function describeOwn(deps: Deps, id: string): Promise<OwnRequest> {
  const row = await requestsOf(deps).where('requests.id', '=', id).executeTakeFirstOrThrow();
  const events = (await eventsOf(deps, id)).filter(({ internal }) => !internal);
  return {
    ...shownToAll(deps, row, 'requester'),
    confirmed: row.confirmed_at !== null,
    mayAnswer: row.confirmed_at !== null && afterMove(row, 'answer') !== null,
    // Who of the desk it was is the desk's own.
    timeline: events.map((event) => describeEvent(event.side === 'desk' ? { ...event, by_whom: THE_DESK } : event)),
  };
}

export function describeSummary(deps: Deps, row: JoinedRequest): RequestSummary {
  return {
    ...shownToAll(deps, row, 'desk'),
    organisation: row.slug,
    assignee: row.assignee === null ? null : { name: row.assignee_name ?? row.assignee, email: row.assignee },
    lastTouchedAt: row.touched_at.toISOString(),
  };
}

export function eventsOf({ db }: Pick<Context, 'db'>, id: string): Promise<RequestEventRow[]> {
  return db
    .selectFrom('request_events')
    .selectAll()
    .where('request_id', '=', id)
    .orderBy('number')
    .limit(1000)
    .execute();
}

export function describeEvent(event: RequestEventRow): RequestEvent {
  return {
    at: event.at.toISOString(),
    by: event.by_whom,
    from: event.side,
    what: event.what,
    sentence: sayEvent({ what: event.what, toState: event.to_state }),
    text: event.text,
    internal: event.internal,
  };
}
