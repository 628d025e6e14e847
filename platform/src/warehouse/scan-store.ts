import { stat } from 'node:fs/promises';
import type { Logger } from '../logger.ts';
import { damagedStore, StoreError, type StoreFault } from './errors.ts';
import { copiesFolderOf, isMissing, storeFile, type WarehouseFolders } from './store-files.ts';
import { readWhole } from './verify-copy.ts';
import type { Warehouse } from './warehouse.ts';

/** What these say is not about what the store holds: whether it is sound remains to be seen. */
const NOT_DAMAGE: ReadonlySet<StoreFault> = new Set([
  'store-newer',
  'store-foreign',
  'store-in-use',
  'store-out-of-memory',
  'store-disk-full',
  'store-not-writable',
  'store-interrupted',
  'store-closed',
]);

/** Whether nothing was ever stored: neither a store nor copies of one that is gone. */
export async function hasNoStore(folders: WarehouseFolders, organisationId: string): Promise<boolean> {
  const file = storeFile(folders, organisationId);
  const exists = await stat(file).then(
    () => true,
    () => false,
  );
  return !exists && !(await isMissing(file, copiesFolderOf(folders, organisationId)));
}

/**
 * Reads every block of an organisation's store from the disk. The store is closed meanwhile, about a second for each gigabyte:
 * syncs and reports wait, because an open store answers from memory what the disk has lost. `signal` ends it.
 * @returns null if there is no store yet, otherwise how many rows it holds
 * @throws StoreError `store-damaged` if any of it cannot be read, or if it is gone while there are copies of it
 */
export async function scanStore(
  warehouse: Warehouse,
  organisationId: string,
  { log, signal }: { log: Logger; signal?: AbortSignal },
): Promise<{ readonly rows: number } | null> {
  if (await hasNoStore(warehouse.folders, organisationId)) return null;
  // Opened once by its own rules, what its log still holds goes into the file, and what cannot be opened is told.
  await warehouse.withOpenStore(organisationId, async () => undefined);
  try {
    const found = await warehouse.withClosedStore(organisationId, (closed) =>
      readWhole(closed, organisationId, { log, ...(signal === undefined ? {} : { signal }) }),
    );
    return { rows: Object.values(found).reduce((sum, { rows }) => sum + rows, 0) };
  } catch (err) {
    if (signal?.aborted === true || !(err instanceof StoreError) || NOT_DAMAGE.has(err.code)) throw err;
    throw damagedStore(organisationId);
  }
}
