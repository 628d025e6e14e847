import { Command } from 'commander';
import { connect } from '../connect.ts';
import { printResult, tableUnlessEmpty } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { count } from '../words.ts';
import { jsonOption } from './options.ts';

interface AcceptOptions {
  readonly version: string;
  readonly name: string;
  readonly position?: string;
  readonly json?: boolean;
}

export function agreementsCommand(terminal: Terminal): Command {
  const command = new Command('agreements').description('data agreements, and who agreed');

  command
    .command('show')
    .description('the agreement as it is now, for one provider')
    .argument('<organisation>', 'short name of the organisation')
    .argument('<provider>', 'maker of the box office system')
    .addOption(jsonOption())
    .action(async (organisation: string, provider: string, { json }: { json?: boolean }) => {
      const shown = await connect(terminal).call('showAgreement', { params: { organisation, provider } });
      const lines = [...shown.markdown.trimEnd().split('\n'), '', `Version ${shown.version}`];
      const blocks = lines.map((text) => ({ kind: 'line' as const, text }));
      printResult(terminal, { json: shown, blocks }, json);
    });

  command
    .command('accept')
    .description('agree, as a named person of the organisation')
    .argument('<name>', 'name of the connection')
    .requiredOption('--version <version>', 'of the agreement that was read')
    .requiredOption('--name <name>', 'who agrees')
    .option('--position <position>', 'what they are in the organisation')
    .addOption(jsonOption())
    .action(async (connection: string, { json, ...body }: AcceptOptions) => {
      const agreed = await connect(terminal).call('acceptAgreement', { params: { connection }, body });
      const text = `${agreed.name} agreed to version ${agreed.version}; it is looked at again on ${agreed.reviewOn}.`;
      printResult(terminal, { json: agreed, blocks: [{ kind: 'line', text }] }, json);
    });

  return command;
}

export function receiptsCommand(terminal: Terminal): Command {
  const command = new Command('receipts').description('what was written down of consent');

  command
    .command('list')
    .description('receipts of a connection, the newest first')
    .argument('<name>', 'name of the connection')
    .addOption(jsonOption())
    .action(async (connection: string, { json }: { json?: boolean }) => {
      const listed = await connect(terminal).call('listReceipts', { params: { connection } });
      const { items } = listed;
      printResult(
        terminal,
        {
          json: listed,
          blocks: [
            { kind: 'line', text: items.length === 0 ? 'No receipts yet.' : count(items.length, 'receipt') },
            ...tableUnlessEmpty(
              ['Receipt', 'Kind', 'At', 'SHA-256'].map((title) => ({ title })),
              items.map(({ id, kind, at, hash }) => [id, kind, at, hash]),
            ),
          ],
        },
        json,
      );
    });

  command
    .command('show')
    .description('one receipt as JSON, or ready to print')
    .argument('<name>', 'name of the connection')
    .argument('<receipt>', 'id of the receipt')
    .option('--html', 'as a page that is ready to print')
    .action(async (connection: string, receipt: string, { html }: { html?: boolean }) => {
      const client = connect(terminal);
      const params = { connection, receipt };
      if (html !== true) {
        terminal.out(`${JSON.stringify(await client.call('showReceipt', { params }), null, 2)}\n`);
        return;
      }
      const page = await client.request('showReceipt', { params, accept: 'text/html' });
      terminal.out(await page.text());
    });

  return command;
}
