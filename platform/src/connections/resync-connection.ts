import type { Progress, Resync as ResyncAnswer } from '@illuminate/contract';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import { newId } from '../control/new-id.ts';
import type { Connection } from '../control/schema/connections.ts';
import type { Resync } from '../control/schema/syncs.ts';
import { notPossibleNow, Refusal } from '../refusal.ts';
import { refuseUnlessCollecting } from '../syncs/refuse-unless-collecting.ts';
import { requestRework } from './request-rework.ts';

type Deps = Pick<Context, 'db' | 'syncs' | 'clock' | 'warehouse' | 'changes'>;
type Which = Pick<Connection, 'id' | 'name' | 'organisation_id' | 'state' | 'method'>;

const OPEN = ['reading', 'asking'] as const;

interface StartResync {
  readonly connection: Which;
  /** Somebody has looked: what the box office does not show any more is gone, however much it is. */
  readonly acceptMissing: boolean;
  readonly actor: string;
}

/**
 * Loads a connection again from scratch, beside what is stored, or joins what is under way. What is stored stays as it is until all of the
 * new is there.
 */
export async function startResync(
  deps: Deps,
  { connection, acceptMissing, actor }: StartResync,
): Promise<ResyncAnswer> {
  const { db, warehouse, clock } = deps;
  const open = await findOpen(deps, connection.id);
  if (open?.state === 'asking' && !acceptMissing) throw asksFirst(connection.name, open);
  refuseUnlessCollecting(connection, 'resync');
  if (open === undefined) {
    await warehouse.dropFresh({ organisationId: connection.organisation_id, connectionId: connection.id });
  }
  await db.transaction().execute(async (trx) => {
    const at = clock.now();
    const id = open?.id ?? newId('rsy');
    if (open !== undefined) {
      await trx
        .updateTable('resyncs')
        .set({ state: 'reading', ...(acceptMissing ? { accept_missing: true } : {}) })
        .where('id', '=', id)
        .execute();
      if (!acceptMissing) return;
    } else {
      await trx
        .insertInto('resyncs')
        .values({
          id,
          connection_id: connection.id,
          state: 'reading',
          asked_at: at,
          asked_by: actor,
          ended_at: null,
          accept_missing: acceptMissing,
          progress: null,
          outcome: null,
        })
        .execute();
    }
    await appendAudit(trx, {
      at,
      actor,
      action: acceptMissing ? 'connection.resync-missing-accepted' : 'connection.resync-asked',
      subject: connection.id,
      organisationId: connection.organisation_id,
      details: { connection: connection.name, resync: id },
    });
  });
  await requestRework(deps, connection, 'resync').catch((err: unknown) => {
    // It has its turn when whatever is under way is over.
    if (!(err instanceof Refusal)) throw err;
  });
  return shown(await latest(deps, connection.id));
}

/** The loading from scratch of a connection that is under way, or the last one. */
export async function showResync(deps: Pick<Deps, 'db'>, connection: Which): Promise<{ resync: ResyncAnswer | null }> {
  const row = await latest(deps, connection.id);
  return { resync: row === undefined ? null : shown(row) };
}

/** Gives up what has been loaded from scratch; what is stored was never touched. */
export async function abandonResync(
  deps: Deps,
  { connection, actor }: { readonly connection: Which; readonly actor: string },
): Promise<ResyncAnswer> {
  const { db, warehouse, clock, syncs } = deps;
  const open = await findOpen(deps, connection.id);
  if (open === undefined)
    throw notPossibleNow(`${connection.name} is not being loaded from scratch.`, 'Nothing to do.');
  const at = clock.now();
  await db.transaction().execute(async (trx) => {
    await trx.updateTable('resyncs').set({ state: 'abandoned', ended_at: at }).where('id', '=', open.id).execute();
    await appendAudit(trx, {
      at,
      actor,
      action: 'connection.resync-abandoned',
      subject: connection.id,
      organisationId: connection.organisation_id,
      details: { connection: connection.name, resync: open.id },
    });
  });
  await syncs.cancel(connection.id, 'loading from scratch abandoned');
  await warehouse.dropFresh({ organisationId: connection.organisation_id, connectionId: connection.id });
  return shown(await latest(deps, connection.id));
}

function findOpen({ db }: Pick<Deps, 'db'>, connectionId: string): Promise<Resync | undefined> {
  return db
    .selectFrom('resyncs')
    .selectAll()
    .where('connection_id', '=', connectionId)
    .where('state', 'in', OPEN)
    .executeTakeFirst();
}

function latest({ db }: Pick<Deps, 'db'>, connectionId: string): Promise<Resync | undefined> {
  return db
    .selectFrom('resyncs')
    .selectAll()
    .where('connection_id', '=', connectionId)
    .orderBy('asked_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

function shown(row: Resync | undefined): ResyncAnswer {
  if (row === undefined) throw new TypeError('no such loading from scratch');
  const { outcome, state } = row;
  const number = (name: string): number => (typeof outcome?.[name] === 'number' ? outcome[name] : 0);
  return {
    id: row.id,
    state,
    askedAt: row.asked_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    runs: row.runs,
    progress: row.progress as Progress | null,
    missing: state === 'asking' ? { orders: number('missing'), of: number('of') } : null,
    outcome:
      state === 'done'
        ? {
            orders: number('orders'),
            gone: number('gone'),
            catalogue: number('catalogue'),
            movements: number('movements'),
          }
        : null,
  };
}

function asksFirst(name: string, { outcome }: Resync) {
  return notPossibleNow(
    `Of ${String(outcome?.of)} orders of ${name} the box office shows ${String(outcome?.missing)} no more: nothing was replaced.`,
    `Look whether they are really gone; if so, say it with illuminate connections resync ${name} --accept-missing. If not, give it up with --abandon and tell the box office system’s support.`,
  );
}
