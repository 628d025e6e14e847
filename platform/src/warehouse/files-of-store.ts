import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { exportsFolderOf } from './exports-folder.ts';
import { checkedName } from './names.ts';
import type { WarehouseFolders } from './store-files.ts';

/** A file that holds, or held, what an organisation's store holds. */
export interface FileOfStore {
  readonly kind: 'store' | 'store-set-aside' | 'copy';
  readonly file: string;
  readonly bytes: number;
}

/**
 * Every file of an organisation's store: itself with its log, stores that were set aside or never finished, and copies of any of
 * them.
 */
export async function filesOfStore(folders: WarehouseFolders, organisationId: string): Promise<FileOfStore[]> {
  const name = `${checkedName(organisationId, 'organisation')}.duckdb`;
  const stores = (await readdir(folders.folder).catch(() => [])).filter((file) => file.startsWith(name));
  const found: FileOfStore[] = [];
  for (const file of stores.sort()) {
    const kind = file === name || file === `${name}.wal` ? 'store' : 'store-set-aside';
    found.push(...(await sized(kind, join(folders.folder, file))));
  }
  for (const folder of await copyFolders(folders, organisationId)) {
    for (const file of await readdir(folder).catch(() => [])) {
      found.push(...(await sized('copy', join(folder, file))));
    }
  }
  return found;
}

/** Removes all of them, and what was about to leave. The store must be closed. */
export async function removeFilesOfStore(folders: WarehouseFolders, organisationId: string): Promise<void> {
  const exports = exportsFolderOf(folders, organisationId);
  if (exports !== null) await rm(exports, { recursive: true, force: true });
  for (const { file } of await filesOfStore(folders, organisationId)) await rm(file, { force: true });
  for (const folder of await copyFolders(folders, organisationId)) await rm(folder, { recursive: true, force: true });
}

/** Removes what lies beside the store and may hold what it holds no more: stores set aside and copies, but for those named. */
export async function removeOtherFiles(
  folders: WarehouseFolders,
  organisationId: string,
  keep: readonly string[],
): Promise<FileOfStore[]> {
  const others = (await filesOfStore(folders, organisationId)).filter(
    ({ kind, file }) => kind !== 'store' && !keep.some((name) => file.endsWith(name) || file.endsWith(`${name}.json`)),
  );
  for (const { file } of others) await rm(file, { force: true });
  for (const folder of await copyFolders(folders, organisationId)) {
    if ((await readdir(folder).catch(() => ['?'])).length === 0) await rm(folder, { recursive: true, force: true });
  }
  return others;
}

/** Removes stores set aside and copies from before an instant (ms), but for the newest copy. */
export async function removeOlderFiles(
  folders: WarehouseFolders,
  organisationId: string,
  before: number,
): Promise<void> {
  const dated = (await filesOfStore(folders, organisationId)).flatMap((one) => {
    const at = one.kind === 'store' ? null : timeOf(one.file);
    return at === null ? [] : [{ ...one, at }];
  });
  const newest = Math.max(...dated.filter(({ kind }) => kind === 'copy').map(({ at }) => at));
  for (const { kind, file, at } of dated) {
    if (at < before && (kind !== 'copy' || at < newest)) await rm(file, { force: true });
  }
}

/** The time in a file's name, or in that of its folder. */
function timeOf(file: string): number | null {
  const [, day, hour, minute, second] = /(\d{4}-\d\d-\d\d)T(\d\d)(\d\d)(\d\d)Z(?!.*\d{4}-\d\d-\d\dT)/.exec(file) ?? [];
  return day === undefined ? null : Date.parse(`${day}T${hour}:${minute}:${second}Z`);
}

/** The copies of the store, and those that were set aside with an earlier one. */
async function copyFolders({ copiesFolder }: WarehouseFolders, organisationId: string): Promise<string[]> {
  const names = await readdir(copiesFolder).catch(() => []);
  return names
    .filter((name) => name === organisationId || name.startsWith(`${organisationId}.replaced-`))
    .map((name) => join(copiesFolder, name));
}

async function sized(kind: FileOfStore['kind'], file: string): Promise<FileOfStore[]> {
  const found = await stat(file).catch(() => null);
  return found === null || !found.isFile() ? [] : [{ kind, file, bytes: found.size }];
}
