import { currencyDigits } from '@illuminate/model';
import type { CellType } from '../../compile/keys.ts';
import { isText, moneySql } from '../cells-as-sql.ts';

/** Formats of cells, in the order of `cellXfs` in the workbook's styles. */
export const STYLES = { plain: 0, heading: 1, text: 2, wall: 3, money: 4, decimal: 5, percent: 6, words: 7 } as const;

/** Seconds-less wall time, as everywhere. */
export const WALL_FORMAT = 'yyyy-mm-dd hh:mm';

export function moneyFormat(currency: string): string {
  const digits = currencyDigits(currency);
  return digits === 0 ? '#,##0' : `#,##0.${'0'.repeat(digits)}`;
}

/** Days from the first of Excel's to 1970, with the 29 February 1900 that it believes in. */
const EXCEL_EPOCH = 25_569;
const DAY_MS = 86_400_000;
/** Before March 1900 its days are off by one, and before 1900 it has none: those are given as text. */
const FIRST_DAY = `TIMESTAMP '1900-03-01'`;

/** What XML cannot hold at all; shown as what it is, something that cannot be shown. */
const UNSPEAKABLE = String.raw`[\x00-\x08\x0B\x0C\x0E-\x1F\x{FFFE}\x{FFFF}]`;

/** A text within XML. `_x000D_` is how workbooks write a return, so that a text of that kind has to be written so itself. */
function escapedSql(cell: string): string {
  const steps = [
    ['&', '&amp;'],
    ['<', '&lt;'],
    ['>', '&gt;'],
  ].reduce((sql, [from, to]) => `replace(${sql}, '${from}', '${to}')`, cell);
  const coded = `regexp_replace(${steps}, '_(x[0-9A-Fa-f]{4}_)', '_x005F_\\1', 'g')`;
  const spoken = `regexp_replace(${coded}, '${UNSPEAKABLE}', chr(65533), 'g')`;
  return `CASE WHEN regexp_matches(${cell}, '[&<>_]|[^\\x20-\\x{FFFD}]') THEN replace(${spoken}, chr(13), '_x000D_') ELSE ${cell} END`;
}

const textSql = (cell: string, style: number): string =>
  `concat('<c s="${style}" t="inlineStr"><is><t xml:space="preserve">', ${escapedSql(cell)}, '</t></is></c>')`;
const numberSql = (value: string, style: number): string =>
  `concat('<c${style === STYLES.plain ? '' : ` s="${style}"`}><v>', ${value}, '</v></c>')`;

/** A cell of a sheet as SQL: real numbers and dates. A cell without a value keeps its place. */
function cellSql(cell: string, type: CellType, currency: string): string {
  const filled = (): string => {
    if (isText(type)) return textSql(cell, STYLES.text);
    switch (type) {
      case 'money':
        return numberSql(moneySql(cell, currency), STYLES.money);
      case 'wall': {
        const serial = `(epoch_ms(${cell})::DOUBLE / ${DAY_MS} + ${EXCEL_EPOCH})`;
        const early = textSql(`strftime(${cell}, '%Y-%m-%d %H:%M')`, STYLES.text);
        return `CASE WHEN ${cell} < ${FIRST_DAY} THEN ${early} ELSE ${numberSql(serial, STYLES.wall)} END`;
      }
      case 'decimal':
        return numberSql(cell, STYLES.decimal);
      case 'percent':
        return numberSql(cell, STYLES.percent);
      case 'boolean':
        return `CASE WHEN ${cell} THEN '<c t="b"><v>1</v></c>' ELSE '<c t="b"><v>0</v></c>' END`;
      default:
        return numberSql(cell, STYLES.plain);
    }
  };
  return `coalesce(CASE WHEN ${cell} IS NOT NULL THEN ${filled()} END, '<c/>')`;
}

/** A row of a sheet as one text. Neither rows nor cells say their number: they stand in order. */
export function rowSql(cells: readonly { readonly name: string; readonly type: CellType }[], currency: string): string {
  return `concat('<row>', ${cells.map(({ name, type }) => cellSql(name, type, currency)).join(', ')}, '</row>')`;
}

const escapeXml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML cannot hold
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');

/** A row of words, such as a heading. */
export function wordsRow(words: readonly string[], style: number): string {
  const cells = words.map(
    (text) => `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`,
  );
  return `<row>${cells.join('')}</row>`;
}
