import type { Kysely } from 'kysely';
import type { ControlTables } from '../control/schema.ts';

/** When a connection was last compared (ms), and how much differed then that had not before; null if it never was. */
export async function lastComparison(
  db: Kysely<ControlTables>,
  connectionId: string,
): Promise<{ readonly at: number; readonly newDifferences: number } | null> {
  const last = await db
    .selectFrom('reconciliations')
    .select('at')
    .where('connection_id', '=', connectionId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last === undefined) return null;
  const { fresh } = await db
    .selectFrom('reconciled_performances')
    .select((eb) => eb.fn.countAll<number>().as('fresh'))
    .where('connection_id', '=', connectionId)
    .where('verdict', '=', 'differs')
    .where('differs_runs', '=', 1)
    .executeTakeFirstOrThrow();
  return { at: last.at.getTime(), newDifferences: Number(fresh) };
}
