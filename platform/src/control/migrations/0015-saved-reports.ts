import type { Migration } from './migration.ts';

/** What reports people saved, the criteria sets that they share, whose favourites they are, and when each was run. */
export const savedReports0015: Migration = {
  number: 15,
  name: 'saved-reports',
  sql: `
create table criteria_sets (
  id text primary key check (id like 'crs\\_%'),
  organisation_id text not null references organisations (id) on delete cascade,
  type text not null check (type in ('sales', 'customers', 'analysis', 'event-instances')),
  name text not null,
  description text not null,
  criteria jsonb not null,
  version integer not null check (version > 0),
  created_by text not null,
  created_at timestamptz not null,
  changed_by text not null,
  changed_at timestamptz not null,
  archived_at timestamptz
);
create unique index criteria_sets_name on criteria_sets (organisation_id, type, lower(name)) where archived_at is null;

create table reports (
  id text primary key check (id like 'rpt\\_%'),
  organisation_id text not null references organisations (id) on delete cascade,
  type text not null check (type in ('sales', 'customers', 'analysis', 'event-instances')),
  name text not null,
  description text not null,
  folder text,
  visibility text not null check (visibility in ('own', 'organisation')),
  is_read_only boolean not null,
  criteria jsonb not null,
  criteria_set_id text references criteria_sets (id),
  output jsonb not null,
  template jsonb not null,
  pins jsonb not null,
  version integer not null check (version > 0),
  owner_id text not null,
  created_by text not null,
  created_at timestamptz not null,
  changed_by text not null,
  changed_at timestamptz not null,
  archived_at timestamptz
);
create unique index reports_name on reports
  (organisation_id, lower(name), (case visibility when 'own' then owner_id else '' end)) where archived_at is null;
create index reports_criteria_set on reports (criteria_set_id);

create table report_favourites (
  report_id text not null references reports (id) on delete cascade,
  person_id text not null,
  since timestamptz not null,
  primary key (report_id, person_id)
);

create table report_runs (
  id text primary key check (id like 'run\\_%'),
  organisation_id text not null references organisations (id) on delete cascade,
  report_id text,
  report_name text,
  definition jsonb not null,
  purpose text not null check (purpose in ('screen', 'export')),
  format text,
  state text not null check (state in ('running', 'succeeded', 'failed', 'cancelled', 'cut-off')),
  owner_id text not null,
  started_by text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  row_count bigint,
  matching bigint,
  reason text,
  problem text,
  check ((ended_at is null) = (state = 'running'))
);
create index report_runs_organisation on report_runs (organisation_id, started_at desc, id desc);
create index report_runs_report on report_runs (report_id, started_at desc);
create index report_runs_running on report_runs (id) where state = 'running';
`,
};
