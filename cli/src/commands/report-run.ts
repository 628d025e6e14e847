import { EXPORT_TYPES, type ExportFormat, OPERATIONS, type Output } from '@illuminate/contract';
import { Command, Option } from 'commander';
import { connect } from '../connect.ts';
import { UsageError } from '../errors.ts';
import { findReport, groupOfFile } from '../find-report.ts';
import { type Block, printResult } from '../output.ts';
import { readReportFile } from '../read-report-file.ts';
import { takeReport } from '../take-report.ts';
import type { Terminal } from '../terminal.ts';
import { describeResult } from './describe-result.ts';
import { integer, jsonOption, organisationOption } from './options.ts';

type ReportResult = Output<'runReport'>;

interface RunOptions {
  readonly organisation: string;
  readonly ready?: string;
  readonly limit: number;
  readonly reason?: string;
  readonly csv?: boolean;
  readonly json?: boolean;
  readonly format?: ExportFormat;
  readonly output?: string;
  readonly forOutside?: boolean;
  readonly bom?: boolean;
}

export function reportRunCommand(terminal: Terminal): Command {
  return new Command('run')
    .description('run a report: from a file, one that is saved, or one that is ready')
    .argument('[report]', 'a file of YAML or JSON, or the name or id of a saved report')
    .option('--ready <name>', 'one of `illuminate report ready` instead')
    .addOption(organisationOption())
    .option('--limit <rows>', 'most rows shown', integer, 1_000)
    .option('--reason <words>', 'why single bookers are looked at; it is kept')
    .addOption(new Option('--csv', 'print the spreadsheet').conflicts('json'))
    .addOption(new Option('--format <form>', 'take all of its rows away as a file').choices(Object.keys(EXPORT_TYPES)))
    .option('--output <file>', 'where that file goes; in this folder under a name of its own if left out')
    .option('--for-outside', 'hold back groups of few bookers, for a file that leaves the organisation')
    .option('--bom', 'begin the CSV with the mark by which Excel knows UTF-8')
    .addOption(jsonOption())
    .action(async (file: string | undefined, options: RunOptions) => {
      const { organisation, ready, limit, reason, csv, json } = options;
      if ((file === undefined) === (ready === undefined))
        throw new UsageError('Give a file, the name of a saved report, or --ready NAME.');
      const client = connect(terminal);
      const ask = await asked(client, { file, ready, organisation, limit, reason });
      const { format, output, forOutside, bom } = options;
      if (format === undefined && (output ?? forOutside ?? bom) !== undefined) {
        throw new UsageError(`Say as what it is to be taken away: --format ${Object.keys(EXPORT_TYPES).join(', ')}.`);
      }
      if (format !== undefined) {
        const taking = { organisation, of: ask.of, format, output, reason, asJson: json === true };
        const how = { isForOutside: forOutside === true, hasBom: bom === true };
        return printResult(terminal, await takeReport(terminal, client, { ...taking, ...how }), json);
      }
      if (csv !== true) return printResult(terminal, describeResult(await ask.result()), json);
      const response = await ask.spreadsheet();
      terminal.out(new Uint8Array(await response.arrayBuffer()));
    });
}

type Asked = Pick<RunOptions, 'organisation' | 'limit'> & {
  readonly file: string | undefined;
  readonly ready: string | undefined;
  readonly reason: string | undefined;
};

/** The same question, for a person or as a spreadsheet. */
async function asked(client: ReturnType<typeof connect>, { file, ready = '', organisation, limit, reason }: Asked) {
  if (file === undefined) {
    const call = { params: { report: ready }, query: { organisation, limit } };
    return {
      of: { ready },
      result: (): Promise<ReportResult> => client.call('runReadyReport', call),
      spreadsheet: () => client.request('runReadyReport', { ...call, accept: 'text/csv' }),
    };
  }
  const why = reason === undefined ? {} : { reason };
  const read = await readReportFile(file);
  if (read === null) {
    const { id } = await findReport(client, organisation, file);
    const call = { params: { organisation, report: id }, body: { limit, ...why } };
    return {
      of: { report: id },
      result: (): Promise<ReportResult> => client.call('runSavedReport', call),
      spreadsheet: () => client.request('runSavedReport', { ...call, accept: 'text/csv' }),
    };
  }
  const { type, output } = read;
  const definition = { v: 1 as const, type, criteria: await groupOfFile(client, organisation, read), output };
  const call = { body: { organisation, definition, limit, ...why } };
  return {
    of: { definition },
    result: (): Promise<ReportResult> => client.call('runReport', call),
    spreadsheet: () => client.request('runReport', { ...call, accept: 'text/csv' }),
  };
}

export function reportReadyCommand(terminal: Terminal): Command {
  return new Command('ready')
    .description(OPERATIONS.listReadyReports.summary)
    .addOption(jsonOption())
    .action(async ({ json }: { json?: boolean }) => {
      const answer = await connect(terminal).call('listReadyReports', {});
      const rows = answer.items.map(({ id, name, description }) => [id, name, description]);
      const columns = [{ title: 'Name' }, { title: 'Title' }, { title: 'What it tells' }].map((column) => ({
        ...column,
        align: 'left' as const,
      }));
      printResult(terminal, { json: answer, blocks: [{ kind: 'table', columns, rows }] }, json);
    });
}

interface FieldsOptions {
  readonly organisation: string;
  readonly type?: string;
  readonly json?: boolean;
}

export function reportFieldsCommand(terminal: Terminal): Command {
  return new Command('fields')
    .description(OPERATIONS.listReportFields.summary)
    .addOption(organisationOption())
    .option('--type <kind>', 'of one kind of report: sales, customers, analysis, event-instances')
    .addOption(jsonOption())
    .action(async ({ organisation, type, json }: FieldsOptions) => {
      const answer = await connect(terminal).call('listReportFields', { query: { organisation } });
      const kind = answer.types.find(({ id }) => id === type);
      if (type !== undefined && kind === undefined) {
        throw new UsageError(`There is no kind ${type}: ${answer.types.map(({ id }) => id).join(', ')}.`);
      }
      const left = (title: string) => ({ title, align: 'left' as const });
      const fields = answer.fields.filter(({ id }) => kind === undefined || kind.fields.includes(id));
      const measures = answer.measures.filter(({ id }) => kind === undefined || kind.measures.includes(id));
      const kinds: Block = {
        kind: 'table',
        columns: [left('Type'), left('Label'), left('What a row of the data is')],
        rows: answer.types.map(({ id, label, grain }) => [id, label, grain]),
      };
      const blocks: Block[] = [
        ...(kind === undefined ? [kinds] : []),
        {
          kind: 'table',
          columns: [left('Field'), left('Label'), left('Group'), left('Takes'), left('Definition')],
          rows: fields.map(({ id, label, group, operators, definition, availability }) => [
            id,
            label,
            group,
            operators.filter((operator) => !operator.toLowerCase().includes('blank')).join(' '),
            availability.sentence ?? definition,
          ]),
        },
        {
          kind: 'table',
          columns: [left('Measure'), left('Label'), left('Group'), left('Adds up'), left('Definition')],
          rows: measures.map(({ id, label, group, additivity, definition }) => [
            id,
            label,
            group,
            additivity === 'additive' ? 'yes' : additivity === 'semi-additive' ? 'partly' : 'no',
            definition,
          ]),
        },
      ];
      const remarks = kind === undefined ? [] : [`${kind.label}: ${kind.grain} ${kind.description}`];
      printResult(terminal, { json: answer, blocks, remarks }, json);
    });
}
