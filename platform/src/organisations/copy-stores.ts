import type { Context } from '../context.ts';
import { copyIfChanged } from '../warehouse/copies.ts';

const AT_ONCE = 200;

/** Copies every store that has changed since its last copy. One that fails does not keep the others from being copied. */
export async function copyStores(
  { db, warehouse, clock, log }: Pick<Context, 'db' | 'warehouse' | 'clock' | 'log'>,
  signal: AbortSignal,
): Promise<void> {
  let failure: Error | null = null;
  for (let after = ''; ; ) {
    const organisations = await db
      .selectFrom('organisations')
      .select('id')
      .where('id', '>', after)
      .orderBy('id')
      .limit(AT_ONCE)
      .execute();
    for (const { id } of organisations) {
      if (signal.aborted) return;
      try {
        await copyIfChanged(warehouse, id, clock.now().getTime());
      } catch (err) {
        log.error({ err, organisation: id }, 'a store could not be copied');
        failure ??= err instanceof Error ? err : new TypeError('what was thrown is no error');
      }
    }
    const last = organisations.at(-1);
    if (last === undefined) break;
    after = last.id;
  }
  if (failure !== null) throw failure;
}
