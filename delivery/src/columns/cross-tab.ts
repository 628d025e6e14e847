import type { DeliveryFault } from '../fault.ts';
import { type Cell, isEmpty, plainText } from './cells.ts';
import type { FieldName, RecordKind } from './fields.ts';
import { guessDate } from './guess-forms.ts';
import { guessFields } from './header-guesses.ts';
import { withoutAccents } from './headers-abroad.ts';
import { monthOf } from './month-names.ts';
import { normalHeader } from './normal-header.ts';
import { unreadable } from './unreadable.ts';

interface Looked {
  readonly kind: RecordKind;
  /** Some values of the column at this place, without empty ones. */
  readonly valuesOf: (at: number) => readonly string[];
  /** Whether cells of this column are dates to a spreadsheet. */
  readonly hasDates: (at: number) => boolean;
}

const DATES: readonly FieldName[] = ['starts_at', 'placed_at', 'counted_on'];
const WEEKDAYS = [
  'monday tuesday wednesday weds thursday friday saturday sunday',
  'lundi mardi mercredi jeudi vendredi samedi dimanche',
  'montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag',
  'lunes martes miercoles jueves viernes sabado domingo',
  'lunedi martedi mercoledi giovedi venerdi domenica',
  'maandag dinsdag woensdag donderdag vrijdag zaterdag zondag',
].flatMap((names) => names.split(' '));
const YEAR = /^(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?$/;
const MOST_LOOKED_AT = 50;

/**
 * Refuses a table that has its days, or what else its figures are of, side by side in the names of its columns, and in no column: none of
 * its lines could be loaded, and whoever made it can make another.
 * @param header its cells
 * @throws DeliveryFault part-unreadable
 */
export function refuseCrossTab(header: readonly Cell[], looked: Looked): void {
  if (hasDateColumn(header, looked)) return;
  const days = header.filter((cell, at) => isDay(cell) && isFigures(looked.valuesOf(at))).length;
  if (days >= 2) throw crossTab(`${days} of its columns are called after days or times`);
  const figures = header.flatMap((cell, at) =>
    !isEmpty(cell) && isFigures(looked.valuesOf(at)) ? [plainText(cell)] : [],
  );
  const names = figures.map(normalHeader);
  const twice = [...new Set(names)].filter((name) => names.filter((other) => other === name).length > 1);
  if (twice.length > 0) throw crossTab('names of its columns come again and again, under headings in the row above');
}

const crossTab = (how: string): DeliveryFault =>
  unreadable(
    `It is a cross-tab: ${how}, and no column says on which day a line is.`,
    'Choose a report that is a list, with a line for each performance (or each sale) and one column for its day and time; programs call it a list, flat, or ungrouped. Or write it so: Event, Date, Tickets, Income, with a line for each performance. If another sheet of the file is such a list, choose that sheet.',
  );

const hasDateColumn = (header: readonly Cell[], { kind, valuesOf, hasDates }: Looked): boolean =>
  header.some((cell, at) => {
    if (hasDates(at)) return true;
    if (guessFields(normalHeader(plainText(cell)), kind).some((field) => DATES.includes(field))) return true;
    return guessDate(valuesOf(at).slice(0, MOST_LOOKED_AT))?.pattern.includes('Y') === true;
  });

/** A day, a time, a month, a day of the week or a year; what a person calls a column that holds days is none of these. */
function isDay(cell: Cell): boolean {
  if (typeof cell === 'object' && cell !== null) return 'wall' in cell;
  const text = plainText(cell);
  if (text === '') return false;
  const word = withoutAccents(normalHeader(text));
  if (YEAR.test(word) || isWeekday(word) || monthOf(word.replace(/\.$/, '')) !== null) return true;
  return /\d/.test(text) && guessDate([text])?.pattern.match(/[DMHh]/) != null;
}

/** In full, or cut after two letters or more. */
const isWeekday = (word: string): boolean =>
  /^\p{L}{2,}\.?$/u.test(word) && WEEKDAYS.some((name) => name.startsWith(word.replace(/\.$/, '')));

const isFigures = (values: readonly string[]): boolean =>
  values.some((value) => /\d/.test(value)) && values.every((value) => /^[£€$]?\s?[\d.,\s()-]*%?$/.test(value));
