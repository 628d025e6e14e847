import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { UsageError } from '../errors.ts';
import { runServer } from '../offline.ts';
import type { Terminal } from '../terminal.ts';
import { jsonOption } from './options.ts';

export function controlCommand(terminal: Terminal): Command {
  const command = new Command('control').description('the control database, while Illuminate is stopped');
  command
    .command('restore')
    .description('restore it from a dump; every connection is paused until its consent has been asked again')
    .argument('<file>', 'the dump, from the data folder or elsewhere')
    .action(async (file: string) => {
      if (!existsSync(file)) throw new UsageError(`There is no file ${file}.`);
      await runServer(terminal, {
        args: ['restore-control', file],
        otherwise: 'The control database was not restored; see above.',
      });
    });
  command
    .command('move-to-postgres')
    .description(
      'move it from the data folder to the empty PostgreSQL database that DATABASE_URL names, and compare the two',
    )
    .addOption(jsonOption())
    .action(async ({ json = false }: { json?: boolean }) => {
      await runServer(terminal, {
        args: ['move-to-postgres', ...(json ? ['--json'] : [])],
        otherwise: 'The control database was not moved; see above.',
      });
    });
  return command;
}
