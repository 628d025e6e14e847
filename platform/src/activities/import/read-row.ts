// One row of a file as an activity, or what is wrong with it. Pure.
import { type ActivityFields, type ActivityImportField, activityFields } from '@illuminate/contract';
import { type Cell, isEmpty } from '@illuminate/delivery';
import { fillIn } from '../fill-in.ts';
import type { FinancialYear } from '../financial-year.ts';
import { type ImportColumn, nameOfField } from './columns.ts';
import { daysOfCell } from './days-of-cell.ts';
import { readDaysNear, readDaysWithin, weekdayNamed, weekdayOf } from './days-of-year.ts';
import {
  ARTFORM_WORDS,
  type EstimateRule,
  isNone,
  isUnknown,
  KIND_WORDS,
  readArtform,
  readKind,
  readMethod,
  readNumber,
} from './read-words.ts';
import { textOfCell } from './text-of-cell.ts';
import { whyNoDay } from './why-no-day.ts';
import { beginBefore, mayLackYear } from './years-of-file.ts';

export interface RowFault {
  readonly column: string;
  readonly value: string;
  readonly fault: string;
  readonly next: string;
}

export interface ReadRow {
  readonly activity: ActivityFields | null;
  readonly faults: readonly RowFault[];
  /** What was read otherwise than it was typed, for somebody to look at before it is stored. */
  readonly warnings: readonly RowFault[];
}

const SHOWN = 80;
/** “tbc” and “n/a” are as good as nothing there, and no place is called so. */
const MAY_BE_UNKNOWN: ReadonlySet<ActivityImportField> = new Set([
  'kind',
  'artform',
  'place',
  'people',
  'method',
  'eventId',
]);

/**
 * Reads what is in a row; each cell that cannot be read is told, with what to write instead.
 * @param year in which days are that have none; null: they are faults
 */
export function readRow(cells: readonly Cell[], columns: readonly ImportColumn[], year: FinancialYear | null): ReadRow {
  const faults: RowFault[] = [];
  const warnings: RowFault[] = [];
  const columnOf = (field: ActivityImportField): string => nameOfField(columns, field);
  const cell = (field: ActivityImportField): Cell => cells[columns.findIndex((one) => one.field === field)] ?? null;
  const text = (field: ActivityImportField): string => {
    const typed = textOfCell(cell(field));
    // A last day that is not known yet may be any: only of none is it the first.
    const isNothing = field === 'to' ? isNone(typed) : MAY_BE_UNKNOWN.has(field) && isUnknown(typed);
    return isNothing ? '' : typed;
  };
  const tell = (into: RowFault[]) => (field: ActivityImportField, fault: string, next: string) => {
    into.push({ column: columnOf(field), value: text(field).slice(0, SHOWN), fault, next });
  };
  const wrong = tell(faults);
  const warn = tell(warnings);
  for (const { field } of columns) {
    const value = field === null ? null : cell(field);
    if (field !== null && typeof value === 'object' && value !== null && 'fault' in value) {
      wrong(
        field,
        'is an error of the spreadsheet, or a formula that was never worked out',
        'Put the value itself there.',
      );
    }
  }

  const title = text('title');
  if (title === '') wrong('title', 'is empty', 'Say what the activity is called.');
  const guess = fillIn(title, []);
  const kind = text('kind') === '' ? guess.kind : readKind(text('kind'));
  if (kind === null) wrong('kind', 'is no kind that is known', `Write one of: ${KIND_WORDS}.`);
  // “Concert” and “film” say which artform it is.
  const told = kind === 'other' ? null : readArtform(text('kind'));
  const art = text('artform') === '' ? (told ?? guess.artform) : readArtform(text('artform'));
  if (art === null) wrong('artform', 'is no artform that is known', `Write one of: ${ARTFORM_WORDS}.`);

  const last = daysOfCell(cell('to'));
  const begin =
    daysOfCell(cell('from')) ??
    beginBefore(cell('from'), cell('to')) ??
    (year === null || !mayLackYear(cell('from')) ? null : readDaysWithin(text('from'), year));
  if (isEmpty(cell('from')))
    wrong('from', 'is empty', 'Say on which day it was, such as 2026-04-01; or “ditto”, if on that of the row above.');
  else if (begin === null) {
    const { fault, next } = whyNoDay(text('from'), year);
    wrong('from', fault, next);
  } else warnOfWeekday(text('from'), begin.from, warn);
  const end =
    text('to') === '' ? begin : (last ?? (begin === null ? null : readDaysNear(text('to'), begin.from, 'after')));
  if (begin !== null && end === null) {
    const { fault, next } = whyNoDay(text('to'), year);
    wrong('to', fault, `${next} Or leave it empty.`);
  }
  if (begin !== null && end !== null && end.to < begin.from) {
    wrong('to', 'is before the first day', 'Turn the two days round, or correct the year.');
  }

  const { people, method } = numbersOf({ text, wrong, warn }, cell('people'));
  if (faults.length > 0 || begin === null || end === null || kind === null || art === null) {
    return { activity: null, faults, warnings: [] };
  }
  const read = checked(
    {
      title,
      kind,
      artform: art,
      place: text('place') || null,
      from: begin.from,
      to: end.to,
      people,
      method,
      eventId: text('eventId') || null,
      notes: text('notes') || null,
    },
    columnOf,
  );
  return { ...read, warnings: read.activity === null ? [] : warnings };
}

