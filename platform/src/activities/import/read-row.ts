// One row of a file as an activity, or what is wrong with it. Pure.
import { type ActivityFields, type ActivityImportField, activityFields } from '@illuminate/contract';
import { type Cell, isEmpty } from '@illuminate/delivery';
import { formatWall } from '@illuminate/model';
import { fillIn } from '../fill-in.ts';
import { type ImportColumn, nameOfField } from './columns.ts';
import { dayOfSerial, readDays, readDaysNear } from './read-days.ts';
import {
  ARTFORM_WORDS,
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

export interface RowFault {
  readonly column: string;
  readonly value: string;
  readonly fault: string;
  readonly next: string;
}

export interface ReadRow {
  readonly activity: ActivityFields | null;
  readonly faults: readonly RowFault[];
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

/** Reads what is in a row; each cell that cannot be read is told, with what to write instead. */
export function readRow(cells: readonly Cell[], columns: readonly ImportColumn[]): ReadRow {
  const faults: RowFault[] = [];
  const columnOf = (field: ActivityImportField): string => nameOfField(columns, field);
  const cell = (field: ActivityImportField): Cell => cells[columns.findIndex((one) => one.field === field)] ?? null;
  const text = (field: ActivityImportField): string => {
    const typed = textOfCell(cell(field));
    // A last day that is not known yet may be any: only of none is it the first.
    const isNothing = field === 'to' ? isNone(typed) : MAY_BE_UNKNOWN.has(field) && isUnknown(typed);
    return isNothing ? '' : typed;
  };
  const wrong = (field: ActivityImportField, fault: string, next: string): null => {
    faults.push({ column: columnOf(field), value: text(field).slice(0, SHOWN), fault, next });
    return null;
  };
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

  const last = daysOf(cell('to'));
  // “25 April”, and “27 April 2026” as the last day.
  const begin = daysOf(cell('from')) ?? (last === null ? null : readDaysNear(text('from'), last.to, 'before'));
  if (isEmpty(cell('from')))
    wrong('from', 'is empty', 'Say on which day it was, such as 2026-04-01; or “ditto”, if on that of the row above.');
  else if (begin === null) {
    const { fault, next } = whyNoDay(text('from'));
    wrong('from', fault, next);
  }
  const end =
    text('to') === '' ? begin : (last ?? (begin === null ? null : readDaysNear(text('to'), begin.from, 'after')));
  if (begin !== null && end === null) {
    const { fault, next } = whyNoDay(text('to'));
    wrong('to', fault, `${next} Or leave it empty.`);
  }
  if (begin !== null && end !== null && end.to < begin.from) {
    wrong('to', 'is before the first day', 'Turn the two days round, or correct the year.');
  }

  const { people, method } = numbersOf({ text, wrong });
  if (faults.length > 0 || begin === null || end === null || kind === null || art === null) {
    return { activity: null, faults };
  }
  return checked(
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
}

interface Reading {
  readonly text: (field: ActivityImportField) => string;
  readonly wrong: (field: ActivityImportField, fault: string, next: string) => null;
}

/** A number of which nobody says how it came about is taken as an estimate. */
function numbersOf({ text, wrong }: Reading): Pick<Required<ActivityFields>, 'people' | 'method'> {
  const typed = text('method');
  const method = typed === '' ? null : readMethod(typed);
  if (typed !== '' && method === null)
    wrong('method', 'is no way of counting that is known', 'Write counted, estimated or ticketed.');
  const said = text('people');
  // What is ticketed is taken from the box office itself.
  if (said === '' || method === 'box-office') return { people: null, method: method ?? 'box-office' };
  const number = readNumber(said);
  if (number === null) {
    wrong('people', 'is no number of people', 'Write a whole number such as 240, or leave it empty.');
    return { people: null, method: 'box-office' };
  }
  return { people: number.people, method: method ?? 'estimated' };
}

function daysOf(cell: Cell): { from: string; to: string } | null {
  if (typeof cell === 'object' && cell !== null && 'wall' in cell) {
    const day = formatWall(cell.wall).slice(0, 10);
    return { from: day, to: day };
  }
  const serial = typeof cell === 'number' ? dayOfSerial(cell) : null;
  return serial === null ? readDays(textOfCell(cell)) : { from: serial, to: serial };
}

/** What the contract says of single fields: how long they may be. */
function checked(activity: ActivityFields, columnOf: (field: ActivityImportField) => string): ReadRow {
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
