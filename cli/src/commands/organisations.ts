import { Command } from 'commander';
import { allPages } from '../all-pages.ts';
import { connect } from '../connect.ts';
import { printResult, tableUnlessEmpty } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { count } from '../words.ts';
import { jsonOption } from './options.ts';

interface AddOptions {
  readonly slug: string;
  readonly name: string;
  readonly zone: string;
  readonly currency: string;
  readonly admin?: string;
  readonly json?: boolean;
}

interface SetZoneOptions {
  readonly loadAgain?: boolean;
  readonly json?: boolean;
}

export function organisationsCommand(terminal: Terminal): Command {
  const command = new Command('organisations').description('the organisations whose box offices are connected');

  command
    .command('list')
    .description('list them')
    .addOption(jsonOption())
    .action(async ({ json }: { json?: boolean }) => {
      const client = connect(terminal);
      const { items } = await allPages((query) => client.call('listOrganisations', { query }));
      const summary =
        items.length === 0
          ? 'No organisations yet. Add one with illuminate organisations add.'
          : count(items.length, 'organisation');
      printResult(
        terminal,
        {
          json: { items, nextCursor: null },
          blocks: [
            { kind: 'line', text: summary },
            ...tableUnlessEmpty(
              ['Organisation', 'Name', 'Zone', 'Currency'].map((title) => ({ title })),
              items.map(({ slug, name, zone, currency }) => [slug, name, zone, currency]),
            ),
          ],
        },
        json,
      );
    });

  command
    .command('add')
    .description('add one')
    .requiredOption('--slug <slug>', 'short name in addresses and commands, such as riverside')
    .requiredOption('--name <name>', 'full name')
    .requiredOption('--zone <zone>', 'time zone, such as Europe/London')
    .requiredOption('--currency <code>', 'currency, such as GBP')
    .option('--admin <e-mail>', 'invite its first administrator in the same step')
    .addOption(jsonOption())
    .action(async ({ json, ...body }: AddOptions) => {
      const added = await connect(terminal).call('addOrganisation', { body });
      printResult(
        terminal,
        {
          json: added,
          blocks: [
            { kind: 'line', text: `Added ${added.name} as ${added.slug}.` },
            ...(added.invitation?.link == null ? [] : [{ kind: 'line', text: added.invitation.link } as const]),
          ],
          remarks: added.invitation?.link == null ? [] : [`Pass the link on to ${body.admin}; it is not shown again.`],
        },
        json,
      );
    });

  command
    .command('set-zone')
    .description('set the time zone of one')
    .argument('<slug>', 'short name of the organisation')
    .argument('<zone>', 'time zone, such as Europe/London')
    .option('--load-again', 'put aside what is stored in the old zone, and read it all again')
    .addOption(jsonOption())
    .action(async (organisation: string, zone: string, { loadAgain = false, json }: SetZoneOptions) => {
      const set = await connect(terminal).call('setZone', { params: { organisation }, body: { zone, loadAgain } });
      const text = `The time zone of ${set.name} is ${set.zone}.${loadAgain ? ' Everything is read again in it.' : ''}`;
      printResult(terminal, { json: set, blocks: [{ kind: 'line', text }] }, json);
    });

  return command;
}
