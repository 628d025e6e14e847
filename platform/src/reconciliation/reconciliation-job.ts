import type { Connector, CountedEvent, DayWindow } from '@illuminate/connector-kit';
import { type Kysely, sql } from 'kysely';
import type { Connection } from '../control/schema/connections.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import type { ControlTables } from '../control/schema.ts';
import { AWAITED_EVENT } from '../warehouse/load/follow-performances.ts';
import type { Store } from '../warehouse/store-types.ts';
import { chooseEvents, type KnownEvent } from './choose-events.ts';
import { isHistoryComplete } from './history-state.ts';
import { isDue } from './is-due.ts';
import { lastComparison } from './last-comparison.ts';
import { readWishes } from './wishes.ts';

/** What one run does for comparisons: which events it asks totals of, and which days it reads again. */
export interface ReconciliationJob {
  /** Null where nothing is compared in this run. */
  readonly ask: readonly CountedEvent[] | null;
  readonly mend: readonly DayWindow[];
  /** The wish that this run answers. */
  readonly askedAt: Date | null;
}

export const NOTHING_TO_COMPARE: ReconciliationJob = { ask: null, mend: [], askedAt: null };

/** Public clients of such interfaces allow themselves as many in one go; what is left takes its turn in the next. */
const EVENTS_AT_MOST = 250;
const REMEMBERED = 1000;

interface JobDeps {
  readonly db: Kysely<ControlTables>;
  readonly store: Store;
  readonly connector: Connector | undefined;
  readonly connection: Connection;
  readonly organisation: Pick<Organisation, 'zone'>;
  readonly now: Date;
}

export async function reconciliationJob(deps: JobDeps): Promise<ReconciliationJob> {
  const { db, store, connector, connection, organisation, now } = deps;
  const { compareAskedAt, mend } = await readWishes(db, connection.id);
  const windows = mend?.windows ?? [];
  if (connector?.totals === undefined) return { ask: null, mend: windows, askedAt: compareAskedAt };
  const last = await lastComparison(db, connection.id);
  const due = isDue({
    now: now.getTime(),
    zone: organisation.zone,
    asked: compareAskedAt !== null,
    historyComplete: await isHistoryComplete(db, connection, connector),
    last,
  });
  if (!due) return { ask: null, mend: windows, askedAt: compareAskedAt };
  const ask =
    connector.totals.ask === undefined
      ? []
      : chooseEvents(await knownEvents(db, store, connection.id), now.getTime(), EVENTS_AT_MOST);
  return { ask, mend: windows, askedAt: compareAskedAt };
}

async function knownEvents(db: Kysely<ControlTables>, store: Store, connectionId: string): Promise<KnownEvent[]> {
  const rows = await store.query(
    `SELECT event_id, source_id, starts_at FROM performances
     WHERE connection_id = $1 AND deleted_at IS NULL AND event_id <> $2 ORDER BY event_id, starts_at`,
    [connectionId, AWAITED_EVENT],
  );
  const compared = await db
    .selectFrom('reconciled_performances')
    .select([
      'event_id',
      sql<Date | null>`max(read_at)`.as('at'),
      sql<boolean>`bool_or(verdict = 'differs')`.as('differs'),
    ])
    .where('connection_id', '=', connectionId)
    .where('read_at', 'is not', null)
    .groupBy('event_id')
    .orderBy('differs', 'desc')
    .orderBy('at', 'desc')
    .limit(REMEMBERED)
    .execute();
  const known = new Map(compared.map(({ event_id, at, differs }) => [event_id, { at, differs }]));
  const events = new Map<string, { id: string; startsAt: number | null }[]>();
  for (const { event_id: event, source_id: id, starts_at: startsAt } of rows) {
    const performance = { id: String(id), startsAt: typeof startsAt === 'number' ? startsAt : null };
    const list = events.get(String(event));
    if (list === undefined) events.set(String(event), [performance]);
    else list.push(performance);
  }
  return [...events].map(([id, performances]) => {
    const before = known.get(id);
    return { id, performances, comparedAt: before?.at?.getTime() ?? null, differs: before?.differs ?? false };
  });
}
