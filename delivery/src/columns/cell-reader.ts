import { countryCodeOf, currencyDigits, zoneOf } from '@illuminate/model';
import { isCurrency } from '../currencies.ts';
import { parseLooseInstant } from '../instant.ts';
import type { FieldReader } from '../records/field-reader.ts';
import { ownText, Remembered } from '../remembered.ts';
import { type Cell, isEmpty, plainText } from './cells.ts';
import type { ColumnMap, MappedColumn } from './column-map.ts';
import { type DatePattern, datePattern } from './date-pattern.ts';
import type { RecordKind } from './fields.ts';
import { createFreeWords, isFree } from './free-words.ts';
import { normalHeader } from './normal-header.ts';
import { decimalText, numberText } from './number-text.ts';
import { otherWays } from './other-ways.ts';
import { mayBeIn, writtenCurrency } from './written-currency.ts';

const DAY_MS = 86_400_000;
/** A number that a spreadsheet shows as a day, without being formatted as one: from 1950 to 2100. */
const isDaySerial = (value: number): boolean => value > 18_000 && value < 73_500;
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);
const YES = new Set(['true', 'yes', 'y', '1']);
const NO = new Set(['false', 'no', 'n', '0']);
const ANY_OTHER = '*';
/** Kinds of files that a person uploads. */
const TYPED: ReadonlySet<RecordKind> = new Set(['sales', 'events', 'counts']);
/** Two that differ in their last digits are one and the same in this form. */
const SHORTENED = /^\d(?:[.,]\d+)?E\+\d{1,2}$/i;

/** A column that is read: which field it is, where it stands, and what its values mean. */
export interface ReadColumn {
  readonly header: string;
  readonly at: number;
  /** Whether its texts tell things apart. */
  readonly isId: boolean;
  readonly values: ReadonlyMap<string, string> | null;
  readonly date: DatePattern;
  /** Of what a person typed otherwise than the rest of the column. */
  readonly otherDate: (text: string) => number | null;
  /** What its texts were read as, where nothing was wrong with them: those of an export repeat. */
  readonly known: {
    readonly texts: Remembered<string | null>;
    /** By their currency. */
    readonly amounts: Map<string, Remembered<string>>;
    readonly walls: Remembered<number>;
  };
}

export function readColumn(column: MappedColumn, at: number, map: ColumnMap): ReadColumn {
  const pattern = column.date ?? map.dates.pattern;
  const date = datePattern(pattern);
  if (typeof date === 'string') throw new TypeError('a map that was parsed has patterns that can be read');
  const values =
    column.values === undefined
      ? null
      : new Map(Object.entries(column.values).map(([value, meant]) => [normalHeader(value), meant]));
  const known = {
    texts: new Remembered<string | null>(),
    amounts: new Map<string, Remembered<string>>(),
    walls: new Remembered<number>(),
  };
  // What a system writes is of one form throughout: what differs there is a change of its own.
  const otherDate = TYPED.has(map.records) ? otherWays(pattern) : () => null;
  return { header: column.header.trim(), at, isId: column.field.endsWith('_id'), values, date, otherDate, known };
}

/**
 * Reads cells as the fields that they are. What is wrong is reported to the reader of fields, by the name of the column and never by
 * its value, and comes back as null.
 */
