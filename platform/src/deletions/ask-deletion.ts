import type { Deletion as DeletionAnswer } from '@illuminate/contract';
import { stopConnection } from '../connections/stop-connection.ts';
import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { invalidInput, notPossibleNow } from '../refusal.ts';
import { describeDeletion } from './describe-deletion.ts';
import { insertDeletion } from './insert-deletion.ts';

export interface AskDeletion {
  readonly organisation: Organisation;
  /** Null: everything of the organisation. */
  readonly connection: Connection | null;
  readonly atOnce: boolean;
  /** The name of the organisation, as a person has typed it. */
  readonly confirm: string | null;
  readonly actor: string;
}

/** Writes down that data is to be deleted. Collection has ended by then: what came in meanwhile would come back. */
export async function askDeletion(context: Context, wanted: AskDeletion): Promise<DeletionAnswer> {
  const { organisation, connection, atOnce, actor } = wanted;
  refuseUnconfirmed(wanted);
  if (connection === null) await stopAll(context, organisation, actor);
  else if (connection.state !== 'stopped') {
    throw notPossibleNow(
      `${connection.name} still collects.`,
      'Stop it first: data that is collected cannot be deleted.',
    );
  }
  const deletion = await context.db.transaction().execute((trx) => insertDeletion(context, trx, wanted));
  await context.control.requestDump('deletion.asked');
  if (connection !== null) context.changes.changed(connection.id);
  if (atOnce) await context.queue.send('deletions');
  return describeDeletion(deletion, { organisation, connection });
}

/** What cannot be cancelled is typed, so that no single slip of a hand does it. */
function refuseUnconfirmed({ atOnce, confirm, organisation }: AskDeletion): void {
  if (!atOnce || plain(confirm ?? '') === plain(organisation.name)) return;
  throw invalidInput([
    { path: 'body.confirm', message: `type the name of the organisation as it is written here: ${organisation.name}` },
  ]);
}

const plain = (name: string): string => name.normalize('NFC').trim().replaceAll(/\s+/g, ' ');

async function stopAll(context: Context, { id }: Organisation, actor: string): Promise<void> {
  const connections = await context.db
    .selectFrom('connections')
    .select('id')
    .where('organisation_id', '=', id)
    .where('state', '<>', 'stopped')
    .limit(1_000)
    .execute();
  for (const connection of connections) await stopConnection(context, { connectionId: connection.id, actor });
}
