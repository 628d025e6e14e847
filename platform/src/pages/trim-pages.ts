import { rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SyncDeps } from '../syncs/sync-deps.ts';
import { dropPages } from './drop-pages.ts';
import { listPages, namesIn, type PagesOf, pagesFolderOf, UNFINISHED } from './page-files.ts';

const DAY_MS = 86_400_000;
export const PAGES_KEPT_DAYS = 14;
/** Of one connection: about six million tickets. */
export const PAGES_MOST_BYTES = 256 * 1024 * 1024;
const UNFINISHED_MS = 3_600_000;

type Deps = Pick<SyncDeps, 'db' | 'clock' | 'log' | 'pagesFolder'> & { readonly pagesMostBytes?: number };

/** Deletes kept pages that have had their time, the oldest of those beyond the room there is, and what was never finished. */
export async function trimPages(deps: Deps, pages: PagesOf): Promise<void> {
  const { clock, pagesMostBytes = PAGES_MOST_BYTES } = deps;
  const now = clock.now().getTime();
  const inside = pagesFolderOf(pages);
  for (const name of await namesIn(inside)) {
    if (!name.endsWith(UNFINISHED)) continue;
    const found = await stat(join(inside, name)).catch(() => null);
    if (found !== null && now - found.mtimeMs > UNFINISHED_MS) await rm(join(inside, name), { force: true });
  }
  const [kept, old] = divide(await listPages(pages), ({ at }) => now - at <= PAGES_KEPT_DAYS * DAY_MS);
  for (const { name } of old) await rm(join(inside, name), { force: true });
  let bytes = 0;
  const [, tooMany] = divide(kept.reverse(), (file) => {
    bytes += file.bytes;
    return bytes <= pagesMostBytes;
  });
  if (tooMany.length === 0) return;
  await dropPages(
    deps,
    pages,
    'room',
    tooMany.map(({ name }) => name),
  );
}

function divide<T>(items: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  const first: T[] = [];
  const second: T[] = [];
  for (const item of items) (isFirst(item) ? first : second).push(item);
  return [first, second];
}

/** Trims the pages of every connection, those that no sync comes by any more as well. */
export async function trimAllPages(deps: Deps, signal: AbortSignal): Promise<void> {
  const folder = deps.pagesFolder;
  for (const organisationId of await namesIn(folder)) {
    for (const connectionId of await namesIn(join(folder, organisationId))) {
      signal.throwIfAborted();
      await trimPages(deps, { folder, organisationId, connectionId });
      await rmdir(join(folder, organisationId, connectionId)).catch(() => undefined);
    }
    await rmdir(join(folder, organisationId)).catch(() => undefined);
  }
}
