import type { ReportResult } from './reports.ts';

type Row = readonly ReportResult['rows'][number][number][];

/** A line of the table: a row of the answer, or the subtotal of the rows above it that share so many leading keys. */
export type ResultLine =
  | { readonly kind: 'row'; readonly cells: Row }
  | { readonly kind: 'subtotal'; readonly keys: number; readonly cells: Row };

const keyOf = (cells: Row, keys: number): string => JSON.stringify(cells.slice(0, keys));

/** Rows with the subtotals under theirs. Rows of one group are brought together, groups in the order in which they first come. */
export function linesOf(rows: readonly Row[], subtotals: ReportResult['subtotals']): readonly ResultLine[] {
  const depths = subtotals.toSorted((one, other) => one.keys - other.keys);
  return grouped(rows, depths);
}

function grouped(rows: readonly Row[], [outer, ...inner]: ReportResult['subtotals']): ResultLine[] {
  if (outer === undefined) return rows.map((cells) => ({ kind: 'row', cells }));
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row, outer.keys);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  const of = new Map(outer.rows.map((cells) => [keyOf(cells, outer.keys), cells]));
  return [...groups].flatMap(([key, members]) => {
    const cells = of.get(key);
    const lines = grouped(members, inner);
    return cells === undefined ? lines : [...lines, { kind: 'subtotal', keys: outer.keys, cells }];
  });
}
