// Which column of a log is what, as somebody says it on a terminal.
import { type ActivityImportField, activityImportField, type ImportProposal } from '@illuminate/contract';
import { normalHeader } from '@illuminate/delivery';
import { Option } from 'commander';
import { UsageError } from '../errors.ts';
import { type Block, tableUnlessEmpty } from '../output.ts';

export interface SaidColumn {
  /** As it was typed, for whoever has to correct it. */
  readonly typed: string;
  /** Of the column, or #3 for the third one. */
  readonly name: string;
  readonly field: ActivityImportField | null;
}

type Columns = ImportProposal['columns'];
export type ChosenColumn = Pick<Columns[number], 'header' | 'field'>;

const FIELDS = activityImportField.options;

/** Collects `--column header=field`, given any number of times. A header may hold signs of equality, a field does not. */
export const columnOption = () =>
  new Option(
    '--column <header=field>',
    `what a column is (${FIELDS.join(', ')}; nothing: not read); may be given several times, and is remembered`,
  ).argParser((text: string, before: SaidColumn[] | undefined) => [...(before ?? []), saidColumn(text)]);

function saidColumn(typed: string): SaidColumn {
  const at = typed.lastIndexOf('=');
  if (at < 1)
    throw new UsageError(`--column "${typed}": say it as header=field, such as --column "What we did=title".`);
  const name = typed.slice(0, at).trim();
  const wanted = typed.slice(at + 1).trim();
  const field = FIELDS.find((one) => one.toLowerCase() === wanted.toLowerCase());
  if (field === undefined && wanted !== '') {
    throw new UsageError(
      `--column "${typed}": a column cannot be “${wanted}”. It is one of ${FIELDS.join(', ')}, or nothing: not read.`,
    );
  }
  return { typed, name, field: field ?? null };
}

/** The columns of a file as they are read, changed by what was said. What is said of one column is taken from the one that had it. */
export function chooseColumns(columns: Columns, said: readonly SaidColumn[]): ChosenColumn[] {
  const fields = new Map(said.map((one) => [placeOf(columns, one), one.field]));
  const taken = new Set(said.flatMap(({ field }) => field ?? []));
  return columns.map(({ header, field }, at) => {
    const isTaken = field !== null && taken.has(field);
    return { header, field: fields.get(at) ?? (fields.has(at) || isTaken ? null : field) };
  });
}

function placeOf(columns: Columns, { typed, name }: SaidColumn): number {
  const called = columns.flatMap(({ header }, at) => (normalHeader(header) === normalHeader(name) ? [at] : []));
  const [first] = called;
  if (called.length > 1) {
    const places = called.map((at) => `"#${at + 1}=…"`).join(' or ');
    throw new UsageError(
      `--column "${typed}": ${called.length} columns are called so. Say which by its place: ${places}.`,
    );
  }
  const place = /^#(\d{1,5})$/.exec(name)?.[1];
  const at = first ?? (place === undefined ? -1 : Number(place) - 1);
  if (columns[at] === undefined) {
    const names = columns.map(({ header }) => header).filter((header) => header !== '');
    throw new UsageError(`--column "${typed}": the file has no such column. It has: ${names.join(', ')}.`);
  }
  return at;
}

/** What each column is read as, with some of its values. */
export function describeColumns(columns: Columns): Block[] {
  const isThere = ({ header, examples }: Columns[number]): boolean => header !== '' || examples.length > 0;
  return tableUnlessEmpty(
    [{ title: '#', align: 'right' }, { title: 'Column' }, { title: 'Read as' }, { title: 'Examples' }],
    columns.flatMap((column, at) =>
      isThere(column)
        ? [[String(at + 1), column.header || '-', column.field ?? 'not read', column.examples.join(' · ') || '-']]
        : [],
    ),
  );
}
