// How the file of a log is to be read, as somebody says it on a terminal, and how it was read.
import type { ImportProposal } from '@illuminate/contract';
import { Option } from 'commander';
import { UsageError } from '../errors.ts';
import type { Block } from '../output.ts';
import { count } from '../words.ts';
import { integer } from './options.ts';

export interface FormOptions {
  readonly sheet?: string;
  readonly headerLine?: number;
  readonly year?: string;
}

export const formOptions = () => [
  new Option('--sheet <name>', 'sheet of a workbook; left out: the first one'),
  new Option(
    '--header-line <row>',
    'row with the names of the columns, from 1; 0: none has them; left out: it is found',
  ).argParser(integer),
  new Option(
    '--year <year>',
    'year of days that have none: 2025/26 for a financial year, 2025 for a calendar year',
  ).argParser(labelOf),
];

/** “2025-26”, “2025/2026” and “25/26” are “2025/26”. */
function labelOf(typed: string): string {
  const [, first, second] = /^(?:20)?(\d{2})(?:[-–/](?:20)?(\d{2}))?$/.exec(typed.trim()) ?? [];
  if (first === undefined || (second === undefined && typed.trim().length === 2)) {
    throw new UsageError(`--year "${typed}": write 2025/26 for a financial year, 2025 for a calendar year.`);
  }
  return second === undefined ? `20${first}` : `20${first}/${second}`;
}

export const saidForm = ({ sheet, headerLine, year }: FormOptions) => ({
  ...(sheet === undefined ? {} : { sheet }),
  ...(headerLine === undefined ? {} : { headerLine }),
  ...(year === undefined ? {} : { year }),
});

type Read = Pick<ImportProposal, 'sheet' | 'sheets' | 'headerLine' | 'undated'>;

/** What of a file was read, wherever it could have been something else. */
export function describeForm({ sheet, sheets, headerLine, undated }: Read): Block[] {
  const others = sheets.filter((name) => name !== sheet);
  return [
    ...(others.length === 0 ? [] : [`Only the sheet “${sheet ?? ''}” was read, not: ${others.join(', ')}.`]),
    ...(headerLine === 1
      ? []
      : [headerLine === 0 ? 'No row was read as names of columns.' : `Names of columns: row ${headerLine}.`]),
    ...(undated === null ? [] : [sayUndated(undated)]),
  ].map((text) => ({ kind: 'line', text }));
}

function sayUndated({ rows, year, years, proposed }: NonNullable<Read['undated']>): string {
  const begin = `${count(rows, 'row has', 'rows have')} a day without a year`;
  const read = years.find(({ label }) => label === year);
  if (year !== null) {
    const days = read === undefined ? '' : `, ${read.startsOn} to ${read.endsOn}`;
    return `${begin}: read in ${year}${days}.`;
  }
  const likely = years.find(({ label }) => label === proposed);
  return likely === undefined
    ? `${begin}: say which by --year, such as --year ${years[0]?.label ?? '2025/26'}.`
    : `${begin}. Probably it is ${likely.label}: ${likely.reasons.join(', ')}. Say it by --year ${likely.label}.`;
}
