import { Command } from 'commander';
import { connect } from '../connect.ts';
import type { Terminal } from '../terminal.ts';
import { jsonOption } from './options.ts';
import { printMoved } from './print-moved.ts';

interface HistoryOptions {
  readonly from: string;
  readonly json?: boolean;
}

export function historyConnectionCommand(terminal: Terminal): Command {
  return new Command('history')
    .description('read history further back than it went by itself; begins at once')
    .argument('<name>', 'name of the connection')
    .requiredOption('--from <day>', 'first day whose orders are read (YYYY-MM-DD)')
    .addOption(jsonOption())
    .action(async (connection: string, { from, json }: HistoryOptions) => {
      const moved = await connect(terminal).call('readFurtherBack', { params: { connection }, body: { from } });
      printMoved(terminal, `History back to ${from} is being read for`, moved, json);
    });
}
