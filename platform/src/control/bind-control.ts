import type { Kysely } from 'kysely';
import type { Clock } from '../clock.ts';
import { StartRefused } from '../config/start-refused.ts';
import type { DataFolder } from './data-folder.ts';
import { newId } from './new-id.ts';
import type { ControlTables } from './schema.ts';

interface BindControl {
  db: Kysely<ControlTables>;
  folder: DataFolder;
  clock: Clock;
  isServer: boolean;
}

/**
 * Each says which other it belongs to: a folder's stores under another folder's organisations would mix their data.
 * The database is written first; a crash in between leaves a folder that is still free to be bound to it.
 */
export async function bindControl({ db, folder, clock, isServer }: BindControl): Promise<void> {
  const where = isServer ? 'at DATABASE_URL' : `in ${folder.path}`;
  if (folder.moved !== null && !isServer) {
    throw new StartRefused(
      'control_moved',
      `The control database of ${folder.path} was moved to the PostgreSQL server ${folder.moved.to} on ${folder.moved.at.toISOString().slice(0, 10)}, and the embedded one has stood still since: set DATABASE_URL to that server.`,
    );
  }
  const bound = await db.selectFrom('data_folder').selectAll().executeTakeFirst();
  if (bound && bound.id !== folder.id) {
    throw new StartRefused(
      'control_belongs_elsewhere',
      `The control database ${where} belongs to another data folder (${bound.id}; this one, ${folder.path}, is ${folder.id}): set ILLUMINATE_DATA to that folder, or DATABASE_URL to an empty database.`,
    );
  }
  if (folder.controlId !== null && folder.controlId !== bound?.control_id) {
    throw new StartRefused(
      'folder_belongs_elsewhere',
      `The data folder ${folder.path} belongs to another control database than the one ${where}: set DATABASE_URL back to what it was (or leave it out if it was not set), or move by "npx illuminate control restore" with the newest file of ${folder.path}/dumps.`,
    );
  }
  if (bound && folder.controlId === bound.control_id) return;
  const controlId = bound?.control_id ?? newId('ctl');
  if (!bound) {
    await db
      .insertInto('data_folder')
      .values({ id: folder.id, control_id: controlId, bound_at: clock.now() })
      .execute();
  }
  await folder.bindControl(controlId);
}
