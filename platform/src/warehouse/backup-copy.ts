import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { copyTo, currentCopy, listCopies, notedChecksums } from './copies.ts';
import { StoreError, type StoreFault } from './errors.ts';
import { copiesFolderOf, storeFile, timeInName } from './store-files.ts';
import { type Checksums, verifyCopy } from './verify-copy.ts';
import type { Warehouse } from './warehouse.ts';

/** A file with all of a store, read back whole. */
export interface BackupCopy extends AsyncDisposable {
  readonly file: string;
  readonly checksums: Checksums | null;
  /** Milliseconds. */
  readonly asOf: number;
  /** What is wrong with the store itself, of which this is an earlier copy; null if nothing is. */
  readonly fault: StoreFault | null;
}

/** What concerns one store alone, so that the others are backed up all the same. */
const OF_THIS_STORE: ReadonlySet<StoreFault> = new Set([
  'store-damaged',
  'store-newer',
  'store-foreign',
  'store-failed',
  'copy-damaged',
]);
const SUFFIX = '.backup';

/**
 * A verified copy of a store for a backup: the nightly one if nothing was loaded since, else one of its own, which is gone when
 * disposed. Of a store that cannot be read the newest copy that can is given.
 * @returns null if the organisation has no store yet
 * @throws StoreError `store-damaged` if neither the store nor any copy can be read
 */
export async function copyForBackup(
  warehouse: Warehouse,
  organisationId: string,
  now: number,
): Promise<BackupCopy | null> {
  const folder = copiesFolderOf(warehouse.folders, organisationId);
  await removeLeftovers(folder);
  const exists = await isThere(storeFile(warehouse.folders, organisationId));
  if (!exists && (await listCopies(warehouse, organisationId)).length === 0) return null;
  try {
    return await copyOfNow(warehouse, organisationId, folder, now);
  } catch (err) {
    if (!(err instanceof StoreError) || !OF_THIS_STORE.has(err.code)) throw err;
    const earlier = await newestSound(warehouse, organisationId, folder, err.code);
    if (earlier === null) throw new StoreError('store-damaged', err.message, err.reference);
    return earlier;
  }
}

async function copyOfNow(
  warehouse: Warehouse,
  organisationId: string,
  folder: string,
  now: number,
): Promise<BackupCopy> {
  const current = await currentCopy(warehouse, organisationId);
  if (current !== null) {
    const file = join(folder, current.name);
    const checksums = await notedChecksums(file);
    // The disk may have lost a block of it since the night.
    const isSound = await verifyCopy(file, organisationId, checksums).then(
      () => true,
      () => false,
    );
    if (isSound) return { file, checksums, asOf: now, fault: null, [Symbol.asyncDispose]: async () => undefined };
  }
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${timeInName(now)}${SUFFIX}`);
  const dispose = async () => {
    await rm(file, { force: true });
    await rm(`${file}.wal`, { force: true });
  };
  try {
    const { checksums } = await copyTo(warehouse, organisationId, file);
    return { file, checksums, asOf: now, fault: null, [Symbol.asyncDispose]: dispose };
  } catch (err) {
    await dispose();
    throw err;
  }
}

async function newestSound(
  warehouse: Warehouse,
  organisationId: string,
  folder: string,
  fault: StoreFault,
): Promise<BackupCopy | null> {
  for (const { name, madeAt } of await listCopies(warehouse, organisationId)) {
    const file = join(folder, name);
    const checksums = await notedChecksums(file);
    try {
      await verifyCopy(file, organisationId, checksums);
      return { file, checksums, asOf: madeAt, fault, [Symbol.asyncDispose]: async () => undefined };
    } catch {
      // The one before it may be sound.
    }
  }
  return null;
}

/** Of a process that was killed in the middle; one backup is taken at a time. */
async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) if (name.includes(SUFFIX)) await rm(join(folder, name), { force: true });
}

function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
