import type { Migration } from './migration.ts';

export const columnMaps0004: Migration = {
  number: 4,
  name: 'column-maps',
  sql: `
create table column_maps (
  connection_id text not null references connections (id) on delete cascade,
  records text not null check (records in ('orders', 'performances')),
  version integer not null check (version > 0),
  map jsonb not null,
  fingerprint text not null,
  set_by text not null,
  set_at timestamptz not null,
  primary key (connection_id, records, version)
);

alter table delivery_batches add column column_maps jsonb;
`,
};
