import { parseOffsetInstant } from '../instant.ts';
import type { ColumnMap } from './column-map.ts';
import { datePattern } from './date-pattern.ts';
import { decimalText } from './number-text.ts';

const DATES = [
  'YYYY-MM-DD',
  'DD/MM/YYYY',
  'D/M/YYYY',
  'DD-MM-YYYY',
  'DD.MM.YYYY',
  'DD/MM/YY',
  'D MMM YYYY',
  'D MMMM YYYY',
  'DD-MMM-YYYY',
  'ddd D MMM YYYY',
  'ddd, D MMM YYYY',
  'MM/DD/YYYY',
  'M/D/YYYY',
  'YYYY/MM/DD',
  'MMM D, YYYY',
  'D.M.YYYY',
  'D/M/YY',
  'D.M.YY',
  'M/D/YY',
];
const OF_INSTANTS = 'YYYY-MM-DDTHH:mm:ss';
const TIMES = ['HH:mm', 'HH:mm:ss', 'H:mm', 'h:mm A', 'hh:mm A', 'h:mmA', 'HH.mm', 'H.mm', 'h.mm A', 'h.mmA'];
const JOINTS = [' ', 'T', ', ', ' - '];

/** Day before month wherever both fit: these box offices are in the United Kingdom and Ireland. */
const PATTERNS = [
  ...DATES.flatMap((date) => JOINTS.flatMap((joint) => TIMES.map((time) => `${date}${joint}${time}`))),
  ...DATES,
  ...TIMES,
];

export interface DateGuess {
  readonly pattern: string;
  /** No value tells the day from the month. */
  readonly isAmbiguous: boolean;
}

/** The first pattern that reads all of these texts, or null. */
export function guessDate(values: readonly string[]): DateGuess | null {
  const written = values.map((value) => value.trim()).filter((value) => value !== '');
  // Those that say their offset are read whatever the pattern is.
  const filled = written.filter((value) => parseOffsetInstant(value) === null);
  if (filled.length === 0) return written.length === 0 ? null : { pattern: OF_INSTANTS, isAmbiguous: false };
  const fits = (pattern: string): boolean => {
    const read = datePattern(pattern);
    return typeof read !== 'string' && filled.every((value) => read.read(value) !== null);
  };
  const pattern = PATTERNS.find(fits);
  if (pattern === undefined) return null;
  const swapped = pattern.replace(/^(DD?)([/.-])(MM?)(?=[/.-])/, '$3$2$1');
  return { pattern, isAmbiguous: swapped !== pattern && fits(swapped) };
}

const SYMBOLS = ['£', '€', '$', 'GBP', 'EUR', 'USD'];

/** Decimal point or comma, and the signs of currencies that stand beside. */
export function guessNumbers(values: readonly string[]): ColumnMap['numbers'] {
  const symbols = SYMBOLS.filter((symbol) => values.some((value) => value.includes(symbol)));
  const read = (decimal: '.' | ','): number =>
    values.filter((value) => decimalText(value, { decimal, symbols }) !== null).length;
  return { decimal: read(',') > read('.') ? ',' : '.', symbols };
}
