import type { Context } from '../context.ts';
import { describeError } from '../logger.ts';
import { StoreError } from '../warehouse/errors.ts';
import { scanStore } from '../warehouse/scan-store.ts';
import { forgetDamage, noteDamage } from './store-damages.ts';

type Deps = Pick<Context, 'db' | 'warehouse' | 'clock' | 'log' | 'changes'>;

const AT_ONCE = 200;

/**
 * Reads every store whole, so that a byte that went bad is known while there are still copies from before. `which`: all of them,
 * or those that are thought to be damaged, which may have been put right by hand. A damaged one does not end the round.
 */
export async function scanStores(deps: Deps, signal: AbortSignal, which: 'all' | 'damaged' = 'all'): Promise<void> {
  let failure: Error | null = null;
  for (let after = ''; ; ) {
    let query = deps.db.selectFrom('organisations').select('id').where('id', '>', after);
    if (which === 'damaged') {
      query = query.where('id', 'in', (eb) => eb.selectFrom('store_damages').select('organisation_id'));
    }
    const organisations = await query.orderBy('id').limit(AT_ONCE).execute();
    for (const { id } of organisations) {
      if (signal.aborted) return;
      try {
        await scanOne(deps, id, signal);
      } catch (err) {
        if (signal.aborted) return;
        deps.log.error({ err: describeError(err), organisation: id }, 'a store could not be read whole');
        failure ??= err instanceof Error ? err : new TypeError('what was thrown is no error');
      }
    }
    const last = organisations.at(-1);
    if (last === undefined) break;
    after = last.id;
  }
  if (failure !== null) throw failure;
}

/**
 * Reads one organisation's store whole, and writes down what was found.
 * @returns null if there is no store yet, otherwise how many rows it holds
 * @throws StoreError `store-damaged`
 */
export async function scanOne(
  deps: Deps,
  organisationId: string,
  signal?: AbortSignal,
): Promise<{ readonly rows: number } | null> {
  try {
    const found = await scanStore(deps.warehouse, organisationId, {
      log: deps.log,
      ...(signal === undefined ? {} : { signal }),
    });
    await forgetDamage(deps, organisationId);
    return found;
  } catch (err) {
    if (err instanceof StoreError && err.code === 'store-damaged') await noteDamage(deps, organisationId);
    throw err;
  }
}
