import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { checkedName } from './names.ts';
import type { WarehouseFolders } from './store-files.ts';

/** What lay there belongs to a process that has ended. */
export async function emptyExports(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
}

/** Where an organisation's store may write what leaves it; null where nothing may leave. */
export function exportsFolderOf({ exportsFolder }: WarehouseFolders, organisationId: string): string | null {
  return exportsFolder === null ? null : join(exportsFolder, checkedName(organisationId, 'organisation'));
}

/** A file in it, whose folder is made. @throws Error where nothing may leave, which no server is opened with */
export async function newExportFile(folders: WarehouseFolders, organisationId: string, name: string): Promise<string> {
  const folder = exportsFolderOf(folders, organisationId);
  if (folder === null) throw new Error('this warehouse was opened without a folder for exports');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return join(folder, checkedName(name, 'export'));
}

/** Where a store lays down what a statement needs beyond its memory. Two that are open at once must not meet there. */
export function spillFolderOf(folder: string, storeFile: string): string {
  return join(folder, `${basename(storeFile)}.spill`);
}
