import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { UsageError } from '../errors.ts';
import { runServer } from '../offline.ts';
import type { Terminal } from '../terminal.ts';

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
  return command;
}
