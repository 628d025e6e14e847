import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SyncDeps } from '../syncs/sync-deps.ts';
import { namesIn, type PagesOf, pagesFolderOf } from './page-files.ts';

/** Deletes all kept pages of a connection, or those named, before their time, and remembers that for whoever asks. */
export async function dropPages(
  { db, clock, log }: Pick<SyncDeps, 'db' | 'clock' | 'log'>,
  pages: PagesOf,
  reason: 'room' | 'unwritable',
  names?: readonly string[],
): Promise<void> {
  const inside = pagesFolderOf(pages);
  const dropped = names ?? (await namesIn(inside));
  for (const name of dropped) await rm(join(inside, name), { force: true }).catch(() => undefined);
  if (dropped.length === 0) return;
  const { connectionId } = pages;
  log.warn({ connection: connectionId, files: dropped.length, reason }, 'kept pages were dropped before their time');
  const row = { dropped_at: clock.now(), dropped_files: dropped.length, dropped_reason: reason };
  await db
    .insertInto('kept_pages')
    .values({ connection_id: connectionId, ...row })
    .onConflict((conflict) => conflict.column('connection_id').doUpdateSet(row))
    .execute()
    // Of a connection that is gone nobody asks.
    .catch(() => undefined);
}
