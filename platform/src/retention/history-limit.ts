import type { Context } from '../context.ts';
import type { Day } from '../syncs/days.ts';
import { historyNotBefore } from './kept-from.ts';

export interface HistoryLimit {
  readonly keepYears: number;
  /** History is read back to then and no further. */
  readonly notBefore: Day;
}

/** How far back an organisation's history is read; null where its sales are kept for good. */
export async function historyLimit(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  organisationId: string,
): Promise<HistoryLimit | null> {
  const set = await db
    .selectFrom('retentions')
    .select('keep_years')
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst();
  if (set === undefined) return null;
  return { keepYears: set.keep_years, notBefore: historyNotBefore(set.keep_years, clock.now()) };
}
