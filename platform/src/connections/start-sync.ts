import type { Sync } from '@illuminate/contract';
import type { Context } from '../context.ts';
import type { Connection } from '../control/schema.ts';
import { describeSync } from './describe-sync.ts';

/** Collects now, or joins the sync that is under way. A person's wish also tries a refused sign-in once more. */
export async function startSync(
  { db, syncs }: Pick<Context, 'db' | 'syncs'>,
  { id, name }: Pick<Connection, 'id' | 'name'>,
): Promise<Sync> {
  const { syncId } = await syncs.request(id, 'manual');
  return describeSync(
    await db.selectFrom('syncs').selectAll().where('id', '=', syncId).executeTakeFirstOrThrow(),
    name,
  );
}