export function createCellReader(map: ColumnMap, reader: FieldReader) {
  const zone = zoneOf(map.dates.zone);
  const instants = new Map<number, number>();
  const isMinor = map.numbers.minor === true;
  const free = createFreeWords();

  /** Whether a cell holds no value where one belongs, which is reported. */
  const isFaulty = (cell: Cell | undefined, { header }: ReadColumn): boolean => {
    if (typeof cell !== 'object' || cell === null || !('fault' in cell)) return false;
    const what = cell.fault === 'error' ? 'an error of the spreadsheet' : 'a formula whose value was not saved';
    reader.fault('record-invalid', `The field ${header} holds ${what}.`, header);
    return true;
  };

  /** A person breaks a long title in its cell. With what parts cells in it, it is lines that a stray quotation mark has swallowed. */
  const mayBeBroken = (text: string): boolean =>
    TYPED.has(map.records) && text.includes('\n') && (map.file.type === 'xlsx' || !text.includes(map.file.separator));

  const meaning = (text: string, column: ReadColumn): string | null => {
    if (column.values === null) return text;
    const meant = column.values.get(normalHeader(text)) ?? (text === '' ? '' : column.values.get(ANY_OTHER));
    if (meant !== undefined) return meant;
    reader.invalid(column.header, 'one of the values that the map lists', text);
    return null;
  };

  const text = (cell: Cell | undefined, column: ReadColumn): string | null => {
    if (typeof cell !== 'string') return readText(cell, column);
    const known = column.known.texts.get(cell);
    if (known !== undefined) return known;
    const own = ownText(cell);
    const { wrong } = reader;
    const read = readText(own, column);
    return reader.wrong > wrong ? read : column.known.texts.set(own, read);
  };

  const readText = (cell: Cell | undefined, column: ReadColumn): string | null => {
    if (isFaulty(cell, column)) return null;
    if (typeof cell === 'object' && cell !== null) {
      reader.fault('record-invalid', `The field ${column.header} holds a date, and should be text.`, column.header);
      return null;
    }
    let written = plainText(cell);
    if (mayBeBroken(written)) written = written.replaceAll(/\s*[\r\n]+\s*/g, ' ').trim();
    if (typeof cell === 'number') {
      const exact = numberText(cell, Number.isInteger(cell) ? 0 : 6);
      if (exact === null || Math.abs(cell) >= 1e15) {
        reader.fault(
          'record-invalid',
          `The field ${column.header} holds a number of which a spreadsheet does not keep all digits; have it written as text.`,
          column.header,
        );
        return null;
      }
      written = exact.includes('.') ? exact.replace(/0+$/, '') : exact;
    }
    if (column.isId && SHORTENED.test(written)) {
      reader.fault(
        'record-invalid',
        `The field ${column.header} holds a long number that a spreadsheet has shortened (such as 1.23E+14), so that its last digits are lost; have the column written as text.`,
        column.header,
      );
      return null;
    }
    const meant = meaning(written, column);
    return meant === '' ? null : meant;
  };

  const wall = (cell: Cell | undefined, column: ReadColumn): number | null => {
    if (typeof cell !== 'string') return readWall(cell, column);
    const known = column.known.walls.get(cell);
    if (known !== undefined) return known;
    const read = readWall(cell, column);
    return read === null ? null : column.known.walls.set(ownText(cell), read);
  };

  /** One that says its offset needs no pattern. */
  const wallOfInstant = (text: string): number | null => {
    const instant = parseLooseInstant(text);
    return instant === null ? null : zone.toWall(instant);
  };

  const readWall = (cell: Cell | undefined, column: ReadColumn): number | null => {
    if (isEmpty(cell) || cell === undefined || cell === null || isFaulty(cell, column)) return null;
    const onlyTime = !column.date.parts.has('day');
    const found =
      typeof cell === 'object' && 'wall' in cell
        ? cell.wall
        : typeof cell === 'number' && (isDaySerial(cell) || (onlyTime && cell >= 0 && cell < 1))
          ? SERIAL_EPOCH + Math.round(cell * 86_400) * 1000
          : typeof cell === 'string'
            ? (column.date.read(cell) ?? column.otherDate(cell) ?? wallOfInstant(cell))
            : onlyTime && typeof cell === 'number' && Number.isInteger(cell) && cell >= 100
              ? column.otherDate(String(cell).padStart(4, '0'))
              : null;
    if (found === null) {
      reader.invalid(column.header, 'a date in the form chosen for this file', cell);
      return null;
    }
    if (onlyTime && found === DAY_MS && typeof cell === 'string') return found;
    if (onlyTime) return ((found % DAY_MS) + DAY_MS) % DAY_MS;
    return column.date.parts.has('hour') ? found : Math.floor(found / DAY_MS) * DAY_MS;
  };

  /** An amount of euros is none of pounds: they are not to be added up as if they were. What a system writes is of its map's maker. */
  const isOfOther = (cell: string, { header }: ReadColumn, currency: string): boolean => {
    const sign = TYPED.has(map.records) ? writtenCurrency(cell) : null;
    if (sign === null || !isCurrency(currency) || mayBeIn(sign, currency)) return false;
    reader.faultToMend(`The field ${header} holds an amount in ${sign}, and amounts are read as ${currency}.`, {
      field: header,
      nextStep: 'Say the currency of the file, or which column has it. Amounts in two currencies need such a column.',
    });
    return true;
  };

  const minorAmount = (cell: Cell, column: ReadColumn, decimals: number): string | null => {
    const whole = typeof cell === 'number' ? numberText(cell, 0) : decimalText(plainText(cell), map.numbers);
    if (whole === null || !/^-?\d+$/.test(whole)) {
      reader.invalid(column.header, 'a whole number of pence, cents or the like', 'text');
      return null;
    }
    if (decimals === 0) return whole;
    const digits = whole.replace('-', '').padStart(decimals + 1, '0');
    return `${whole.startsWith('-') ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  };

  return {
    text,

    /** Milliseconds since 1970. A second column holds the time of the first one's day. */
    instant(cells: readonly Cell[], columns: readonly ReadColumn[]): number | null {
      let sum = 0;
      for (let at = 0; at < columns.length; at += 1) {
        const column = columns[at] as ReadColumn;
        const part = wall(cells[column.at], column);
        // A day without its time is the beginning of the day; a time without its day says nothing.
        if (part === null && (at === 0 || !isEmpty(cells[column.at]))) return null;
        // Beside a time, a day's number is the day alone.
        const isDay = columns.length > 1 && column.date.parts.has('day');
        sum += isDay ? Math.floor((part ?? 0) / DAY_MS) * DAY_MS : (part ?? 0);
      }
      const known = instants.get(sum);
      if (known !== undefined) return known;
      const instant = zone.toInstant(sum);
      if (instants.size >= REMEMBERED) instants.clear();
      instants.set(sum, instant);
      return instant;
    },

    /** Decimal text, in a currency. */
    amount(cell: Cell | undefined, column: ReadColumn, currency: string): string | null {
      const known = column.known.amounts.get(currency) ?? new Remembered<string>();
      const before = typeof cell === 'string' && !isMinor ? known.get(cell) : undefined;
      if (before !== undefined) return before;
      if (isEmpty(cell) || cell === undefined || cell === null || isFaulty(cell, column)) return null;
      const decimals = decimalsOf(currency);
      if (typeof cell === 'string' && TYPED.has(map.records) && isFree(cell)) return free.take(column.header, cell);
      if (typeof cell === 'string' && isOfOther(cell, column, currency)) return null;
      if (isMinor) return minorAmount(cell, column, decimals);
      const found =
        typeof cell === 'number'
          ? numberText(cell, decimals)
          : typeof cell === 'string'
            ? decimalText(cell, map.numbers)
            : null;
      if (found === null) {
        const expected =
          typeof cell === 'number'
            ? `an amount with at most ${decimals} decimals`
            : `an amount with a decimal ${map.numbers.decimal === ',' ? 'comma' : 'point'}, as the map says`;
        reader.invalid(column.header, expected, cell === '' ? cell : 'text');
      }
      if (found === null) return null;
      const amount = ownText(found);
      if (typeof cell !== 'string') return amount;
      column.known.amounts.set(currency, known);
      return known.set(ownText(cell), amount);
    },

    /** What is to be known of amounts that were words. */
    freeOfCharge: free.said,

    count(cell: Cell | undefined, column: ReadColumn): number | null {
      if (isEmpty(cell) || cell === undefined || cell === null || isFaulty(cell, column)) return null;
      const digits =
        typeof cell === 'number' ? numberText(cell, 0) : decimalText(plainText(cell), { ...map.numbers, symbols: [] });
      const number = digits === null ? Number.NaN : Number(digits);
      if (Number.isSafeInteger(number)) return number;
      reader.invalid(column.header, 'a whole number', 'text');
      return null;
    },

    flag(cell: Cell | undefined, column: ReadColumn): boolean | null {
      if (typeof cell === 'boolean' && column.values === null) return cell;
      const written = text(cell, column)?.toLowerCase() ?? null;
      if (written === null) return null;
      if (YES.has(written) || NO.has(written)) return YES.has(written);
      reader.invalid(column.header, 'yes or no; say in the map which value means "true"', written);
      return null;
    },

    /** ISO 3166; what is not recognised is left out, as a country is a help and no more. */
    country(cell: Cell | undefined, column: ReadColumn): string | null {
      const written = text(cell, column);
      return written === null ? null : countryCodeOf(written);
    },
  };
}

/** How many decimals amounts of a currency have; two where it is none, which is refused where it stands. */
const decimalsOf = (currency: string): number => (isCurrency(currency) ? currencyDigits(currency) : 2);

/** How many different times are remembered. */
const REMEMBERED = 50_000;

export type CellReader = ReturnType<typeof createCellReader>;
