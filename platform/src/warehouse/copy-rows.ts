import { literal } from './layout.ts';
import type { Parameter } from './store-types.ts';

/** How rows are written. `lines`: the one column of each row as it is, followed by a line feed. */
export type RowsForm = 'csv' | 'lines' | 'parquet' | 'json';

export interface CopyRows {
  /** One SELECT. */
  readonly sql: string;
  readonly parameters: readonly Parameter[];
  readonly form: RowsForm;
  /** Absolute, within the organisation's folder of exports, where nothing has that name yet. It grows from its beginning to its end. */
  readonly file: string;
}

const OPTIONS: Readonly<Record<RowsForm, string>> = {
  csv: 'FORMAT csv, HEADER false',
  lines: `FORMAT csv, HEADER false, QUOTE '', ESCAPE ''`,
  parquet: 'FORMAT parquet, COMPRESSION zstd',
  json: 'FORMAT json, ARRAY true',
};

/** The statement that writes them. A file of another name, moved when it is whole, could not be sent while it grows. */
export function copySql({ sql, form, file }: CopyRows): string {
  return `COPY (${sql}) TO ${literal(file)} (${OPTIONS[form]}, USE_TMP_FILE false)`;
}
