import type { Retention } from '@illuminate/contract';
import { Command } from 'commander';
import { connect } from '../connect.ts';
import { UsageError } from '../errors.ts';
import { printResult, type Result } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { count, wallTime } from '../words.ts';
import { integer, jsonOption, organisationOption } from './options.ts';

interface RetentionOptions {
  readonly organisation: string;
  readonly tryYears?: number;
  readonly json?: boolean;
}

function describeRetention(retention: Retention): Result {
  const { setting, applied, preview } = retention;
  const lines = [
    setting === null
      ? 'Everything is kept.'
      : `Sales are kept for ${count(setting.keepYears, 'year')}, set by ${setting.setBy} on ${wallTime(setting.setAt, 'UTC')} UTC.`,
    ...(preview === null
      ? []
      : [
          `Keeping ${count(preview.keepYears, 'year')} would remove ${count(preview.wouldRemove.orders, 'order')} before ${preview.before} now, with ${count(preview.wouldRemove.tickets, 'ticket')} and ${count(preview.wouldRemove.customers, 'booker')}.`,
        ]),
    ...(applied === null
      ? []
      : [
          `Last applied on ${wallTime(applied.at, 'UTC')} UTC: ${count(applied.removed.orders, 'order')} before ${applied.keptFrom} went.`,
        ]),
  ];
  return { json: retention, blocks: lines.map((text) => ({ kind: 'line', text })) };
}

export function retentionCommand(terminal: Terminal): Command {
  const command = new Command('retention').description('for how many years sales of an organisation are kept');

  command
    .command('show', { isDefault: true })
    .description('what is set, and what would be removed now')
    .addOption(organisationOption())
    .option('--try-years <number>', 'see what keeping so many years would remove; nothing is', integer)
    .addOption(jsonOption())
    .action(async ({ organisation, tryYears, json }: RetentionOptions) => {
      const query = tryYears === undefined ? {} : { keepYears: tryYears };
      const retention = await connect(terminal).call('showRetention', { params: { organisation }, query });
      printResult(terminal, describeRetention(retention), json);
    });

  command
    .command('set')
    .description('set it; it is applied every night')
    .argument('<years>', 'a number of years, or all')
    .addOption(organisationOption())
    .addOption(jsonOption())
    .action(async (years: string, { organisation, json }: RetentionOptions) => {
      if (years !== 'all' && !/^\d{1,2}$/.test(years)) throw new UsageError('Give a number of years, or all.');
      const body = { keepYears: years === 'all' ? null : integer(years) };
      const retention = await connect(terminal).call('setRetention', { params: { organisation }, body });
      printResult(terminal, describeRetention(retention), json);
    });

  return command;
}
