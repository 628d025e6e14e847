import type { Connector } from '@illuminate/connector-kit';
import { appendAudit } from '../audit/append.ts';
import { json } from '../control/json.ts';
import type { Resync } from '../control/schema/syncs.ts';
import { refreshMatches } from '../matching/refresh-matches.ts';
import { noticeOverlaps } from '../sources/notice-overlaps.ts';
import { noticeUnsorted } from '../ticket-classes/notice-unsorted.ts';
import type { Claim } from './claim-sync.ts';
import type { HistoryCursor } from './history.ts';
import type { SyncRecord } from './record-sync.ts';
import { historyCursor } from './steps/history.ts';
import type { SyncDeps } from './sync-deps.ts';

const ORDERS = 'orders';

interface ResyncRun {
  readonly claim: Claim;
  readonly record: SyncRecord;
  /** All of history has been read, and everything until now. */
  readonly isComplete: boolean;
}

/** What follows a run of loading from scratch: once all is there, it takes the place of what is stored. */
export async function finishResyncRun(deps: SyncDeps, { claim, record, isComplete }: ResyncRun): Promise<void> {
  const { db, clock } = deps;
  const { connection, organisation } = claim;
  const open = await openResync(deps, connection.id);
  if (open === undefined) return;
  await db
    .updateTable('resyncs')
    .set((row) => ({ runs: row('runs', '+', 1), progress: record.progress === null ? null : json(record.progress) }))
    .where('id', '=', open.id)
    .execute();
  if (!isComplete) return;
  const of = { organisationId: organisation.id, connectionId: connection.id };
  record.say('Putting it in the place of what is here');
  const loaded = await deps.warehouse.takeFresh(of, {
    fence: claim.fence,
    syncId: claim.syncId,
    recordedAt: clock.now().getTime(),
    since: open.asked_at.getTime(),
    readFrom: await readFrom(deps, claim),
    acceptMissing: open.accept_missing,
  });
  if (loaded.doubt !== null) {
    await db
      .updateTable('resyncs')
      .set({ state: 'asking', outcome: json({ ...loaded.doubt }) })
      .where('id', '=', open.id)
      .execute();
    return;
  }
  await db.transaction().execute(async (trx) => {
    const at = clock.now();
    const { orders, gone, catalogue, movements } = loaded;
    const outcome = { orders, gone, catalogue, movements };
    await trx
      .updateTable('resyncs')
      .set({ state: 'done', ended_at: at, outcome: json(outcome) })
      .where('id', '=', open.id)
      .execute();
    await appendAudit(trx, {
      at,
      actor: 'system',
      action: 'connection.resynced',
      subject: connection.id,
      organisationId: organisation.id,
      details: { connection: connection.name, ...outcome },
    });
  });
  await deps.warehouse.dropFresh(of);
  await record.countStore({ anew: true });
  await noticeOverlaps(deps, organisation.id);
  await noticeUnsorted(deps, organisation.id);
  await refreshMatches(deps, organisation.id);
}

function openResync({ db }: SyncDeps, connectionId: string): Promise<Resync | undefined> {
  return db
    .selectFrom('resyncs')
    .selectAll()
    .where('connection_id', '=', connectionId)
    .where('state', '=', 'reading')
    .executeTakeFirst();
}

/** From which day on every order was read: only of those days the absence of an order means anything. */
async function readFrom(deps: SyncDeps, { connection, organisation }: Claim): Promise<string | null> {
  const connector: Connector | undefined = deps.connectors.get(connection.provider);
  const isRead = connector?.streams.some(({ name, window }) => name === ORDERS && window !== undefined) ?? false;
  if (!isRead) return null;
  const of = { organisationId: organisation.id, connectionId: connection.id };
  const cursors = await deps.warehouse.withFresh(of, (store) => store.cursors(connection.id));
  return (cursors[historyCursor(ORDERS)] as HistoryCursor | undefined)?.from ?? null;
}
