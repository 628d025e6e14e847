import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { CommandFailed, UsageError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import type { Terminal } from '../terminal.ts';

/** The server's own bundle lies beside ours: it alone opens the control database. */
const server = join(import.meta.dirname, 'server.mjs');

export function controlCommand(terminal: Terminal): Command {
  const command = new Command('control').description('the control database, while Illuminate is stopped');
  command
    .command('restore')
    .description('restore it from a dump; every connection is paused until its consent has been asked again')
    .argument('<file>', 'the dump, from the data folder or elsewhere')
    .action(async (file: string) => {
      if (!existsSync(file)) throw new UsageError(`There is no file ${file}.`);
      if (!existsSync(server)) throw new CommandFailed('The server is not built. Run npm run build.', EXIT.failed);
      const code = await new Promise<number>((resolve, reject) => {
        spawn(process.execPath, [server, 'restore-control', file], { stdio: 'inherit', env: terminal.env })
          .on('error', reject)
          .on('close', (exitCode) => resolve(exitCode ?? 1));
      });
      if (code !== 0) throw new CommandFailed('The control database was not restored; see above.', EXIT.failed);
    });
  return command;
}
