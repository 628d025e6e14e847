import { EACH_ITS_OWN, type Format } from '@illuminate/contract';
import { currencyDigits } from '@illuminate/model';
import type { CellType } from '../../compile/keys.ts';

/** What a cell of a sheet is: as in the report, but that the text of a day is a date. */
export type SheetType = CellType | 'day';

export interface SheetCell {
  readonly type: SheetType;
  readonly format: Format | null;
  /** Years and hours are keys: numbers that nobody wants with a comma. */
  readonly isKey: boolean;
}

/** Formats of cells, in the order of `cellXfs` in the workbook's styles; behind them stands each once more, for totals. */
const NAMES = [
  'plain',
  'heading',
  'text',
  'wall',
  'money',
  'decimal',
  'percent',
  'words',
  'date',
  'time',
  'count',
  'wholeMoney',
  'wholePercent',
] as const;
export type StyleName = (typeof NAMES)[number];
export const STYLES = Object.fromEntries(NAMES.map((name, at) => [name, at])) as Readonly<Record<StyleName, number>>;
/** From a style to the same in a row of totals. */
export const IN_TOTALS = NAMES.length;

export function styleOf({ type, format, isKey }: SheetCell): StyleName {
  switch (type) {
    case 'money':
      return format === 'whole' ? 'wholeMoney' : 'money';
    case 'decimal':
      return format === 'whole' ? 'count' : 'decimal';
    case 'percent':
      return format === 'whole' ? 'wholePercent' : 'percent';
    case 'wall':
      return format === 'date' || format === 'time' ? format : 'wall';
    case 'day':
      return 'date';
    case 'integer':
      return isKey ? 'plain' : 'count';
    case 'boolean':
    case 'weekday':
      return 'plain';
    default:
      return 'text';
  }
}

/** Amounts with their currency's sign, as the web app shows them: £1,234.50, and -£5.00; without where each row has its own. */
function moneyFormat(currency: string, digits = currencyDigits(currency)): string {
  const figures = `#,##0${digits === 0 ? '' : `.${'0'.repeat(digits)}`}`;
  if (currency === EACH_ITS_OWN) return figures;
  const parts = new Intl.NumberFormat('en-GB', { style: 'currency', currency }).formatToParts(0);
  const sign = parts.find(({ type }) => type === 'currency')?.value ?? currency;
  const space = parts.some(({ type }) => type === 'literal') ? ' ' : '';
  return `"${sign}${space}"${figures}`;
}

/** The codes of number formats; those that every workbook has go by their number. */
function codesOf(currency: string): Readonly<Record<StyleName, number | string>> {
  return {
    ...{ plain: 0, heading: 0, words: 0 },
    // Number format 49 is text: what is typed over such a cell stays text too.
    text: 49,
    wall: 'yyyy-mm-dd hh:mm',
    date: 'yyyy-mm-dd',
    time: 'hh:mm',
    money: moneyFormat(currency),
    wholeMoney: moneyFormat(currency, 0),
    decimal: '#,##0.00',
    count: '#,##0',
    percent: '0.0%',
    wholePercent: '0%',
  };
}

const escapeAttribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** What stands within `<styleSheet>`: how each style is shown, and again in bold under a line for totals. */
export function stylesXml(currency: string): string {
  const codes = codesOf(currency);
  const own = [...new Set(Object.values(codes).filter((code) => typeof code === 'string'))];
  const numberOf = (code: number | string): number => (typeof code === 'number' ? code : 164 + own.indexOf(code));
  const formats = own.map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${escapeAttribute(code)}"/>`);
  const wrapped = ' applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>';
  const cell = (name: StyleName, isTotal: boolean): string => {
    const isBold = isTotal || name === 'heading';
    const looks = `fontId="${isBold ? 1 : 0}" fillId="0" borderId="${isTotal ? 1 : 0}"`;
    const applied = `applyNumberFormat="1"${isBold ? ' applyFont="1"' : ''}${isTotal ? ' applyBorder="1"' : ''}`;
    return `<xf numFmtId="${numberOf(codes[name])}" ${looks} xfId="0" ${applied}${name === 'words' ? wrapped : '/>'}`;
  };
  const cells = [false, true].flatMap((isTotal) => NAMES.map((name) => cell(name, isTotal)));
  const font = (weight: string): string => `<font>${weight}<sz val="11"/><name val="Calibri"/></font>`;
  const line = '<border><left/><right/><top style="thin"><color auto="1"/></top><bottom/><diagonal/></border>';
  return `<numFmts count="${own.length}">${formats.join('')}</numFmts><fonts count="2">${font('')}${font('<b/>')}</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border/>${line}</borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="${cells.length}">${cells.join('')}</cellXfs>`;
}
