import { z } from 'zod';

/** Files that a report can be taken away as, and the media type of each. */
export const EXPORT_TYPES = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  parquet: 'application/vnd.apache.parquet',
  json: 'application/json',
} as const;
export type ExportFormat = keyof typeof EXPORT_TYPES;

export const exportFormat = z.enum(['csv', 'xlsx', 'parquet', 'json']);

/** For whom a file is. `outside`: small numbers are held back. */
export const exportAudience = z.enum(['inside', 'outside']);
export type ExportAudience = z.infer<typeof exportAudience>;

/** Excel's own limits, which it answers with a file that is cut or does not open. */
export const EXCEL_MOST = { rows: 1_048_576, columns: 16_384, characters: 32_767 } as const;
