import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Logger } from '../logger.ts';
import { damagedStore, StoreError } from './errors.ts';
import { literal } from './layout.ts';
import { hasNoStore } from './scan-store.ts';
import { sessionOf } from './session.ts';
import { copiesFolderOf, isMissing, storeFile } from './store-files.ts';
import { readWhole } from './verify-copy.ts';

/**
 * Looks into a store that no process has open, and changes nothing in it. `thorough` reads every block.
 * @returns null if there is none yet
 * @throws StoreError
 */
export async function lookAtStore(
  dataFolder: string,
  organisationId: string,
  { log, thorough }: { log: Logger; thorough: boolean },
): Promise<{ readonly rows: number } | null> {
  const folders = {
    folder: join(dataFolder, 'warehouse'),
    copiesFolder: join(dataFolder, 'copies'),
    exportsFolder: null,
  };
  if (await hasNoStore(folders, organisationId)) return null;
  const file = storeFile(folders, organisationId);
  if (await isMissing(file, copiesFolderOf(folders, organisationId))) throw damagedStore(organisationId);
  try {
    if (thorough) {
      const found = await readWhole(file, organisationId, { log });
      return { rows: Object.values(found).reduce((sum, { rows }) => sum + rows, 0) };
    }
    return { rows: await countOrders(file, organisationId, log) };
  } catch (err) {
    if (err instanceof StoreError && err.code === 'store-failed') throw damagedStore(organisationId);
    throw err;
  }
}

async function countOrders(file: string, organisationId: string, log: Logger): Promise<number> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '128MB', temp_directory: '' });
  try {
    const session = sessionOf(await instance.connect(), organisationId, log, () => {});
    await session.run(`ATTACH ${literal(file)} AS looked (READ_ONLY)`);
    const [row] = await session.rows('SELECT count(*) AS rows FROM looked.main.orders');
    return Number(row?.rows);
  } finally {
    instance.closeSync();
  }
}
