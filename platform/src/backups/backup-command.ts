// A backup of a data folder whose server is stopped: npx illuminate backup FILE
import { existsSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { systemClock } from '../clock.ts';
import { createClosers } from '../closers.ts';
import type { Config } from '../config/config.ts';
import { StartRefused } from '../config/start-refused.ts';
import { openDataFolder } from '../control/data-folder.ts';
import { renameDurably, syncFolder } from '../control/files.ts';
import { openControl } from '../control/open-control.ts';
import { openKeys } from '../keys/open-keys.ts';
import type { Logger } from '../logger.ts';
import { openWarehouse } from '../warehouse/warehouse.ts';
import { type LastBackup, readLastBackup } from './last-backup.ts';
import { createBackups } from './take-backup.ts';

const MEMORY_MB = 400;

interface BackupToFile {
  readonly config: Config;
  readonly log: Logger;
  readonly file: string;
}

/** Takes the data folder as a server does, so it is refused while one runs. @throws StartRefused */
export async function backupToFile({ config, log, file }: BackupToFile): Promise<LastBackup | null> {
  if (!existsSync(join(config.dataFolder, 'folder.json'))) {
    throw new StartRefused(
      'folder_unusable',
      `There is no data folder of Illuminate at ${config.dataFolder}: say where it is with ILLUMINATE_DATA.`,
    );
  }
  await using opened = createClosers();
  const folder = opened.use(await openDataFolder(config.dataFolder));
  const control = opened.use(await openControl({ config, folder, logger: log }));
  const keys = await openKeys({ config, control });
  const warehouse = await openWarehouse({
    folder: folder.folder('warehouse'),
    copiesFolder: folder.folder('copies'),
    memoryLimitMb: MEMORY_MB,
    threads: 1,
    log,
  });
  opened.defer(() => warehouse.close());
  const backups = createBackups({ db: control.db, control, warehouse, clock: systemClock, keys, log });
  const unfinished = `${file}.part`;
  const handle = await open(unfinished, 'w', 0o600);
  try {
    for await (const piece of await backups.take('operator')) await handle.write(piece);
    await handle.sync();
    renameDurably(unfinished, file);
    syncFolder(dirname(file));
  } finally {
    await handle.close();
    await rm(unfinished, { force: true });
  }
  return await readLastBackup({ db: control.db });
}
