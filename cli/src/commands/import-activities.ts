import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ActivityImportField, ImportProposal } from '@illuminate/contract';
import { connect } from '../connect.ts';
import { CommandFailed, UsageError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { type Block, printResult, tableUnlessEmpty } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { count } from '../words.ts';
import { figure, HOW } from './activity-words.ts';
import { chooseColumns, describeColumns, type SaidColumn } from './columns-of-log.ts';
import { describeForm, type FormOptions, saidForm } from './form-of-log.ts';

const WILL_BE = 'What was said of the columns is remembered for files with the same ones.';
const REMEMBERED = 'The columns are read as for the last file of these columns.';

export interface ImportOptions extends FormOptions {
  readonly organisation: string;
  readonly json?: boolean;
  readonly column?: readonly SaidColumn[];
  readonly check?: boolean;
  readonly partly?: boolean;
  readonly asRead?: boolean;
}

function faultBlocks(rows: ImportProposal['rows']): Block[] {
  return tableUnlessEmpty(
    [
      { title: 'Row', align: 'right' },
      { title: 'Column' },
      { title: 'Value' },
      { title: 'What is wrong' },
      { title: 'Next' },
    ],
    rows.flatMap(({ row, faults }) =>
      faults.map(({ column, value, fault, next }) => [
        String(row),
        column,
        value,
        { text: fault, tone: 'warn' as const },
        next,
      ]),
    ),
  );
}

const MISSING: Readonly<Partial<Record<ActivityImportField, string>>> = { title: 'the title', from: 'the first day' };

function describeProposal(proposal: ImportProposal, isAsked: boolean): Block[] {
  const { columns, columnsFrom, missing } = proposal;
  if (missing.length > 0) {
    const names = missing.map((field) => MISSING[field] ?? field).join(', and none is ');
    const none = { kind: 'line' as const, text: `No column is ${names}. Nothing was read.` };
    return [none, ...describeForm(proposal), ...describeColumns(columns)];
  }
  const isTold = isAsked || columnsFrom !== 'headers';
  const remembered = { kind: 'line' as const, text: REMEMBERED };
  return [
    ...describeForm(proposal),
    ...(columnsFrom === 'remembered' ? [remembered] : []),
    ...(isTold ? describeColumns(columns) : []),
    ...describeRows(proposal),
  ];
}

function describeRows({ counts, newPlaces, alikePlaces, rows }: ImportProposal): Block[] {
  return [
    {
      kind: 'line',
      text: `${counts.new} new, ${counts.known} known already, ${counts.faulty} with faults${counts.leftOut === 0 ? '' : `, ${counts.leftOut} left out`}. Nothing was stored.`,
    },
    ...(newPlaces.length === 0 ? [] : [{ kind: 'line' as const, text: `New places: ${newPlaces.join(', ')}.` }]),
    ...alikePlaces.map(({ name, like }) => ({
      kind: 'line' as const,
      text: `“${name}” may be “${like}”: spell both alike if they are one place.`,
    })),
    ...tableUnlessEmpty(
      ['Row', 'Becomes', 'Activity', 'Kind', 'Artform', 'Place', 'Days', 'People'].map((title) => ({ title })),
      rows.flatMap(({ row, becomes, activity }) =>
        activity === null
          ? []
          : [
              [
                String(row),
                becomes,
                activity.title,
                activity.kind,
                activity.artform,
                activity.place ?? '-',
                activity.to === undefined || activity.to === activity.from
                  ? activity.from
                  : `${activity.from} to ${activity.to}`,
                activity.people == null ? '-' : `${figure(activity.people)} ${HOW[activity.method ?? 'estimated']}`,
              ],
            ],
      ),
    ),
    ...faultBlocks(rows),
  ];
}

const isOtherwise = ({ becomes, faults }: ImportProposal['rows'][number]): boolean =>
  becomes === 'new' && faults.length > 0;

/** What keeps a file from being stored, as what to do about it; null: nothing does. */
function whatFirst(proposal: ImportProposal, { partly = false, asRead = false }: ImportOptions): string | null {
  const { missing, counts, undated, rows } = proposal;
  if (missing.length > 0) return sayWhich(proposal);
  if (counts.faulty > 0 && !partly) {
    const isYearless = undated !== null && undated.year === null;
    return `${isYearless ? 'Say the year by --year. ' : ''}Correct the rows named, or leave them out by --partly.`;
  }
  if (rows.some(isOtherwise) && !asRead)
    return 'Look at what was read otherwise than it was typed; store it so by --as-read.';
  return null;
}

const sayWhich = ({ columns, missing }: ImportProposal): string => {
  const [{ header } = { header: 'What we did' }] = columns
    .filter((column) => column.field === null && column.header !== '')
    // Titles are longer than months and numbers.
    .sort((one, other) => other.examples.join('').length - one.examples.join('').length);
  return `Say which column is which, such as --column "${header}=${missing[0] ?? 'title'}".`;
};

/**
 * `activities import`: what the file becomes, and unless something has to be corrected first, into the log with it.
 * @throws CommandFailed if it was to be stored and could not be
 */
export async function importFile(terminal: Terminal, path: string, options: ImportOptions): Promise<void> {
  const { organisation, check = false, partly = false, column = [], json } = options;
  const content = await readFile(path).catch((err: NodeJS.ErrnoException) => {
    throw new UsageError(`${path} cannot be read (${err.code ?? 'unknown'}).`);
  });
  const client = connect(terminal);
  const ask = { params: { organisation } };
  const read = { name: basename(path), content: content.toString('base64'), ...saidForm(options) };
  const found = await client.call('checkActivityImport', { ...ask, body: read });
  const file = column.length === 0 ? read : { ...read, columns: chooseColumns(found.columns, column) };
  const proposal = column.length === 0 ? found : await client.call('checkActivityImport', { ...ask, body: file });
  const { missing, columnsFrom } = proposal;
  const first = whatFirst(proposal, options);
  if (check || first !== null) {
    const blocks = describeProposal(proposal, check);
    const remarks = check && missing.length > 0 && first !== null ? [first] : [];
    printResult(terminal, { json: proposal, blocks, remarks }, json);
    if (check) return;
    throw new CommandFailed(`${basename(path)} was not stored.\nNext: ${first}`, EXIT.failed);
  }
  const done = await client.call('importActivities', { ...ask, body: { ...file, partly } });
  const text = `${count(done.added, 'activity', 'activities')} added, ${done.known} known already, ${done.left.length} left out.`;
  const remarks = columnsFrom === 'remembered' ? [REMEMBERED] : columnsFrom === 'chosen' ? [WILL_BE] : [];
  printResult(
    terminal,
    { json: done, blocks: [...describeForm(proposal), { kind: 'line', text }, ...faultBlocks(done.left)], remarks },
    json,
  );
}
