import { rename } from 'node:fs/promises';
import { copiesFolderOf, logFile, timeInName } from './store-files.ts';
import type { Warehouse } from './warehouse.ts';

/**
 * Takes an organisation's store with its copies out of use, so that the next sync begins an empty one. The files stay beside it
 * under names that tell when.
 */
export async function setStoreAside(warehouse: Warehouse, organisationId: string, now: number): Promise<void> {
  const suffix = `.replaced-${timeInName(now)}`;
  const copies = copiesFolderOf(warehouse.folders, organisationId);
  await warehouse.withClosedStore(organisationId, async (file) => {
    // Copies without their store would pass for a store that was lost.
    await renameIfThere(copies, `${copies}${suffix}`);
    await renameIfThere(logFile(file), logFile(`${file}${suffix}`));
    await renameIfThere(file, `${file}${suffix}`);
  });
}

async function renameIfThere(from: string, to: string): Promise<void> {
  await rename(from, to).catch((err: NodeJS.ErrnoException) => {
    if (err.code !== 'ENOENT') throw err;
  });
}
