import type { Context } from '../context.ts';
import { copyIfChanged } from '../warehouse/copies.ts';
import { eachOrganisation } from './each-organisation.ts';

/** Copies every store that has changed since its last copy. One that fails does not keep the others from being copied. */
export async function copyStores(
  { db, warehouse, clock, log }: Pick<Context, 'db' | 'warehouse' | 'clock' | 'log'>,
  signal: AbortSignal,
): Promise<void> {
  let failure: Error | null = null;
  for await (const { id } of eachOrganisation(db)) {
    if (signal.aborted) return;
    try {
      await copyIfChanged(warehouse, id, clock.now().getTime());
    } catch (err) {
      log.error({ err, organisation: id }, 'a store could not be copied');
      failure ??= err instanceof Error ? err : new TypeError('what was thrown is no error');
    }
  }
  if (failure !== null) throw failure;
}
