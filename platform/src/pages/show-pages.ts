import { join } from 'node:path';
import type { KeptPages } from '@illuminate/contract';
import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';
import { listPages, PAGES_FOLDER } from './page-files.ts';
import { PAGES_KEPT_DAYS, PAGES_MOST_BYTES } from './trim-pages.ts';

/** How much is kept of a connection's pages, from when to when, and whether some had to go early. */
export async function showPages(
  { db, control }: Pick<Context, 'db' | 'control'>,
  { id, organisation_id: organisationId }: Pick<Connection, 'id' | 'organisation_id'>,
): Promise<KeptPages> {
  const folder = join(control.folder.path, PAGES_FOLDER);
  const files = await listPages({ folder, organisationId, connectionId: id });
  const dropped = await db.selectFrom('kept_pages').selectAll().where('connection_id', '=', id).executeTakeFirst();
  const [first, last] = [files[0], files.at(-1)];
  return {
    files: files.length,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    keptDays: PAGES_KEPT_DAYS,
    mostBytes: PAGES_MOST_BYTES,
    from: first === undefined ? null : new Date(first.at).toISOString(),
    to: last === undefined ? null : new Date(last.at).toISOString(),
    dropped:
      dropped === undefined
        ? null
        : { at: dropped.dropped_at.toISOString(), files: dropped.dropped_files, reason: dropped.dropped_reason },
  };
}
