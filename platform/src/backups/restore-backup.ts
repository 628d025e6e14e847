// What the operator runs to bring a whole data folder back: npx illuminate restore FILE --into FOLDER
import { mkdir, open, rm, statfs } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Clock, systemClock } from '../clock.ts';
import type { Config } from '../config/config.ts';
import { StartRefused } from '../config/start-refused.ts';
import { openDataFolder, RESTORING_FOLDER } from '../control/data-folder.ts';
import type { OpenEmbedded } from '../control/embedded.ts';
import { syncFolder } from '../control/files.ts';
import { restoreInto } from '../control/restore-command.ts';
import type { Logger } from '../logger.ts';
import { StoreError } from '../warehouse/errors.ts';
import { verifyCopy } from '../warehouse/verify-copy.ts';
import type { EntryHead } from './archive.ts';
import { damagedBackup } from './backup-header.ts';
import { type BackupFile, openBackup } from './read-backup.ts';
import { recordStandings } from './record-standings.ts';
import { emptyTarget, removeRestored } from './restore-target.ts';

const WAREHOUSE_FOLDER = 'warehouse';
const DUMP = 'control.ndjson.gz';

export interface RestoreBackup extends Pick<OpenEmbedded, 'template'> {
  /** `dataFolder` is where to; it is empty but for its master key. */
  readonly config: Pick<Config, 'dataFolder' | 'databaseUrl' | 'masterKeyFile'>;
  readonly file: string;
  readonly logger: Logger;
  readonly clock?: Clock;
}

export interface RestoredBackup {
  readonly madeAt: string;
  /** Of the control database, by table. */
  readonly rows: Readonly<Record<string, number>>;
  readonly stores: number;
  readonly files: number;
  readonly suspended: number;
  readonly warnings: readonly string[];
}

type Head<Kind extends EntryHead['kind']> = Extract<EntryHead, { kind: Kind }>;

/**
 * Restores a backup into an empty folder. The whole file is read and proven first; what was restored is read back and compared;
 * whatever goes wrong, nothing stays behind.
 * @throws StartRefused
 */
export async function restoreBackup(options: RestoreBackup): Promise<RestoredBackup> {
  const { config, clock = systemClock } = options;
  const file = resolve(options.file);
  const target = config.dataFolder;
  const backup = await openBackup(file, config.masterKeyFile);
  const { manifest, end, bytes } = await proveWhole(backup);
  const madeHere = await emptyTarget(target);
  try {
    await refuseFullDisk(target, bytes);
    await mkdir(join(target, RESTORING_FOLDER), { mode: 0o700 });
    syncFolder(target);
    await using folder = await openDataFolder(target, clock, { isRestore: true });
    const { stores, files } = await extract(backup, target);
    const { rows, suspended, header } = await restoreInto({
      ...options,
      folder,
      clock,
      file: join(target, RESTORING_FOLDER, DUMP),
      afterwards: (db) => recordStandings({ db, clock, dataFolder: target }),
    });
    for (const [table, count] of Object.entries(header.counts)) {
      if ((rows[table] ?? 0) !== count) throw damagedBackup(file);
    }
    if (manifest.demo) await folder.markDemo();
    await rm(join(target, RESTORING_FOLDER), { recursive: true });
    syncFolder(target);
    return { madeAt: manifest.made_at, rows, stores, files, suspended, warnings: end.warnings };
  } catch (err) {
    await removeRestored(target, madeHere);
    throw err;
  }
}

/** Reads all of it and writes nothing. */
async function proveWhole(
  backup: BackupFile,
): Promise<{ manifest: Head<'manifest'>; end: Head<'end'>; bytes: number }> {
  let manifest: Head<'manifest'> | undefined;
  let end: Head<'end'> | undefined;
  let hasControl = false;
  let bytes = 0;
  for await (const { head } of backup.entries()) {
    if (head.kind === 'manifest') manifest ??= head;
    else if (head.kind === 'end') end = head;
    else hasControl ||= head.kind === 'control';
    bytes += head.bytes;
  }
  if (manifest === undefined || end === undefined || !hasControl) throw damagedBackup(backup.file);
  return { manifest, end, bytes };
}

async function extract(backup: BackupFile, target: string): Promise<{ stores: number; files: number }> {
  let stores = 0;
  let files = 0;
  for await (const { head, content } of backup.entries()) {
    if (head.kind === 'control') await write(join(target, RESTORING_FOLDER, DUMP), content);
    else if (head.kind === 'file') {
      await write(join(target, ...head.path.split('/')), content);
      files += 1;
    } else if (head.kind === 'store') {
      const store = join(target, WAREHOUSE_FOLDER, `${head.organisation}.duckdb`);
      await write(store, content);
      await verifyCopy(store, head.organisation, head.checksums).catch((err: unknown) => {
        throw err instanceof StoreError && err.code === 'copy-damaged' ? damagedBackup(backup.file, err) : err;
      });
      stores += 1;
    }
  }
  return { stores, files };
}

/** A file that is not there yet, on the disk when this returns. */
async function write(file: string, content: AsyncIterable<Buffer>): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, 'wx', 0o600);
  try {
    for await (const piece of content) await handle.write(piece);
    await handle.sync();
  } finally {
    await handle.close();
  }
  syncFolder(dirname(file));
}

/** The dump is there twice for a while, and becomes a database. */
const ROOM_FOR_CONTROL = 100 * 1024 * 1024;

async function refuseFullDisk(target: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(target);
  const needed = bytes + ROOM_FOR_CONTROL;
  if (bavail * bsize >= needed) return;
  const megabytes = (number: number) => `${Math.ceil(number / 1_000_000)} MB`;
  throw new StartRefused(
    'folder_unusable',
    `The disk of ${target} has ${megabytes(bavail * bsize)} free and the restore needs ${megabytes(needed)}: make room, or restore into another folder.`,
  );
}
