import { join } from 'node:path';
import { checkedName } from './names.ts';

export interface WarehouseFolders {
  readonly folder: string;
  readonly copiesFolder: string;
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
