import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import { TOMBSTONES_FILE } from '../deletions/tombstones.ts';
import type { RestoredBackup } from './restore-backup.ts';

/** What a restore did and what is left to do, for the person who ran it. */
export function sayRestored(
  { madeAt, rows, stores, files, suspended, warnings }: RestoredBackup,
  { dataFolder, masterKeyFile }: Pick<Config, 'dataFolder' | 'masterKeyFile'>,
): string[] {
  const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
  const inFolder = join(dataFolder, 'master.key');
  return [
    `Restored the backup of ${madeAt} into ${dataFolder}: ${total.toLocaleString('en-GB')} rows of the control database, ${stores} stores, ${files} pages; all read back and equal.`,
    ...warnings.map((warning) => `When it was taken: ${warning}`),
    `${suspended} connections collect nothing until their permission has been asked again: by themselves where the provider has a list of permissions, by "npx illuminate connections resume" otherwise.`,
    `What was deleted since then is in it again. Put ${TOMBSTONES_FILE} of the former data folder into ${dataFolder} before the first start, which then deletes the same once more.`,
    masterKeyFile === inFolder
      ? `Start it with ILLUMINATE_DATA=${dataFolder}.`
      : `Start it with ILLUMINATE_DATA=${dataFolder} and ILLUMINATE_MASTER_KEY_FILE=${masterKeyFile}, or copy that key to ${inFolder} first.`,
    'Its first start makes a new operator.key, which takes the place of the former one.',
  ];
}
