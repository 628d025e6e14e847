import {
  type Activity,
  type ActivityFields,
  type ActivityLog,
  activityKind,
  artform,
  numbersMethod,
} from '@illuminate/contract';
import { Command, Option } from 'commander';
import { connect } from '../connect.ts';
import { type Block, type Cell, printResult, tableUnlessEmpty } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { count } from '../words.ts';
import { figure, HOW } from './activity-words.ts';
import { columnOption } from './columns-of-log.ts';
import { formOptions } from './form-of-log.ts';
import { type ImportOptions, importFile } from './import-activities.ts';
import { integer, jsonOption, organisationOption } from './options.ts';

interface OfOrganisation {
  readonly organisation: string;
  readonly json?: boolean;
}

function rowOf(quarter: number, one: Activity): Cell[] {
  const { title, kind, place, from, to, number, method, matches, eventId } = one;
  const isMissing = matches.length === 0 && method === 'box-office';
  return [
    `Q${quarter}`,
    title,
    kind,
    place ?? '-',
    from === to ? from : `${from} to ${to}`,
    number === null ? '-' : `${figure(number)} ${HOW[method]}`,
    isMissing
      ? { text: 'not matched', tone: 'warn' }
      : matches.map((match) => match.eventId ?? match.name ?? match.event).join(', ') || (eventId ?? '-'),
  ];
}

function describeLog({ year, quarters, total }: ActivityLog): Block[] {
  const without =
    total.withoutNumber === 0 ? '' : `; ${count(total.withoutNumber, 'activity', 'activities')} without a number`;
  return [
    {
      kind: 'line',
      text: `${year.label}: ${count(total.activities, 'activity', 'activities')}, ${figure(total.people)} people, ${figure(total.ticketed)} of them ticketed${without}.`,
    },
    ...tableUnlessEmpty(
      [
        { title: 'Quarter' },
        { title: 'Activity' },
        { title: 'Kind' },
        { title: 'Place' },
        { title: 'Days' },
        { title: 'People', align: 'right' },
        { title: 'Event ID' },
      ],
      quarters.flatMap(({ quarter, items }) => items.map((one) => rowOf(quarter, one))),
    ),
  ];
}

interface ListOptions extends OfOrganisation {
  readonly year?: string;
  readonly archived?: boolean;
}

const questionOf = ({ year, archived }: ListOptions) => ({
  ...(year === undefined ? {} : { year: /^\d{4}$/.test(year) ? `${year}-12-31` : year }),
  archived: archived === true ? ('on' as const) : ('off' as const),
});

async function list(terminal: Terminal, options: ListOptions): Promise<void> {
  const log = await connect(terminal).call('listActivities', {
    params: { organisation: options.organisation },
    query: questionOf(options),
  });
  printResult(terminal, { json: log, blocks: describeLog(log) }, options.json);
}

interface AddOptions extends OfOrganisation {
  readonly title: string;
  readonly kind: ActivityFields['kind'];
  readonly artform: ActivityFields['artform'];
  readonly from: string;
  readonly to?: string;
  readonly place?: string;
  readonly people?: number;
  readonly method?: ActivityFields['method'];
  readonly eventId?: string;
  readonly notes?: string;
}

async function add(terminal: Terminal, { organisation, json, people, method, ...typed }: AddOptions): Promise<void> {
  const added = await connect(terminal).call('addActivity', {
    params: { organisation },
    body: {
      ...typed,
      ...(people === undefined ? {} : { people }),
      // A number that somebody types is no box office's.
      method: method ?? (people === undefined ? 'box-office' : 'estimated'),
    },
  });
  const matched = added.matches.map(({ name, eventId }) => `${name ?? ''} (${eventId ?? 'no number'})`).join(', ');
  const text = `Added “${added.title}” as ${added.id}${matched === '' ? '' : `, matched with ${matched}`}.`;
  printResult(terminal, { json: added, blocks: [{ kind: 'line', text }] }, json);
}

async function exportLog(terminal: Terminal, options: ListOptions): Promise<void> {
  const response = await connect(terminal).request('listActivities', {
    params: { organisation: options.organisation },
    query: questionOf(options),
    accept: 'text/csv',
  });
  terminal.out(await response.text());
}

const yearOption = () => new Option('--year <year>', 'financial year: any day of it, or the year in which it begins');

/** `activities …`: the log of what an organisation does. */
export function activitiesCommand(terminal: Terminal): Command {
  const command = new Command('activities').description('the activity log: what an organisation does, by quarter');
  command
    .command('list', { isDefault: true })
    .description('the log of a financial year')
    .addOption(organisationOption())
    .addOption(yearOption())
    .option('--archived', 'only what is archived')
    .addOption(jsonOption())
    .action((options: ListOptions) => list(terminal, options));
  command
    .command('add')
    .description('put an activity into the log')
    .addOption(organisationOption())
    .requiredOption('--title <title>', 'what it is called')
    .addOption(new Option('--kind <kind>', 'what it is').choices(activityKind.options).default('performance'))
    .addOption(new Option('--artform <artform>', 'its main artform').choices(artform.options).default('theatre'))
    .requiredOption('--from <day>', 'first day, YYYY-MM-DD')
    .option('--to <day>', 'last day, if it is of several')
    .option('--place <name>', 'where; one that is new is kept')
    .addOption(new Option('--people <number>', 'audience or participants').argParser(integer))
    .addOption(new Option('--method <method>', 'how that number came about').choices(numbersMethod.options))
    .option('--event-id <id>', 'Event ID in the box office, in any form, or several')
    .option('--notes <text>', 'stay inside')
    .addOption(jsonOption())
    .action((options: AddOptions) => add(terminal, options));
  const importing = command
    .command('import')
    .description('take the activities of a CSV or XLSX file into the log: all or none')
    .argument('<file>', 'the file')
    .addOption(organisationOption())
    .addOption(columnOption())
    .option('--check', 'only show what the columns are read as, and what each row would become')
    .option('--partly', 'leave rows with faults out')
    .option('--as-read', 'store also what was read otherwise than it was typed, such as 35 for “30-40”')
    .addOption(jsonOption())
    .action((path: string, options: ImportOptions) => importFile(terminal, path, options));
  for (const option of formOptions()) importing.addOption(option);
  command
    .command('export')
    .description('print the log as a spreadsheet, without the notes')
    .addOption(organisationOption())
    .addOption(yearOption())
    .option('--archived', 'only what is archived')
    .action((options: ListOptions) => exportLog(terminal, options));
  return command;
}
