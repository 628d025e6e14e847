import { Command } from 'commander';
import { connect } from '../connect.ts';
import { printResult, tableUnlessEmpty } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { bytes, count, wallTime } from '../words.ts';
import { jsonOption } from './options.ts';

export function storesCommand(terminal: Terminal): Command {
  const command = new Command('stores').description("the organisations' stores and their copies");

  command
    .command('copies')
    .description('list the copies of a store')
    .argument('<organisation>', 'short name of the organisation')
    .addOption(jsonOption())
    .action(async (organisation: string, { json }: { json?: boolean }) => {
      const answer = await connect(terminal).call('listStoreCopies', { params: { organisation } });
      printResult(
        terminal,
        {
          json: answer,
          blocks: [
            { kind: 'line', text: `${count(answer.items.length, 'copy', 'copies')} of ${organisation}` },
            ...tableUnlessEmpty(
              [
                { title: 'Copy' },
                { title: 'Made (UTC)' },
                { title: 'Size', align: 'right' },
                { title: 'Tickets', align: 'right' },
              ],
              answer.items.map(({ name, madeAt, bytes: size, tickets }) => [
                name,
                wallTime(madeAt, 'UTC'),
                bytes(size),
                tickets?.toLocaleString('en-GB') ?? '-',
              ]),
            ),
          ],
        },
        json,
      );
    });

  command
    .command('copy')
    .description('copy a store now, and verify the copy')
    .argument('<organisation>', 'short name of the organisation')
    .addOption(jsonOption())
    .action(async (organisation: string, { json }: { json?: boolean }) => {
      const copy = await connect(terminal).call('copyStore', { params: { organisation } });
      const text = `Copied ${organisation} as ${copy.name}, ${bytes(copy.bytes)}, verified.`;
      printResult(terminal, { json: copy, blocks: [{ kind: 'line', text }] }, json);
    });

  command
    .command('check')
    .description('read all of a store from the disk, as every night')
    .argument('<organisation>', 'short name of the organisation')
    .addOption(jsonOption())
    .action(async (organisation: string, { json }: { json?: boolean }) => {
      const answer = await connect(terminal).call('checkStore', { params: { organisation } });
      const text =
        answer.rows === null
          ? `${organisation} has no store yet.`
          : `The store of ${organisation} is sound: ${count(answer.rows, 'row', 'rows')} read.`;
      printResult(terminal, { json: answer, blocks: [{ kind: 'line', text }] }, json);
    });

  command
    .command('restore')
    .description('put a copy in the place of a store; the store of now is kept aside')
    .argument('<organisation>', 'short name of the organisation')
    .option('--copy <name>', 'which copy; the newest if left out')
    .addOption(jsonOption())
    .action(async (organisation: string, { copy, json }: { copy?: string; json?: boolean }) => {
      const answer = await connect(terminal).call('restoreStore', {
        params: { organisation },
        body: copy === undefined ? {} : { copy },
      });
      const { keptAside, restored } = answer;
      const aside = keptAside === null ? '' : ` The store of before is kept as ${keptAside}.`;
      const text = `Restored ${organisation} from ${restored.name}, made ${wallTime(restored.madeAt, 'UTC')} UTC.${aside}`;
      printResult(terminal, { json: answer, blocks: [{ kind: 'line', text }] }, json);
    });

  return command;
}
