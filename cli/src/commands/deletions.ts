import type { Deletion } from '@illuminate/contract';
import { Command } from 'commander';
import { connect } from '../connect.ts';
import { UsageError } from '../errors.ts';
import { printResult, tableUnlessEmpty } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { count, wallTime } from '../words.ts';
import { jsonOption, organisationOption } from './options.ts';

interface AskOptions {
  readonly organisation?: string;
  readonly connection?: string;
  readonly now?: boolean;
  readonly confirm?: string;
  readonly json?: boolean;
}

const whose = ({ connection, organisation }: Deletion): string => connection ?? `everything of ${organisation}`;

function standing({ state, dueAt, endedAt, cancelledBy, fault }: Deletion): string {
  switch (state) {
    case 'scheduled':
      return `on ${wallTime(dueAt, 'UTC')} UTC`;
    case 'running':
      return fault === null ? 'under way' : `not through yet: ${fault}`;
    case 'done':
      return `done ${wallTime(endedAt ?? dueAt, 'UTC')} UTC`;
    case 'cancelled':
      return `cancelled by ${cancelledBy ?? 'somebody'}`;
  }
}

export function deletionsCommand(terminal: Terminal): Command {
  const command = new Command('deletions').description('delete what was collected, with a certificate');

  command
    .command('list', { isDefault: true })
    .description('what was asked to be deleted')
    .addOption(organisationOption())
    .addOption(jsonOption())
    .action(async ({ organisation, json }: { organisation: string; json?: boolean }) => {
      const answer = await connect(terminal).call('listDeletions', { params: { organisation } });
      const { items } = answer;
      const text = items.length === 0 ? 'Nothing was asked to be deleted.' : count(items.length, 'deletion');
      printResult(
        terminal,
        {
          json: answer,
          blocks: [
            { kind: 'line', text },
            ...tableUnlessEmpty(
              ['Deletion', 'Of', 'Asked for by', 'Stands'].map((title) => ({ title })),
              items.map((deletion) => [deletion.id, whose(deletion), deletion.askedBy, standing(deletion)]),
            ),
          ],
        },
        json,
      );
    });

  command
    .command('ask')
    .description('delete what a stopped connection collected, or everything of an organisation')
    .option('--connection <name>', 'of one connection')
    .option('--organisation <slug>', 'everything of an organisation; its connections are stopped')
    .option('--now', 'at once, rather than in seven days; needs --confirm')
    .option('--confirm <name>', 'the full name of the organisation')
    .addOption(jsonOption())
    .action(async ({ connection, organisation, now = false, confirm, json }: AskOptions) => {
      const body = { atOnce: now, ...(confirm === undefined ? {} : { confirm }) };
      const client = connect(terminal);
      if ((connection === undefined) === (organisation === undefined)) {
        throw new UsageError('Say either --connection NAME or --organisation SLUG.');
      }
      const deletion =
        connection === undefined
          ? await client.call('deleteOrganisationData', { params: { organisation: organisation ?? '' }, body })
          : await client.call('deleteConnectionData', { params: { connection }, body });
      const text = `What is to be deleted: ${whose(deletion)}. It goes ${deletion.atOnce ? 'now' : standing(deletion)}. Number ${deletion.id}.`;
      printResult(terminal, { json: deletion, blocks: [{ kind: 'line', text }] }, json);
    });

  command
    .command('cancel')
    .description('cancel one that has not begun')
    .argument('<deletion>', 'its number')
    .addOption(organisationOption())
    .addOption(jsonOption())
    .action(async (deletion: string, { organisation, json }: { organisation: string; json?: boolean }) => {
      const cancelled = await connect(terminal).call('cancelDeletion', { params: { organisation, deletion } });
      const text = `Cancelled: ${whose(cancelled)} stays.`;
      printResult(terminal, { json: cancelled, blocks: [{ kind: 'line', text }] }, json);
    });

  command
    .command('certificate')
    .description('print the certificate of a deletion as JSON, with its SHA-256')
    .argument('<deletion>', 'its number')
    .addOption(organisationOption())
    .action(async (deletion: string, { organisation }: { organisation: string }) => {
      const shown = await connect(terminal).call('showCertificate', { params: { organisation, deletion } });
      printResult(terminal, { json: shown, blocks: [] }, true);
    });

  return command;
}
