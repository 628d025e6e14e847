import type { Migration } from './migration.ts';

/** A reject may be of a part of a record: one ticket of an order that was loaded. */
export const rejectParts: Migration = {
  number: 2,
  name: 'reject-parts',
  sql: 'ALTER TABLE rejects ADD COLUMN part VARCHAR',
};
