import type { Transaction } from 'kysely';
import type { Connection } from '../control/schema/connections.ts';
import type { ControlTables } from '../control/schema.ts';
import { notPossibleNow } from '../refusal.ts';
import { cancelScheduled } from './cancel-deletion.ts';

/**
 * A stopped connection is taken up again: a deletion that waits is cancelled, as the data is wanted.
 * @throws Refusal while one runs
 */
export async function keepWanted(
  trx: Transaction<ControlTables>,
  { id, name, organisation_id: organisationId }: Pick<Connection, 'id' | 'name' | 'organisation_id'>,
  { actor, at }: { actor: string; at: Date },
): Promise<void> {
  const open = await trx
    .selectFrom('deletions')
    .select(['id', 'state'])
    .where('organisation_id', '=', organisationId)
    .where((eb) => eb.or([eb('connection_id', '=', id), eb('connection_id', 'is', null)]))
    .where('state', 'in', ['scheduled', 'running'])
    .execute();
  if (open.some(({ state }) => state === 'running')) {
    throw notPossibleNow(`What ${name} had collected is being deleted.`, 'Try again in a minute.', 'nobody');
  }
  for (const deletion of open) await cancelScheduled(trx, { id: deletion.id, actor, why: 'reconnected', at });
}
