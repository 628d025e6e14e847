// Where kept pages lie: one folder a connection, a file for each batch that was loaded, named in the order of loading.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { open, type Place } from '../keys/sealing.ts';

/** The pages of one connection. */
export interface PagesOf {
  /** Of all kept pages. */
  readonly folder: string;
  readonly organisationId: string;
  readonly connectionId: string;
}

/** What opens them: a key worked out from the organisation's, which goes with it. */
export interface PageKey {
  readonly version: number;
  readonly bytes: Uint8Array;
}

export interface PageFile {
  readonly name: string;
  readonly bytes: number;
  /** When the sync began that read it (ms). */
  readonly at: number;
}

/** Under the data folder. */
export const PAGES_FOLDER = 'pages';
/** The purpose of the key, among those that are worked out from an organisation's. */
export const PAGES_KEY = 'kept pages';
export const UNFINISHED = '.unfinished';
const NAME = /^(\d{16})-\d{6}\.page$/;

/** Fences only ever grow, and are never less than the time of day. */
export function pageName(fence: number, nth: number): string {
  return `${String(fence).padStart(16, '0')}-${String(nth).padStart(6, '0')}.page`;
}

export function pagesFolderOf({ folder, organisationId, connectionId }: PagesOf): string {
  return join(folder, organisationId, connectionId);
}

/** Sealed for its organisation, connection and name: elsewhere it does not open. */
export function placeOfPage({ organisationId, connectionId }: Omit<PagesOf, 'folder'>, name: string): Place {
  return ['pages', organisationId, connectionId, name];
}

/** Whole files, in the order in which they were loaded. */
export async function listPages(pages: PagesOf): Promise<PageFile[]> {
  const inside = pagesFolderOf(pages);
  const found: PageFile[] = [];
  for (const name of (await namesIn(inside)).sort()) {
    const [, fence] = NAME.exec(name) ?? [];
    const size = fence === undefined ? null : await stat(join(inside, name)).catch(() => null);
    if (fence !== undefined && size !== null) found.push({ name, bytes: size.size, at: Number(fence) });
  }
  return found;
}

/** @throws DoesNotOpen if it was changed, or sealed with another key or for another place */
export async function openPage(pages: PagesOf, key: PageKey, name: string): Promise<Buffer> {
  const sealed = await readFile(join(pagesFolderOf(pages), name));
  return open(key.bytes, placeOfPage(pages, name), sealed);
}

export const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);
