import type { Migration } from './migration.ts';

/** Tickets may name a performance that the box office does not show any more. */
export const performancesWithoutDates: Migration = {
  number: 3,
  name: 'performances-without-dates',
  sql: `ALTER TABLE performances ALTER COLUMN starts_at DROP NOT NULL;
    ALTER TABLE performances ALTER COLUMN starts_local DROP NOT NULL`,
};
