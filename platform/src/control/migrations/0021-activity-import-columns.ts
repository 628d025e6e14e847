import type { Migration } from './migration.ts';

/** What the columns of an activity log are, as a person chose it: by their places, for files with the same headers. */
export const activityImportColumns0021: Migration = {
  number: 21,
  name: 'activity-import-columns',
  sql: `
create table activity_import_columns (
  organisation_id text not null references organisations (id) on delete cascade,
  fingerprint text not null,
  fields jsonb not null,
  set_by text not null,
  set_at timestamptz not null,
  primary key (organisation_id, fingerprint)
);
`,
};
