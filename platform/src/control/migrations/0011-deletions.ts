import type { Migration } from './migration.ts';

/** What is deleted on request, with its certificate; how long sales are kept; and bookers who were erased, by pseudonym alone. */
export const deletions0011: Migration = {
  number: 11,
  name: 'deletions',
  sql: `
create table deletions (
  id text primary key check (id like 'del\\_%'),
  organisation_id text not null references organisations (id) on delete cascade,
  connection_id text references connections (id) on delete cascade,
  state text not null check (state in ('scheduled', 'running', 'done', 'cancelled')),
  at_once boolean not null,
  asked_by text not null,
  asked_at timestamptz not null,
  due_at timestamptz not null,
  cancelled_by text,
  cancelled_at timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  facts jsonb not null,
  fault text,
  repeats text,
  certificate jsonb,
  certificate_hash text,
  check ((state = 'cancelled') = (cancelled_at is not null)),
  check ((state = 'done') = (certificate is not null))
);
create unique index deletions_open on deletions (organisation_id, coalesce(connection_id, ''))
  where state in ('scheduled', 'running');
create index deletions_due on deletions (due_at) where state in ('scheduled', 'running');

create table retentions (
  organisation_id text primary key references organisations (id) on delete cascade,
  keep_years integer not null check (keep_years between 1 and 50),
  set_by text not null,
  set_at timestamptz not null,
  applied_at timestamptz,
  kept_from timestamptz,
  removed jsonb
);

create table erased_bookers (
  organisation_id text not null references organisations (id) on delete cascade,
  pseudonym text not null,
  erased_at timestamptz not null,
  primary key (organisation_id, pseudonym)
);
`,
};
