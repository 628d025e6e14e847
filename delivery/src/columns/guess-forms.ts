import { parseLooseInstant } from '../instant.ts';
import type { ColumnMap } from './column-map.ts';
import { DAY_NUMBERS, datePattern } from './date-pattern.ts';
import { decimalText } from './number-text.ts';
import { otherWays } from './other-ways.ts';

const DATES = [
  'YYYY-MM-DD',
  'DD/MM/YYYY',
  'D/M/YYYY',
  'DD-MM-YYYY',
  'DD.MM.YYYY',
  'DD/MM/YY',
  'D MMM YYYY',
  'D MMMM YYYY',
  'D MMM YY',
  'D-MMM-YYYY',
  'D-MMM-YY',
  'ddd D MMM YYYY',
  'ddd, D MMM YYYY',
  'ddd D MMM YY',
  'D. MMM YYYY',
  'ddd D. MMM YYYY',
  'ddd, D. MMM YYYY',
  'ddd DD/MM/YYYY',
  'ddd D/M/YYYY',
  'ddd, DD.MM.YYYY',
  'ddd DD.MM.YYYY',
  'MM/DD/YYYY',
  'M/D/YYYY',
  'YYYY/MM/DD',
  'MMM D, YYYY',
  'MMM D YYYY',
  'ddd, MMM D, YYYY',
  'D.M.YYYY',
  'D/M/YY',
  'D.M.YY',
  'D-M-YYYY',
  'D-M-YY',
  'M/D/YY',
];
/** Of what is counted by the month. */
const MONTHS = ['MMM YYYY', 'MMM-YY', 'MMM-YYYY', 'MMM YY', 'MM/YYYY', 'YYYY-MM', 'M/YYYY'];
const OF_INSTANTS = 'YYYY-MM-DDTHH:mm:ss';
const TIMES = ['HH:mm', 'HH:mm:ss', 'H:mm', 'h:mm A', 'hh:mm A', 'h:mmA', 'HH.mm', 'H.mm', 'h.mm A', 'h.mmA'];
const JOINTS = [' ', 'T', ', ', ' - '];

/** Day before month wherever both fit: these box offices are in the United Kingdom and Ireland. */
const PATTERNS: readonly string[] = [
  ...DATES.flatMap((date) => JOINTS.flatMap((joint) => TIMES.map((time) => `${date}${joint}${time}`))),
  ...DATES,
  ...TIMES,
  ...MONTHS,
  DAY_NUMBERS,
];

export interface DateGuess {
  readonly pattern: string;
  /** No value tells the day from the month. */
  readonly isAmbiguous: boolean;
}

/** The first pattern that reads all of these texts, or else the one that reads most of them; or null. */
export function guessDate(values: readonly string[]): DateGuess | null {
  const written = values.map((value) => value.trim()).filter((value) => value !== '');
  // Those that say their offset are read whatever the pattern is.
  const filled = written.filter((value) => parseLooseInstant(value) === null);
  if (filled.length === 0) return written.length === 0 ? null : { pattern: OF_INSTANTS, isAmbiguous: false };
  const pattern = PATTERNS.find((one) => readBy(one, filled, true) > 0) ?? mostlyRead(filled);
  if (pattern === null) return null;
  const swapped = pattern.replace(/^(DD?)([/.-])(MM?)(?=[/.-])/, '$3$2$1');
  return { pattern, isAmbiguous: swapped !== pattern && readBy(swapped, filled) === readBy(pattern, filled) };
}

/** How many of these texts a pattern reads; if `all` is meant, none as soon as it does not read one. */
function readBy(pattern: string, texts: readonly string[], all = false): number {
  const read = datePattern(pattern);
  if (typeof read === 'string') return 0;
  if (all) return texts.every((text) => read.read(text) !== null) ? texts.length : 0;
  return texts.filter((text) => read.read(text) !== null).length;
}

/** Of a column in which not all can be read: so many at least, and this share of them. */
const LEAST_READ = 2;
const LEAST_SHARE = 0.6;
const LOOKED_AT = 50;

