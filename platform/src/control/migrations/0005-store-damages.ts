import type { Migration } from './migration.ts';

export const storeDamages0005: Migration = {
  number: 5,
  name: 'store-damages',
  sql: `
create table store_damages (
  organisation_id text primary key references organisations (id) on delete cascade,
  noticed_at timestamptz not null
);
`,
};
