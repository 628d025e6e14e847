import type { ReportDefinition } from '@illuminate/contract';
import { formatMinor } from '@illuminate/model';
import type { CompiledColumn } from '../../compile/compile-report.ts';
import { isText } from '../cells-as-sql.ts';
import { type SheetCell, styleOf } from './cell-styles.ts';

/** The columns of a report as cells of a sheet. */
export function sheetCells(
  { output }: Pick<ReportDefinition, 'output'>,
  columns: readonly CompiledColumn[],
): SheetCell[] {
  const keys = output.mode === 'grouped' ? output.keys : [];
  return columns.map(({ type, format, kind }, at) => ({
    type: type === 'period' && (keys[at]?.by === 'day' || keys[at]?.by === 'week') ? 'day' : type,
    format,
    isKey: kind === 'key',
  }));
}

const [NARROWEST, WIDEST] = [8, 60];

/** For each column what says how wide its widest cell is: of texts their length, of figures the one farthest from nought. */
export function widestSql(columns: readonly CompiledColumn[]): string[] {
  return columns.flatMap(({ type }, index) => {
    if (isText(type)) return [`max(least(length(c${index}), ${WIDEST})) AS w${index}`];
    return type === 'wall' || type === 'boolean' ? [] : [`max(abs(c${index})) AS w${index}`];
  });
}

/** How wide each column is, in characters. @param measured the row that `widestSql` gives */
export function widthsOf(
  columns: readonly CompiledColumn[],
  cells: readonly SheetCell[],
  measured: Readonly<Record<string, unknown>>,
  currency: string,
): number[] {
  return columns.map(({ label }, index) => {
    const cell = cells[index];
    const content = cell === undefined ? 0 : charactersOf(cell, Number(measured[`w${index}`] ?? 0), currency);
    return Math.min(Math.max(content + 2, label.length + 2, NARROWEST), WIDEST);
  });
}

function charactersOf(cell: SheetCell, widest: number, currency: string): number {
  const figure = (digits: number): number =>
    widest.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits }).length + 1;
  switch (styleOf(cell)) {
    case 'money':
    case 'wholeMoney':
      // Totals are wider than what they are of.
      return Number(formatMinor(widest, currency)).toLocaleString('en-GB').length + 6;
    case 'decimal':
      return figure(2);
    case 'count':
      return figure(0) + 1;
    case 'percent':
    case 'wholePercent':
      return 7;
    case 'wall':
      return 16;
    case 'date':
      return 10;
    case 'time':
      return 5;
    default:
      return cell.type === 'boolean'
        ? 5
        : cell.type === 'integer' || cell.type === 'weekday'
          ? String(widest).length
          : widest;
  }
}
