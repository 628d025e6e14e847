import { DROP, type MappedColumn } from './column-map.ts';
import type { FieldName, RecordKind } from './fields.ts';

/** What a column holds: days, times of day, or neither, or both in one. */
export type Says = 'day' | 'time' | null;

/** Whether a column is the day and the other the time of something. */
export const areDayAndTime = (one: Says, other: Says): boolean =>
  (one === 'day' && other === 'time') || (one === 'time' && other === 'day');

/** A second column of days, such as their weekdays, holds no time. */
const NAMES_DAY =
  /\b(?:day|weekday|date|datum|tag|jour|dyddiad|diwrnod|month|week|fecha|d[ií]a|data|giorno|dag|mes|mese|maand)\b/i;

interface Halves {
  readonly kind: RecordKind;
  readonly taken: ReadonlyMap<FieldName, number>;
  readonly guesses: readonly (readonly FieldName[])[];
  readonly saysOf: (at: number) => Says;
  readonly remarks: string[];
}

/**
 * When a performance begins may stand in two columns, of which only one has a name that is known. The other is told by its values if no
 * second column can be it. Without a time two performances of a day would be one, so that a time that cannot be read is said.
 */
export function withOtherHalf(columns: MappedColumn[], { kind, taken, guesses, saysOf, remarks }: Halves): void {
  const at = taken.get('starts_at');
  if (at === undefined || columns.filter(({ field }) => field === 'starts_at').length !== 1) return;
  const half = saysOf(at);
  if (half === null) return;
  // A sale has a day and a time of its own.
  const placed = taken.get('placed_at');
  const isSaleOpen = kind === 'sales' && placed !== undefined && saysOf(placed) === half;
  const isFree = (one: number): boolean =>
    columns[one]?.field === DROP && (!isSaleOpen || guesses[one]?.includes('starts_at') === true);
  const others = columns.flatMap((_, one) => (isFree(one) && areDayAndTime(half, saysOf(one)) ? [one] : []));
  const [other] = others;
  const nameOf = (one: number): string => columns[one]?.header ?? '';
  if (other !== undefined && others.length === 1) {
    columns[other] = { header: nameOf(other), field: 'starts_at' };
    const [day, time] = half === 'day' ? [at, other] : [other, at];
    remarks.push(`“${nameOf(time)}” is taken for the time of “${nameOf(day)}”.`);
    return;
  }
  if (half !== 'day') return;
  const unread = others.length > 1 ? others : columns.flatMap((_, one) => (isUnreadTime(one) ? [one] : []));
  function isUnreadTime(one: number): boolean {
    return isFree(one) && guesses[one]?.includes('starts_at') === true && !NAMES_DAY.test(nameOf(one));
  }
  if (unread.length === 0) return;
  remarks.push(
    `Performances are taken to begin with their day: ${unread.map((one) => `“${nameOf(one)}”`).join(' and ')} may hold the time, and ${others.length > 1 ? 'which of them does could not be told' : 'how it is written could not be told'}.`,
  );
}

interface Beginning extends Pick<Halves, 'kind' | 'guesses' | 'saysOf'> {
  readonly taken: Map<FieldName, number>;
  readonly hasDay: (at: number) => boolean;
}

/**
 * A time alone, such as that of an order, is not when a performance begins where another column that may be has its day too. Without a
 * day it is left to a person.
 */
export function withWholeBeginning(columns: MappedColumn[], { kind, taken, guesses, saysOf, hasDay }: Beginning): void {
  const at = taken.get('starts_at');
  if (kind === 'orders' || kind === 'performances' || at === undefined || saysOf(at) !== 'time') return;
  if (columns.filter(({ field }) => field === 'starts_at').length !== 1) return;
  const isFree = (one: number): boolean => columns[one]?.field === DROP && guesses[one]?.includes('starts_at') === true;
  const whole = columns.findIndex((_, one) => isFree(one) && hasDay(one));
  // A day of another name may be found for it.
  if (whole < 0) return;
  const isDayAlone = saysOf(whole) === 'day';
  columns[whole] = { header: columns[whole]?.header ?? '', field: 'starts_at' };
  taken.set('starts_at', whole);
  if (!isDayAlone) columns[at] = { header: columns[at]?.header ?? '', field: DROP };
}
