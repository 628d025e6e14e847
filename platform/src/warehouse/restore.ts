import { constants, copyFile, link, open, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { listCopies, notedChecksums, type StoreCopy } from './copies.ts';
import { StoreError } from './errors.ts';
import { copiesFolderOf, logFile, timeInName } from './store-files.ts';
import { verifyCopy } from './verify-copy.ts';
import type { Warehouse } from './warehouse.ts';

export interface Restored {
  readonly restored: StoreCopy;
  /** The name under which the store of before stays beside the new one; null if there was none. */
  readonly keptAside: string | null;
}

/**
 * Puts a copy (the newest, if none is named) in the place of an organisation's store. The copy is read whole first; the store
 * is replaced in one step, or not at all.
 */
export async function restoreStore(
  warehouse: Warehouse,
  organisationId: string,
  { copy = null, now }: { copy?: string | null; now: number },
): Promise<Restored> {
  const copies = await listCopies(warehouse, organisationId);
  const chosen = copy === null ? copies[0] : copies.find(({ name }) => name === copy);
  if (chosen === undefined) {
    throw new StoreError('copy-missing', `There is no such copy of the store of ${organisationId}.`);
  }
  const source = join(copiesFolderOf(warehouse.folders, organisationId), chosen.name);
  await verifyCopy(source, organisationId, await notedChecksums(source));
  return warehouse.withClosedStore(organisationId, async (file) => {
    const prepared = `${file}.restoring`;
    await rm(prepared, { force: true });
    await copyFile(source, prepared, constants.COPYFILE_FICLONE);
    await flush(prepared);
    const keptAside = await keepAside(file, `${file}.replaced-${timeInName(now)}`);
    await rename(prepared, file);
    return { restored: chosen, keptAside };
  });
}

/** Keeps the old file under a second name, so that the rename over the first is the only step that counts. */
async function keepAside(file: string, aside: string): Promise<string | null> {
  const exists = await stat(file).then(
    () => true,
    () => false,
  );
  if (exists) {
    await rm(aside, { force: true });
    await link(file, aside);
  }
  // The log belongs to the old file; beside the new one it would be applied to the wrong store.
  await rename(logFile(file), logFile(aside)).catch((err: NodeJS.ErrnoException) => {
    if (err.code !== 'ENOENT') throw err;
  });
  return exists ? basename(aside) : null;
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
