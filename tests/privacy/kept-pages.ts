import { hkdfSync } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { placeOfKey, type WrappedKey } from '../../platform/src/keys/organisation-keys.ts';
import { KEY_BYTES, open, seal } from '../../platform/src/keys/sealing.ts';
import { unpackPages } from '../../platform/src/pages/page-content.ts';
import { PAGES_KEY, placeOfPage } from '../../platform/src/pages/page-files.ts';

/** Opens and makes kept pages with nothing but the files of a data folder and the keys that its control database holds. */
export interface KeptPagesReader {
  /** The text of a page; null for a file that is none. */
  textOf(path: string): Promise<Buffer | null>;
  /** Writes a page beside another one. @returns its path */
  plant(beside: string, name: string, text: string): Promise<string>;
}

export async function keptPagesReader(data: string, wrapped: readonly WrappedKey[]): Promise<KeptPagesReader> {
  const master = Buffer.from((await readFile(join(data, 'master.key'), 'utf8')).trim(), 'base64');
  const keyOf = (organisationId: string): { version: number; bytes: Uint8Array } => {
    const row = wrapped.find((key) => key.organisation_id === organisationId && key.purpose === 'data');
    if (row === undefined) throw new Error(`no key of ${organisationId}`);
    const key = open(master, placeOfKey(row), row.wrapped);
    const bytes = new Uint8Array(hkdfSync('sha256', key, '', `illuminate ${PAGES_KEY}`, KEY_BYTES));
    return { version: row.version, bytes };
  };
  const partsOf = (path: string) => {
    const [folder, organisationId, connectionId, name] = relative(data, path).split(/[/\\]/);
    if (folder !== 'pages' || organisationId === undefined || connectionId === undefined || name === undefined)
      return null;
    return { organisationId, connectionId, name };
  };
  return {
    async textOf(path) {
      const page = partsOf(path);
      if (page === null || !page.name.endsWith('.page')) return null;
      return unpackPages(open(keyOf(page.organisationId).bytes, placeOfPage(page, page.name), await readFile(path)));
    },
    async plant(beside, name, text) {
      const page = partsOf(beside);
      if (page === null) throw new Error('no page to plant beside');
      const path = join(data, 'pages', page.organisationId, page.connectionId, name);
      const { version, bytes } = keyOf(page.organisationId);
      await writeFile(path, seal(bytes, version, placeOfPage(page, name), gzipSync(text)));
      return path;
    },
  };
}
