import type { ReportResult } from '@illuminate/contract';

export type Column = ReportResult['columns'][number];
export type Cell = ReportResult['rows'][number][number];

/** Four things that are not one: a value, none where there might be one, what nobody supplies, and what is held back. */
export type CellState = 'value' | 'none' | 'not-supplied' | 'not-shown';

/** What a cell is. What counts as nought where nothing comes is no nought, either, where nobody supplies it. */
export function stateOf(cell: Cell, column: Column): CellState {
  if (column.isWithheld === true) return 'not-shown';
  const isNothing = cell === null || cell === '';
  if (!column.availability.isSupplied && (isNothing || (column.kind === 'measure' && Number(cell) === 0)))
    return 'not-supplied';
  return isNothing ? 'none' : 'value';
}

const NUMERIC: ReadonlySet<string> = new Set(['integer', 'money', 'decimal', 'percent']);

/** Whether figures stand right, under each other. */
export const isNumeric = ({ type }: Pick<Column, 'type'>): boolean => NUMERIC.has(type);

/** Whether the lines of a column do not add up to its total. */
export const doesNotAddUp = ({ additivity }: Column): boolean => additivity !== null && additivity !== 'additive';
