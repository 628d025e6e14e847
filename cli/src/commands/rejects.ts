import { Command } from 'commander';
import { allPages } from '../all-pages.ts';
import { connect } from '../connect.ts';
import { printResult, tableUnlessEmpty } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { count, wallTime } from '../words.ts';
import { integer, jsonOption } from './options.ts';

export function rejectsCommand(terminal: Terminal): Command {
  return new Command('rejects')
    .description('records that could not be read, with the reason; never their content')
    .argument('<name>', 'name of the connection')
    .option('--limit <number>', 'at most so many', integer, 200)
    .addOption(jsonOption())
    .action(async (connection: string, { json, limit }: { json?: boolean; limit: number }) => {
      const client = connect(terminal);
      const { items, more } = await allPages(
        (query) => client.call('listRejects', { params: { connection }, query }),
        limit,
      );
      const columns = ['Stream', 'Id', 'Reason', 'Field', 'Expected', 'What to do', 'At (UTC)'];
      printResult(
        terminal,
        {
          json: { items, more },
          blocks: [
            { kind: 'line', text: items.length === 0 ? `No rejects of ${connection}.` : count(items.length, 'reject') },
            ...tableUnlessEmpty(
              columns.map((title) => ({ title })),
              items.map((one) => [
                one.stream,
                `${one.sourceId ?? '-'}${one.part === null ? '' : `: ${one.part}`}`,
                one.reason,
                one.field,
                one.expected,
                one.nextStep,
                wallTime(one.at, 'UTC'),
              ]),
            ),
          ],
          remarks: more ? [`There are more; --limit ${limit * 10} shows up to that many.`] : [],
        },
        json,
      );
    });
}
