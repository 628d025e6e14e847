import { Command } from 'commander';
import { connect } from '../connect.ts';
import type { Terminal } from '../terminal.ts';
import { jsonOption } from './options.ts';
import { printMoved } from './print-moved.ts';

export function stopConnectionCommand(terminal: Terminal): Command {
  return new Command('stop')
    .description('stop collection for good; what was collected is kept')
    .argument('<name>', 'name of the connection')
    .option('--delete', 'delete what was collected, in seven days; until then it can be cancelled')
    .addOption(jsonOption())
    .action(async (connection: string, options: { delete?: boolean; json?: boolean }) => {
      const collected = options.delete === true ? 'delete' : 'keep';
      const moved = await connect(terminal).call('stopConnection', { params: { connection }, body: { collected } });
      printMoved(terminal, 'Stopped', moved, options.json);
    });
}
