import type { RequestKind, RequestState, RequestSummary } from '@illuminate/contract';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { describeSummary, requestsOf } from './describe-request.ts';
import { CLOSED, OPEN } from './moves.ts';

export interface ListRequests {
  readonly state: RequestState | 'open' | 'closed';
  readonly kind: RequestKind | null;
  readonly provider: string | null;
  /** An address, or `nobody`. */
  readonly assignee: string | null;
  readonly after: { readonly rank: number; readonly stateAt: string; readonly number: number } | null;
  readonly limit: number;
}

export interface ListedRequests {
  readonly items: RequestSummary[];
  readonly next: ListRequests['after'];
  readonly counts: Record<string, number>;
}

/** Whose turn it is: first what waits for the desk, then for others, then what is over. */
const RANK = sql<number>`case requests.state when 'new' then 0 when 'ready' then 0 when 'waiting-for-provider' then 1
  when 'waiting-for-organisation' then 2 else 3 end`;

/** A page of the queue: what is the desk's turn comes first, the longest waiting before. What is over, newest first. */
export async function listRequests(
  deps: Pick<Context, 'db' | 'connectors'>,
  { state, kind, provider, assignee, after, limit }: ListRequests,
): Promise<ListedRequests> {
  const states = state === 'open' ? OPEN : state === 'closed' ? CLOSED : [state];
  // What is over is looked up, not worked through: the newest comes first.
  const isOver = states.every((one) => CLOSED.includes(one));
  const way = isOver ? 'desc' : 'asc';
  let query = requestsOf(deps)
    .select(RANK.as('rank'))
    .where('requests.confirmed_at', 'is not', null)
    .where('requests.state', 'in', states)
    .orderBy('rank')
    .orderBy('requests.state_at', way)
    .orderBy('requests.number', way)
    .limit(limit + 1);
  if (kind !== null) query = query.where('requests.kind', '=', kind);
  if (provider !== null) query = query.where('requests.provider', '=', provider);
  if (assignee !== null) {
    query =
      assignee === 'nobody'
        ? query.where('requests.assignee', 'is', null)
        : query.where(sql`lower(requests.assignee)`, '=', assignee.toLowerCase());
  }
  if (after !== null) {
    const place = sql`(${RANK}, requests.state_at, requests.number)`;
    const last = sql`(${after.rank}::integer, ${new Date(after.stateAt)}::timestamptz, ${after.number}::integer)`;
    // Over: all of one rank, so that turning round the rest turns round nothing of it.
    query = query.where(isOver ? sql<boolean>`${place} < ${last}` : sql<boolean>`${place} > ${last}`);
  }
  const rows = await query.execute();
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map((row) => describeSummary(deps, row)),
    next:
      last === undefined
        ? null
        : { rank: Number(last.rank), stateAt: last.state_at.toISOString(), number: last.number },
    counts: await countStates(deps),
  };
}

async function countStates({ db }: Pick<Context, 'db'>): Promise<Record<string, number>> {
  const counted = await db
    .selectFrom('requests')
    .select((row) => ['state', row.fn.countAll<number>().as('requests')])
    .where('confirmed_at', 'is not', null)
    .groupBy('state')
    .execute();
  return Object.fromEntries(counted.map(({ state, requests }) => [state, Number(requests)]));
}
