import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import { json } from '../control/json.ts';
import { describeError } from '../logger.ts';
import { copyStore } from '../warehouse/copies.ts';
import { removeOlderFiles } from '../warehouse/files-of-store.ts';
import { noteRewritten, type PastRows, readRemovals, removePast } from '../warehouse/remove-past.ts';
import { rewriteStore } from '../warehouse/rewrite-store.ts';
import { hasNoStore } from '../warehouse/scan-store.ts';
import { keptFrom } from './kept-from.ts';

const DAY_MS = 86_400_000;
/** A file of gigabytes is not written anew for the few orders of one day; and copies are there for when something was lost. */
const LEFT_IN_FILES_MS = 7 * DAY_MS;
const AT_ONCE = 200;

type Deps = Pick<Context, 'db' | 'warehouse' | 'clock' | 'log' | 'control'>;

/** Every night, for each organisation that has set it. One that fails does not keep the others waiting. */
export async function applyRetentions(deps: Deps, signal: AbortSignal): Promise<void> {
  let failure: Error | null = null;
  for (let after = ''; ; ) {
    const rows = await deps.db
      .selectFrom('retentions')
      .innerJoin('organisations', 'organisations.id', 'retentions.organisation_id')
      .select(['organisation_id', 'keep_years', 'slug'])
      .where('organisation_id', '>', after)
      .orderBy('organisation_id')
      .limit(AT_ONCE)
      .execute();
    for (const { organisation_id: id, keep_years: keepYears, slug } of rows) {
      if (signal.aborted) return;
      try {
        await applyRetention(deps, { id, slug, keepYears });
      } catch (err) {
        deps.log.error({ err: describeError(err), organisation: id }, 'what is over could not be removed from a store');
        failure ??= err instanceof Error ? err : new TypeError('what was thrown is no error');
      }
    }
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.organisation_id;
  }
  if (failure !== null) throw failure;
}

async function applyRetention(
  deps: Deps,
  { id, slug, keepYears }: { id: string; slug: string; keepYears: number },
): Promise<void> {
  const { db, warehouse, clock } = deps;
  if (await hasNoStore(warehouse.folders, id)) return;
  const now = clock.now();
  const { day, since } = keptFrom(keepYears, now);
  const removed = await removePast(warehouse, id, { since, at: now.getTime() });
  await cleanFiles(deps, id, now.getTime());
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('retentions')
      .set({ applied_at: now, kept_from: new Date(since), removed: json(removed) })
      .where('organisation_id', '=', id)
      .execute();
    if (total(removed) === 0) return;
    await appendAudit(trx, {
      at: now,
      actor: 'system',
      action: 'retention.applied',
      subject: id,
      organisationId: id,
      details: { organisation: slug, keepYears, before: day, removed },
    });
  });
}

/** Blocks that a file takes for free, copies, and stores that were set aside still hold what was removed: for a week at most. */
async function cleanFiles({ warehouse, log }: Deps, id: string, now: number): Promise<void> {
  const { removedAt, rewrittenAt } = await readRemovals(warehouse, id);
  if (removedAt !== null && removedAt > (rewrittenAt ?? 0) && now - (rewrittenAt ?? 0) >= LEFT_IN_FILES_MS) {
    await rewriteStore(warehouse, id, log);
    await noteRewritten(warehouse, id, now);
    await copyStore(warehouse, id, now);
  }
  await removeOlderFiles(warehouse.folders, id, now - LEFT_IN_FILES_MS);
}

const total = ({ orders, customers }: PastRows): number => orders + customers;
