import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '../context.ts';
import { describeError } from '../logger.ts';
import { KEPT_OPEN_MS } from './describe-upload.ts';
import { OPEN_STATES } from './find-upload.ts';
import { settleLoaded } from './settle-loaded.ts';

type Deps = Pick<Context, 'db' | 'clock' | 'uploads' | 'warehouse' | 'changes' | 'control' | 'log'>;

/**
 * At a start: uploads that were being checked or loaded when the process ended. The store tells whether a load got that far; if not, the
 * upload is as it was before, and is checked or confirmed again.
 */
export async function settleUploads(deps: Deps): Promise<void> {
  const { db, warehouse, log } = deps;
  await db.updateTable('uploads').set({ state: 'received', checked: null }).where('state', '=', 'checking').execute();
  const loading = await db.selectFrom('uploads').selectAll().where('state', '=', 'loading').limit(1000).execute();
  for (const row of loading) {
    try {
      const connection = await db
        .selectFrom('connections')
        .select(['id', 'organisation_id', 'name'])
        .where('id', '=', row.connection_id ?? '')
        .executeTakeFirstOrThrow();
      const loaded = await warehouse.withStore(row.organisation_id, (store) =>
        store.upload({ connectionId: connection.id, uploadId: row.id }),
      );
      if (loaded !== null) {
        const organisation = { id: row.organisation_id };
        await settleLoaded(deps, { organisation, row, connection, loaded, actor: row.started_by });
        continue;
      }
    } catch (err) {
      log.warn({ err: describeError(err), upload: row.id }, 'a store could not say what was uploaded');
    }
    await db.updateTable('uploads').set({ state: 'checked' }).where('id', '=', row.id).execute();
  }
}

/** Ends uploads that nobody confirmed in time, and removes files that belong to none. */
export async function expireUploads(deps: Deps, signal: AbortSignal): Promise<void> {
  const { db, clock, log } = deps;
  const before = new Date(clock.now().getTime() - KEPT_OPEN_MS);
  const expired = await db
    .updateTable('uploads')
    .set({ state: 'expired' })
    .where('touched_at', '<', before)
    .where('state', 'in', ['receiving', 'received', 'checked'])
    .returning(['id', 'organisation_id'])
    .execute();
  for (const { id } of expired) log.info({ upload: id }, 'an upload that nobody confirmed was removed');
  await sweepFiles(deps, signal);
}

/** Folders of uploads that are not open: also what a crash left. Whatever is being received has its row first. */
async function sweepFiles({ db, uploads }: Deps, signal: AbortSignal): Promise<void> {
  for (const organisationId of await namesIn(uploads.folder)) {
    signal.throwIfAborted();
    const rows = await db
      .selectFrom('uploads')
      .select('id')
      .where('organisation_id', '=', organisationId)
      .where('state', 'in', [...OPEN_STATES])
      .limit(1000)
      .execute();
    const open = new Set(rows.map(({ id }) => id));
    const inside = join(uploads.folder, organisationId);
    if (!(await isFolder(inside))) continue;
    for (const name of await namesIn(inside)) {
      if (!open.has(name)) await rm(join(inside, name), { recursive: true, force: true });
    }
  }
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);
const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