type Tell = (field: ActivityImportField, fault: string, next: string) => void;

/** “Sat 3 May”, of a year in which that is a Sunday. */
function warnOfWeekday(typed: string, day: string, warn: Tell): void {
  const [named, is] = [weekdayNamed(typed), weekdayOf(day)];
  if (named !== null && named !== is)
    warn('from', `is read as ${day}, which is a ${is}`, 'Check the day and its year: one of them may be mistyped.');
}

interface Reading {
  readonly text: (field: ActivityImportField) => string;
  readonly wrong: Tell;
  readonly warn: Tell;
}

const BY_RULE: Readonly<Record<EstimateRule, (people: string) => string>> = {
  middle: (people) => `is a range: its middle, ${people}, is taken as an estimate`,
  lower: (people) => `is a lower bound: ${people} is taken as an estimate`,
  about: (people) => `is no exact number: ${people} is taken as an estimate`,
};

/** A number of which nobody says how it came about is taken as an estimate, as is one that is typed as none that was counted. */
function numbersOf({ text, wrong, warn }: Reading, cell: Cell): Pick<Required<ActivityFields>, 'people' | 'method'> {
  const typed = text('method');
  const method = typed === '' ? null : readMethod(typed);
  if (typed !== '' && method === null)
    wrong('method', 'is no way of counting that is known', 'Write counted, estimated or ticketed.');
  const said = text('people');
  // What is ticketed is taken from the box office itself.
  if (said === '' || method === 'box-office') return { people: null, method: method ?? 'box-office' };
  const number = readNumber(said);
  if (number === null) {
    if (isDay(cell)) wrong('people', 'is a day: a spreadsheet makes one of “5-10”', 'Write “5 to 10”, or one number.');
    else wrong('people', 'is no number of people', 'Write a whole number such as 240, or leave it empty.');
    return { people: null, method: 'box-office' };
  }
  const { people, estimate } = number;
  if (estimate === null) return { people, method: method ?? 'estimated' };
  const though = method === 'counted' ? `, though it is said to be counted` : '';
  warn(
    'people',
    `${BY_RULE[estimate](people.toLocaleString('en-GB'))}${though}`,
    'Write one number, if you know it better.',
  );
  return { people, method: 'estimated' };
}

/** “5-10” as spreadsheets keep it, and as they write it into a CSV file. */
const isDay = (cell: Cell): boolean =>
  typeof cell === 'object'
    ? cell !== null && 'wall' in cell
    : typeof cell === 'string' &&
      (daysOfCell(cell) !== null || /^\d{1,2}-[a-z]{3}$|^[a-z]{3}-\d{2}$/i.test(cell.trim()));

/** What the contract says of single fields: how long they may be. */
function checked(
  activity: ActivityFields,
  columnOf: (field: ActivityImportField) => string,
): Omit<ReadRow, 'warnings'> {
  const { data, error } = activityFields.safeParse(activity);
  if (data !== undefined) return { activity, faults: [] };
  return {
    activity: null,
    faults: error.issues.map(({ path, message }) => {
      const field = String(path[0]) as ActivityImportField;
      const value = String(activity[field] ?? '').slice(0, SHOWN);
      return { column: columnOf(field), value, fault: `does not fit (${message})`, next: 'Shorten it or correct it.' };
    }),
  };
}
