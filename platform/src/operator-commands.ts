// What the operator does with a data folder that no server runs on. The command line starts the server's own bundle for it, as it
// alone opens databases.
import { backupToFile } from './backups/backup-command.ts';
import { restoreBackup } from './backups/restore-backup.ts';
import { sayRestored } from './backups/say-restored.ts';
import type { Config } from './config/config.ts';
import { StartRefused } from './config/start-refused.ts';
import { moveToPostgres } from './control/move-to-postgres.ts';
import { restoreControl } from './control/restore-command.ts';
import { sayMoved } from './control/say-moved.ts';
import type { Logger } from './logger.ts';

interface OperatorCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly config: Config;
  readonly log: Logger;
  readonly say: (line: string) => void;
}

type Run = (given: OperatorCommand) => Promise<number>;

const COMMANDS: Readonly<Record<string, Run>> = {
  'restore-control': async ({ args, config, log, say }) => {
    const file = fileOf(args, 'Name the dump to restore: restore-control FILE.');
    const { rows, suspended } = await restoreControl({ config, file, logger: log });
    say(`Restored ${sum(rows).toLocaleString('en-GB')} rows from ${file}.`);
    say(`${suspended} connections collect nothing until their permission has been asked again.`);
    return 0;
  },
  'move-to-postgres': async ({ args, config, log, say }) => {
    const moved = await moveToPostgres({ config, logger: log });
    if (args.includes('--json')) say(JSON.stringify(moved, null, 2));
    else for (const line of sayMoved(moved, config)) say(line);
    return 0;
  },
  backup: async ({ args, config, log, say }) => {
    const file = fileOf(args, 'Name the file to write: backup FILE.');
    say(JSON.stringify(await backupToFile({ config, log, file })));
    return 0;
  },
  'restore-backup': async ({ args, config, log, say }) => {
    const file = fileOf(args, 'Name the backup to restore: restore-backup FILE.');
    const restored = await restoreBackup({ config, file, logger: log });
    if (args.includes('--json')) say(JSON.stringify(restored, null, 2));
    else for (const line of sayRestored(restored, config)) say(line);
    return 0;
  },
};

/** @returns the exit code. @throws StartRefused */
export async function runOperatorCommand(given: OperatorCommand): Promise<number> {
  const run = COMMANDS[given.command];
  if (run !== undefined) return run(given);
  const names = Object.keys(COMMANDS).join(', ');
  throw new StartRefused('setting_invalid', `There is no command ${given.command}; there are ${names}.`);
}

function fileOf([file]: readonly string[], otherwise: string): string {
  if (file === undefined) throw new StartRefused('setting_invalid', otherwise);
  return file;
}

function sum(rows: Readonly<Record<string, number>>): number {
  return Object.values(rows).reduce((total, count) => total + count, 0);
}
