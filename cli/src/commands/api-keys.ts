import { Command } from 'commander';
import { connect } from '../connect.ts';
import { printResult, tableUnlessEmpty } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { count, wallTime } from '../words.ts';
import { jsonOption, organisationOption } from './options.ts';

interface AddOptions {
  readonly organisation: string;
  readonly name: string;
  readonly write?: boolean;
  readonly json?: boolean;
}

const timeOrDash = (instant: string | null): string => (instant === null ? '-' : wallTime(instant, 'UTC'));

export function apiKeysCommand(terminal: Terminal): Command {
  const command = new Command('api-keys').description('keys with which programs speak for one organisation');

  command
    .command('add')
    .description('make a key; it is shown this once')
    .addOption(organisationOption())
    .requiredOption('--name <name>', 'what it is for')
    .option('--write', 'may also change things, not only read')
    .addOption(jsonOption())
    .action(async ({ json, write, ...body }: AddOptions) => {
      const made = await connect(terminal).call('addApiKey', {
        body: { ...body, scopes: write === true ? ['read', 'write'] : ['read'] },
      });
      printResult(
        terminal,
        {
          json: made,
          blocks: [{ kind: 'line', text: made.key }],
          remarks: [`The key ${made.name} of ${body.organisation}. Keep it now: it is not shown again.`],
        },
        json,
      );
    });

  command
    .command('list')
    .description('list them, without the keys')
    .addOption(jsonOption())
    .action(async ({ json }: { json?: boolean }) => {
      const answer = await connect(terminal).call('listApiKeys', {});
      const columns = ['Id', 'Name', 'Begins', 'Organisation', 'May', 'Made (UTC)', 'Last used', 'Revoked'];
      printResult(
        terminal,
        {
          json: answer,
          blocks: [
            { kind: 'line', text: count(answer.items.length, 'API key') },
            ...tableUnlessEmpty(
              columns.map((title) => ({ title })),
              answer.items.map((key) => [
                key.id,
                key.name,
                key.prefix,
                key.organisation ?? 'every one',
                key.scopes.join(', '),
                wallTime(key.createdAt, 'UTC'),
                timeOrDash(key.lastUsedAt),
                timeOrDash(key.revokedAt),
              ]),
            ),
          ],
        },
        json,
      );
    });

  command
    .command('revoke')
    .description('revoke one at once')
    .argument('<id>', 'id of the key, from the list')
    .addOption(jsonOption())
    .action(async (id: string, { json }: { json?: boolean }) => {
      const revoked = await connect(terminal).call('revokeApiKey', { params: { id } });
      printResult(terminal, { json: revoked, blocks: [{ kind: 'line', text: `Revoked ${revoked.name}.` }] }, json);
    });

  return command;
}
