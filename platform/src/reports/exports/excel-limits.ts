import { EXCEL_MOST } from '@illuminate/contract';
import { invalidInput, type Refusal } from '../../refusal.ts';
import type { CompiledColumn } from '../compile/compile-report.ts';
import { isText } from './cells-as-sql.ts';
import { widestSql } from './xlsx/sheet-columns.ts';

/** A sheet of more cells comes near to what an archive can hold; Excel gives up before. */
const MOST_CELLS = 30_000_000;
/** From here on characters beyond the first plane, which Excel counts twice, could matter. */
const COUNTED_EXACTLY = EXCEL_MOST.characters / 2;

const count = (number: number): string => number.toLocaleString('en-GB');
const refused = (message: string): Refusal => invalidInput([{ path: 'body.format', message }]);

/** The header takes one. */
const MOST_ROWS = EXCEL_MOST.rows - 1;

/** For each column of text the length of its longest, as Excel counts, and how wide each is; behind the number of rows. */
export function lengthsSql(columns: readonly CompiledColumn[], source: string): string {
  const lengths = columns.flatMap(({ type }, index) => {
    const cell = `c${index}`;
    const exact = `length(${cell}) + length(regexp_replace(${cell}, '[^\\x{10000}-\\x{10FFFF}]', '', 'g'))`;
    return isText(type)
      ? [`coalesce(max(CASE WHEN length(${cell}) > ${COUNTED_EXACTLY} THEN ${exact} ELSE 0 END), 0) AS l${index}`]
      : [];
  });
  return `SELECT ${['count(*) AS n', ...lengths, ...widestSql(columns)].join(', ')} FROM (${source})`;
}

/** @param measured the row that `lengthsSql` gives. @throws Refusal invalid-input that says what does not fit, and what does */
export function requireFitsExcel(
  columns: readonly CompiledColumn[],
  measured: Readonly<Record<string, unknown>>,
  hasTotal = false,
): void {
  const most = hasTotal ? MOST_ROWS - 1 : MOST_ROWS;
  const rows = Number(measured.n);
  if (columns.length > EXCEL_MOST.columns) {
    throw refused(
      `${count(columns.length)} columns; an Excel sheet holds ${count(EXCEL_MOST.columns)}. Take CSV or Parquet, or fewer columns`,
    );
  }
  if (rows > most) {
    throw refused(
      `${count(rows)} rows; an Excel sheet holds ${count(most)} below its header${hasTotal ? ' and above its totals' : ''}. Take CSV or Parquet, or ask for a shorter time`,
    );
  }
  if (rows * columns.length > MOST_CELLS) {
    throw refused(
      `${count(rows)} rows of ${columns.length} columns are more than a workbook can carry. Take CSV or Parquet, or fewer columns`,
    );
  }
  for (const [index, { label }] of columns.entries()) {
    const length = Number(measured[`l${index}`] ?? 0);
    if (length <= EXCEL_MOST.characters) continue;
    throw refused(
      `a text in ${label} has ${count(length)} characters; a cell of Excel holds ${count(EXCEL_MOST.characters)}. Take CSV or Parquet, or leave the column out`,
    );
  }
}
