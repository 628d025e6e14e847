import { sql } from 'kysely';
import type { Context } from '../context.ts';

/** A token by which one writer of a store is told from those before it. */
export async function nextFence({ db, clock }: Pick<Context, 'db' | 'clock'>, connectionId: string): Promise<number> {
  const { fence_counter: fence } = await db
    .updateTable('connections')
    .set({ fence_counter: sql<number>`greatest(fence_counter + 1, ${clock.now().getTime()}::bigint)` })
    .where('id', '=', connectionId)
    .returning('fence_counter')
    .executeTakeFirstOrThrow();
  return fence;
}
