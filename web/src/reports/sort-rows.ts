export interface Sorting {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}

const collator = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' });

/** Rows by one column; figures inside texts count as figures, what is missing comes last either way, equals keep their order. */
export function sortRows<Row extends object>(rows: readonly Row[], sorting: Sorting | null): readonly Row[] {
  if (sorting === null) return rows;
  const cellOf = (row: Row): unknown => (row as Record<string, unknown>)[sorting.column];
  const sign = sorting.direction === 'ascending' ? 1 : -1;
  return rows.toSorted((one, other) => {
    const [a, b] = [cellOf(one), cellOf(other)];
    const [noA, noB] = [a === undefined || a === null || a === '', b === undefined || b === null || b === ''];
    if (noA || noB) return Number(noA) - Number(noB);
    if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
    return sign * collator.compare(String(a), String(b));
  });
}

/** The sorting after a column's button was pressed: upwards first, then downwards. */
export function nextSorting(sorting: Sorting | null, column: string): Sorting {
  const up = sorting?.column === column && sorting.direction === 'ascending';
  return { column, direction: up ? 'descending' : 'ascending' };
}
