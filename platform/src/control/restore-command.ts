// What the operator runs while the server is stopped: npx illuminate control restore FILE
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Clock, systemClock } from '../clock.ts';
import type { Config } from '../config/config.ts';
import { StartRefused } from '../config/start-refused.ts';
import type { Logger } from '../logger.ts';
import type { ControlBackend } from './control-backend.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { CONTROL_FOLDER, type OpenEmbedded } from './embedded.ts';
import { newId } from './new-id.ts';
import { openBackend } from './open-backend.ts';
import { verifyDump } from './read-dump.ts';
import { type RestoredDump, restoreDump } from './restore-dump.ts';

export interface RestoreControl extends Pick<OpenEmbedded, 'template'> {
  config: Pick<Config, 'dataFolder' | 'databaseUrl'>;
  file: string;
  logger: Logger;
  clock?: Clock;
}

/** Takes the data folder as a server does, so it refuses while one runs; the folder then belongs to what was restored. */
export async function restoreControl(options: RestoreControl): Promise<RestoredDump> {
  const { config, clock = systemClock } = options;
  const file = resolve(options.file);
  if (!existsSync(file)) {
    throw new StartRefused('dump_damaged', `There is no dump ${file}: the dumps are in ${config.dataFolder}/dumps.`);
  }
  await verifyDump(file);
  await using folder = await openDataFolder(config.dataFolder, clock);
  if (!config.databaseUrl) refuseExisting(join(folder.path, CONTROL_FOLDER));
  return await restoreInto({ ...options, folder, file, clock, afterwards: async () => undefined });
}

export interface RestoreInto extends Pick<OpenEmbedded, 'template'> {
  folder: DataFolder;
  config: Pick<Config, 'databaseUrl'>;
  file: string;
  logger: Logger;
  clock: Clock;
  /** What belongs to the restore and needs the database. */
  afterwards: (db: ControlBackend['db']) => Promise<void>;
}

/** Into a data folder that is taken; the folder then belongs to what was restored. */
export async function restoreInto(options: RestoreInto): Promise<RestoredDump> {
  const { folder, config, file, logger, clock, afterwards } = options;
  const template = options.template === undefined ? {} : { template: options.template };
  const backend = await openBackend({ config, folder, logger, ...template });
  try {
    const controlId = newId('ctl');
    const restored = await restoreDump({ db: backend.db, file, folderId: folder.id, controlId, at: clock.now() });
    await afterwards(backend.db);
    await folder.bindControl(controlId);
    return restored;
  } finally {
    await backend.close();
  }
}

function refuseExisting(path: string): void {
  if (!existsSync(path) || readdirSync(path).length === 0) return;
  throw new StartRefused(
    'control_not_empty',
    `There is a control database in ${path} already, and a dump is restored into an empty one only: move that folder elsewhere first, and keep it until all is well.`,
  );
}
