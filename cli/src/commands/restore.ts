import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { UsageError } from '../errors.ts';
import { runServer } from '../offline.ts';
import type { Terminal } from '../terminal.ts';
import { jsonOption } from './options.ts';

interface RestoreOptions {
  readonly into: string;
  readonly masterKey?: string;
  readonly json?: boolean;
}

export function restoreCommand(terminal: Terminal): Command {
  return new Command('restore')
    .description(
      'restore a backup into an empty folder; every connection is paused until its consent has been asked again',
    )
    .argument('<file>', 'the backup')
    .requiredOption('--into <folder>', 'the data folder to be: a new one, or one with nothing in it but master.key')
    .option('--master-key <file>', 'the master key it was made under; master.key in that folder if left out')
    .addOption(jsonOption())
    .action(async (file: string, { into, masterKey, json = false }: RestoreOptions) => {
      if (!existsSync(file)) throw new UsageError(`There is no file ${file}.`);
      await runServer(terminal, {
        args: ['restore-backup', resolve(file), ...(json ? ['--json'] : [])],
        env: {
          ILLUMINATE_DATA: resolve(into),
          ...(masterKey === undefined ? {} : { ILLUMINATE_MASTER_KEY_FILE: resolve(masterKey) }),
        },
        otherwise: 'The backup was not restored; see above.',
      });
    });
}
