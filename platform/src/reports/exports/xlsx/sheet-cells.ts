import { isText, moneySql } from '../cells-as-sql.ts';
import { IN_TOTALS, type SheetCell, STYLES, styleOf } from './cell-styles.ts';

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

/** A moment as a day of Excel's and its part; as text where Excel has no such day. */
function momentSql(cell: string, spelt: string, style: number): string {
  const serial = `(epoch_ms(${cell})::DOUBLE / ${DAY_MS} + ${EXCEL_EPOCH})`;
  return `CASE WHEN ${cell} >= ${FIRST_DAY} THEN ${numberSql(serial, style)} ELSE ${textSql(spelt, STYLES.text)} END`;
}

interface NamedCell extends SheetCell {
  readonly name: string;
}

/** A cell of a sheet as SQL: real numbers and dates. A cell without a value keeps its place. */
function cellSql(named: NamedCell, currency: string, within = 0): string {
  const { name: cell, type } = named;
  const style = STYLES[styleOf(named)] + within;
  const filled = (): string => {
    switch (type) {
      case 'day':
        return momentSql(`TRY_CAST(${cell} AS TIMESTAMP)`, cell, style);
      case 'money':
        return numberSql(moneySql(cell, currency), style);
      case 'wall':
        return momentSql(cell, `strftime(${cell}, '%Y-%m-%d %H:%M')`, style);
      case 'boolean':
        return `CASE WHEN ${cell} THEN '<c t="b"><v>1</v></c>' ELSE '<c t="b"><v>0</v></c>' END`;
      default:
        return isText(type) ? textSql(cell, style) : numberSql(cell, style);
    }
  };
  const empty = within === 0 ? `'<c/>'` : `'<c s="${style}"/>'`;
  return `coalesce(CASE WHEN ${cell} IS NOT NULL THEN ${filled()} END, ${empty})`;
}

/** A row of a sheet as one text, of cells `c0`, `c1`, … Neither rows nor cells say their number: they stand in order. */
export function rowSql(cells: readonly SheetCell[], currency: string): string {
  const all = cells.map((cell, at) => cellSql({ ...cell, name: `c${at}` }, currency));
  return `concat('<row>', ${all.join(', ')}, '</row>')`;
}

/** The row of totals as one text: below the keys a word, and then the totals, which are `c0`, `c1`, … */
export function totalRowSql(keys: number, totals: readonly SheetCell[], currency: string): string {
  const below = Array.from({ length: keys }, (_, at) => wordCell(at === 0 ? 'Total' : '', STYLES.plain + IN_TOTALS));
  const all = totals.map((cell, at) => cellSql({ ...cell, name: `c${at}` }, currency, IN_TOTALS));
  return `concat('<row>${below.join('')}', ${all.join(', ')}, '</row>')`;
}

const escapeXml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML cannot hold
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');

const wordCell = (text: string, style: number): string =>
  `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;

/** A row of words, such as a heading. */
export function wordsRow(words: readonly string[], style: number): string {
  return `<row>${words.map((text) => wordCell(text, style)).join('')}</row>`;
}
