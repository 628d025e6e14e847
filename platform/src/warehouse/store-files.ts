import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { checkedName } from './names.ts';

const FRESH_SUFFIX = '.resync';

export interface WarehouseFolders {
  readonly folder: string;
  readonly copiesFolder: string;
  /** Null for a warehouse that nothing leaves. */
  readonly exportsFolder: string | null;
}

/** Where an organisation's store lies. */
export function storeFile({ folder }: WarehouseFolders, organisationId: string): string {
  return join(folder, `${checkedName(organisationId, 'organisation')}.duckdb`);
}

/** DuckDB's log of what is not yet in the file. */
export function logFile(file: string): string {
  return `${file}.wal`;
}

export function copiesFolderOf({ copiesFolder }: WarehouseFolders, organisationId: string): string {
  return join(copiesFolder, checkedName(organisationId, 'organisation'));
}

/** Into which a connection is loaded from scratch: among the copies, of which it is none, and goes with them. */
export function freshFile(
  folders: WarehouseFolders,
  { organisationId, connectionId }: { readonly organisationId: string; readonly connectionId: string },
): string {
  return join(copiesFolderOf(folders, organisationId), `${checkedName(connectionId, 'connection')}${FRESH_SUFFIX}`);
}

/** A store that was copied must exist: a new, empty one in its place would hide the loss. Nor does DuckDB mind an empty file. */
export async function isMissing(file: string, copies: string): Promise<boolean> {
  const size = await stat(file).then(
    ({ size }) => size,
    () => null,
  );
  if (size !== null) return size === 0;
  const names = await readdir(copies).catch(() => []);
  return names.some((name) => !name.includes(FRESH_SUFFIX));
}

/** A time as part of a file name, sortable: 2026-11-24T021500Z. */
export function timeInName(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replaceAll(':', '')}Z`;
}
