import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seal } from '../../platform/src/keys/sealing.ts';
import { unpackPages } from '../../platform/src/pages/page-content.ts';
import {
  listPages,
  openPage,
  type PageKey,
  type PagesOf,
  pageName,
  pagesFolderOf,
  placeOfPage,
} from '../../platform/src/pages/page-files.ts';

/** Kept pages of a connection without the platform around it, under a key that no database knows. */
export interface PagesInProcess {
  readonly pages: PagesOf;
  readonly key: PageKey;
  keep(fence: number, content: Uint8Array): Promise<string>;
  forget(file: string): Promise<void>;
  files(): Promise<readonly string[]>;
  /** What they hold, as text. */
  texts(): Promise<readonly string[]>;
}

export function pagesInProcess(pages: PagesOf): PagesInProcess {
  const key: PageKey = { version: 1, bytes: new Uint8Array(32).fill(9) };
  const inside = pagesFolderOf(pages);
  let nth = 0;
  const files = async (): Promise<string[]> => (await listPages(pages)).map(({ name }) => name);
  return {
    pages,
    key,
    async keep(fence, content) {
      nth += 1;
      const name = pageName(fence, nth);
      await mkdir(inside, { recursive: true });
      await writeFile(join(inside, name), seal(key.bytes, key.version, placeOfPage(pages, name), content));
      return join(inside, name);
    },
    forget: (file) => rm(file),
    files,
    async texts() {
      const found: string[] = [];
      for (const name of await files()) found.push(unpackPages(await openPage(pages, key, name)).toString());
      return found;
    },
  };
}
