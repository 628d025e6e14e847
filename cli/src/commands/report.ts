import { type EventIdReport, OPERATIONS } from '@illuminate/contract';
import { Command, Option } from 'commander';
import { connect } from '../connect.ts';
import { printResult, type Result } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { count, wallTime } from '../words.ts';
import { jsonOption, organisationOption } from './options.ts';
import { reportFieldsCommand, reportReadyCommand, reportRunCommand } from './report-run.ts';
import { savedReportCommands } from './report-saved.ts';

interface EventIdsOptions {
  readonly organisation: string;
  readonly from: string;
  readonly to: string;
  readonly columns: 'standard' | 'all';
  readonly csv?: boolean;
  readonly json?: boolean;
}

const NUMBERS = new Set(['performances', 'tickets']);

/** The table alone is the result; what is to be said about it goes beside. */
function describeReport(report: EventIdReport): Result {
  const { asOf, columns, from, notes, rows, to, zone } = report;
  return {
    json: report,
    blocks: [
      {
        kind: 'table',
        columns: columns.map(({ name, label }) => ({ title: label, align: NUMBERS.has(name) ? 'right' : 'left' })),
        rows: rows.map((row) => columns.map(({ name }) => String(row[name as keyof typeof row] ?? ''))),
      },
    ],
    remarks: [
      `${count(rows.length, 'event')} with a performance between ${from} and ${to}. ${asOf === null ? 'No data has been loaded yet.' : `Data as of ${wallTime(asOf, zone)} (${zone}).`}`,
      ...notes,
    ],
  };
}

export function reportCommand(terminal: Terminal): Command {
  const command = new Command('report').description('questions asked of what was collected');
  command
    .command('event-ids')
    .description(OPERATIONS.runEventIdReport.summary)
    .addOption(organisationOption())
    .requiredOption('--from <day>', 'first day, YYYY-MM-DD')
    .requiredOption('--to <day>', 'last day, included')
    .addOption(new Option('--columns <which>', 'which columns').choices(['standard', 'all']).default('standard'))
    .addOption(new Option('--csv', 'print the spreadsheet').conflicts('json'))
    .addOption(jsonOption())
    .action(async ({ csv, json, ...query }: EventIdsOptions) => {
      const client = connect(terminal);
      if (csv === true) {
        const response = await client.request('runEventIdReport', { query, accept: 'text/csv' });
        terminal.out(new Uint8Array(await response.arrayBuffer()));
        return;
      }
      printResult(terminal, describeReport(await client.call('runEventIdReport', { query })), json);
    });
  command.addCommand(reportRunCommand(terminal));
  command.addCommand(reportReadyCommand(terminal));
  command.addCommand(reportFieldsCommand(terminal));
  for (const saved of savedReportCommands(terminal)) command.addCommand(saved);
  return command;
}
