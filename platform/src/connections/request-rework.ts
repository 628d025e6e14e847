import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';
import { Refusal } from '../refusal.ts';

const TRIES = 5;

/**
 * Asks for work on what has been read before. A sync that is under way is ended for it, and goes on afterwards; the next one may
 * begin in the same moment, and is ended too.
 * @returns the id of the sync that does it
 * @throws Refusal if the connection is in no state for it, or other such work is under way
 */
export async function requestRework(
  { db, syncs }: Pick<Context, 'db' | 'syncs'>,
  { id }: Pick<Connection, 'id'>,
  trigger: 'replay' | 'resync',
): Promise<string> {
  for (let nth = 1; ; nth += 1) {
    try {
      return (await syncs.request(id, trigger)).syncId;
    } catch (err) {
      if (!(err instanceof Refusal) || nth === TRIES || !(await isCollecting(db, id))) throw err;
      await syncs.cancel(id, `${trigger} asked for`);
    }
  }
}

async function isCollecting(db: Context['db'], connectionId: string): Promise<boolean> {
  const open = await db
    .selectFrom('syncs')
    .select('trigger')
    .where('connection_id', '=', connectionId)
    .where('state', 'in', ['queued', 'running'])
    .executeTakeFirst();
  return open !== undefined && open.trigger !== 'replay' && open.trigger !== 'resync';
}
