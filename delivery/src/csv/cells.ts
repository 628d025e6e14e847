/** A line of a table: its cells, and the row on which it begins, from 1. */
export interface TableRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** A table: the names of its columns, and its lines below them. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: AsyncIterable<TableRow>;
}