/** A slip in some line is no reason to read none: the pattern that reads most of these texts, if it is most of them. */
function mostlyRead(filled: readonly string[]): string | null {
  const texts = filled.slice(0, LOOKED_AT);
  if (texts.filter((text) => /\d/.test(text)).length < LEAST_READ) return null;
  const counts = PATTERNS.map((pattern) => readBy(pattern, texts));
  const isMost = (count: number): boolean => count >= LEAST_READ && count >= texts.length * LEAST_SHARE;
  const best = (found: readonly number[]): string | null => {
    const most = Math.max(...found);
    return isMost(most) ? (PATTERNS[found.indexOf(most)] ?? null) : null;
  };
  return best(counts) ?? best(PATTERNS.map((pattern, at) => ((counts[at] ?? 0) > 0 ? readBeside(pattern, texts) : 0)));
}

/** How many texts can be read where one pattern is that of the column, also those that are written otherwise. */
function readBeside(pattern: string, texts: readonly string[]): number {
  const read = datePattern(pattern);
  const others = otherWays(pattern);
  return typeof read === 'string'
    ? 0
    : texts.filter((text) => read.read(text) !== null || others(text) !== null).length;
}

/** `¤` is how a euro of ISO-8859-15 looks, which cannot be told from Windows-1252. */
export const CURRENCY_SIGNS = ['£', '€', '¤', '$', 'GBP', 'EUR', 'USD'];

/** The texts of a file that may tell how it writes numbers. */
export interface WrittenNumbers {
  readonly amounts: readonly string[];
  /** Of each column of whole numbers. */
  readonly counts: readonly (readonly string[])[];
  /** Of columns that are left out. */
  readonly others: readonly string[];
}

/** Decimal point or comma, and the signs of currencies that stand beside. */
export function guessNumbers({ amounts, counts, others }: WrittenNumbers): ColumnMap['numbers'] {
  const symbols = CURRENCY_SIGNS.filter((symbol) => amounts.some((value) => value.includes(symbol)));
  const [byPoint, byComma] = [amountsRead(amounts, '.'), amountsRead(amounts, ',')];
  if (byPoint !== byComma) return { decimal: byComma > byPoint ? ',' : '.', symbols };
  // "1.204" people are no fraction of one, as "1.204" of an amount may be: that is left to a person.
  const isPointFree = !amounts.some((value) => value.includes('.')) && !others.some(hasDecimalPoint);
  const isGrouped = counts.some(areGroupedByPoint) && !counts.some(areGroupedByComma);
  return { decimal: isPointFree && isGrouped ? ',' : '.', symbols };
}

const hasDecimalPoint = (value: string): boolean =>
  value.includes('.') && amountsRead([value], '.') > 0 && amountsRead([value], ',') === 0;

/** Whether these are whole numbers throughout, of which those of a thousand and more are grouped by a point. */
export const areGroupedByPoint = (values: readonly string[]): boolean =>
  areGrouped(values, /^[1-9]\d{0,2}(?:\.\d{3})+$/);
const areGroupedByComma = (values: readonly string[]): boolean => areGrouped(values, /^[1-9]\d{0,2}(?:,\d{3})+$/);

function areGrouped(values: readonly string[], grouped: RegExp): boolean {
  const filled = values.map((value) => value.trim()).filter((value) => value !== '');
  return (
    filled.some((value) => grouped.test(value)) &&
    filled.every((value) => /^\d{1,3}$/.test(value) || grouped.test(value))
  );
}

/** How many of these texts are amounts if decimals stand behind this sign. */
export function amountsRead(values: readonly string[], decimal: '.' | ','): number {
  return values.filter((value) => decimalText(value, { decimal, symbols: CURRENCY_SIGNS }) !== null).length;
}

/** How many of these texts are whole numbers if decimals stand behind this sign. */
export function countsRead(values: readonly string[], decimal: '.' | ','): number {
  return values.filter((value) => /^-?\d+$/.test(decimalText(value, { decimal, symbols: [] }) ?? '')).length;
}
