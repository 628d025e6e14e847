import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seal } from '../keys/sealing.ts';
import type { SyncDeps } from '../syncs/sync-deps.ts';
import { dropPages } from './drop-pages.ts';
import { PAGES_KEY, type PagesOf, pageName, pagesFolderOf, placeOfPage, UNFINISHED } from './page-files.ts';
import { trimPages } from './trim-pages.ts';

type Deps = Pick<SyncDeps, 'db' | 'clock' | 'keys' | 'log' | 'pagesFolder'>;

/** Keeps the pages of one run. */
export interface PageKeeper {
  /**
   * Keeps what a batch was made of, before the batch is loaded: a page more than what is loaded does no harm, one less would.
   * @returns its file, for `forget`; null where it could not be written, which ends no sync
   * @throws KeysDestroyed if the organisation is gone
   */
  keep(content: Uint8Array): Promise<string | null>;
  /** Nothing came of it: what it holds was known. */
  forget(file: string): Promise<void>;
  /** Drops what has had its time and what there is no room for. */
  finish(): Promise<void>;
}

export function createPageKeeper(deps: Deps, of: Omit<PagesOf, 'folder'>, fence: number): PageKeeper {
  const { keys, log, pagesFolder } = deps;
  const pages: PagesOf = { folder: pagesFolder, ...of };
  const inside = pagesFolderOf(pages);
  let nth = 0;
  return {
    async keep(content) {
      nth += 1;
      const name = pageName(fence, nth);
      // Asked for each time: the keys of an organisation that is being deleted may be gone meanwhile.
      const { version, bytes } = await keys.derivedKey(of.organisationId, PAGES_KEY);
      const sealed = seal(bytes, version, placeOfPage(of, name), content);
      const file = join(inside, name);
      try {
        await mkdir(inside, { recursive: true });
        await writeFile(`${file}${UNFINISHED}`, sealed, { mode: 0o600 });
        await rename(`${file}${UNFINISHED}`, file);
        return file;
      } catch (err) {
        // A replay believes the newest page of an order; with this one missing it would put back an older one.
        log.warn({ err, connection: of.connectionId }, 'pages could not be kept; those kept before are dropped');
        await dropPages(deps, pages, 'unwritable');
        return null;
      }
    },
    forget: (file) => rm(file, { force: true }),
    finish: () => trimPages(deps, pages),
  };
}
