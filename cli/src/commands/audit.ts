import { type AuditSubject, auditSubject } from '@illuminate/contract';
import { Command, Option } from 'commander';
import { allPages } from '../all-pages.ts';
import { connect } from '../connect.ts';
import { CommandFailed } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { printResult, tableUnlessEmpty } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { count, wallTime } from '../words.ts';
import { integer, jsonOption } from './options.ts';

interface ListOptions {
  readonly organisation?: string;
  readonly about?: AuditSubject;
  readonly action?: string;
  readonly last: number;
  readonly json?: boolean;
}

const LAST = 50;

export function auditCommand(terminal: Terminal): Command {
  const command = new Command('audit').description('who did what, when and from where');

  command
    .command('list')
    .description('list what was done, newest first')
    .option('--organisation <slug>', 'only what concerns one organisation')
    .addOption(new Option('--about <what>', 'only deeds about these').choices(auditSubject.options))
    .option('--action <code>', 'only this deed, such as connection.paused')
    .option('--last <number>', 'how many entries', integer, LAST)
    .addOption(jsonOption())
    .action(async ({ organisation, about, action, last, json }: ListOptions) => {
      const client = connect(terminal);
      const only = {
        ...(organisation === undefined ? {} : { organisation }),
        ...(about === undefined ? {} : { about }),
        ...(action === undefined ? {} : { action }),
      };
      const { items, more } = await allPages(
        (query) => client.call('listAudit', { query: { ...query, ...only } }),
        last,
      );
      printResult(
        terminal,
        {
          json: { items, nextCursor: null },
          blocks: [
            {
              kind: 'line',
              text: more
                ? `The last ${count(items.length, 'entry', 'entries')}`
                : count(items.length, 'entry', 'entries'),
            },
            ...tableUnlessEmpty(
              ['When (UTC)', 'Who', 'What', 'Organisation', 'From'].map((title) => ({ title })),
              items.map((entry) => [
                wallTime(entry.at, 'UTC'),
                entry.who,
                entry.what,
                entry.organisation?.slug ?? '-',
                entry.from ?? '-',
              ]),
            ),
          ],
        },
        json,
      );
    });

  command
    .command('verify')
    .description('walk the whole trail: was an entry changed, taken out or put in?')
    .addOption(jsonOption())
    .action(async ({ json }: { json?: boolean }) => {
      const verdict = await connect(terminal).call('verifyAudit', {});
      const entries = count(verdict.entries, 'entry', 'entries');
      printResult(
        terminal,
        {
          json: verdict,
          blocks: verdict.intact
            ? [
                { kind: 'line', text: `${entries}, each following from the one before.` },
                { kind: 'facts', facts: [['Last hash', verdict.lastHash]] },
              ]
            : [],
          remarks: verdict.intact
            ? ['Keep the last hash elsewhere: a later one that does not follow from it shows that the end was cut off.']
            : [],
        },
        json,
      );
      if (verdict.intact) return;
      throw new CommandFailed(
        `The audit trail was tampered with: entry ${verdict.brokenAt} does not follow from the ${entries} before it.`,
        EXIT.failed,
      );
    });

  return command;
}
