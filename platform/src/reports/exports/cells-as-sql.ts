import { currencyDigits } from '@illuminate/model';
import type { CellType } from '../compile/keys.ts';

/** What a spreadsheet takes for the beginning of a formula: = + - @, tab, line ends, and = + - @ in full width. */
const BEGINS_FORMULA = [0x3d, 0x2b, 0x2d, 0x40, 0x09, 0x0d, 0x0a, 0xff1d, 0xff0b, 0xff0d, 0xff20].join(', ');
/** A number is no formula, whatever its sign. */
const NUMBER = `'-?[0-9]+([.][0-9]+)?'`;

/** Widest that stays within 64 bits: ten thousand million million of the smallest unit. */
const MONEY_DIGITS = 16;

export const isText = (type: CellType): boolean => ['text', 'id', 'choice', 'period'].includes(type);

/** Minor units as a decimal of the currency, without a float in between. */
export function moneySql(cell: string, currency: string): string {
  const digits = currencyDigits(currency);
  if (digits === 0) return `${cell}::BIGINT`;
  const one = `0.${'0'.repeat(digits - 1)}1`;
  return `(${cell}::DECIMAL(${MONEY_DIGITS}, 0) * ${one}::DECIMAL(${digits}, ${digits}))`;
}

const wallSql = (cell: string): string => `strftime(${cell}, '%Y-%m-%d %H:%M')`;

/** As a spreadsheet takes it: what it would run begins with an apostrophe, negative numbers stay numbers. */
export function csvCell(cell: string, type: CellType, currency: string): string {
  if (isText(type)) {
    const isFormula = `unicode(${cell}) IN (${BEGINS_FORMULA}) AND NOT regexp_full_match(${cell}, ${NUMBER})`;
    return `CASE WHEN ${isFormula} THEN concat(chr(39), ${cell}) ELSE ${cell} END`;
  }
  if (type === 'money') return moneySql(cell, currency);
  return type === 'wall' ? wallSql(cell) : cell;
}

/** As the API gives it: amounts and wall times as text. */
export function jsonCell(cell: string, type: CellType, currency: string): string {
  if (type === 'money') return `${moneySql(cell, currency)}::VARCHAR`;
  return type === 'wall' ? wallSql(cell) : cell;
}

/** With the type that a program expects of it. */
export function typedCell(cell: string, type: CellType, currency: string): string {
  switch (type) {
    case 'money':
      return moneySql(cell, currency);
    case 'wall':
      return `${cell}::TIMESTAMP`;
    case 'integer':
    case 'weekday':
      return `${cell}::BIGINT`;
    case 'decimal':
    case 'percent':
      return `${cell}::DOUBLE`;
    case 'boolean':
      return `${cell}::BOOLEAN`;
    default:
      return `${cell}::VARCHAR`;
  }
}
