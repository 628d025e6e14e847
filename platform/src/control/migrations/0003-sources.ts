import type { Migration } from './migration.ts';

export const sources0003: Migration = {
  number: 3,
  name: 'sources',
  sql: `
create table source_choices (
  id text primary key check (id like 'cho\\_%'),
  organisation_id text not null references organisations (id) on delete cascade,
  number integer not null check (number > 0),
  counts_connection_id text not null references connections (id) on delete cascade,
  other_connection_id text not null references connections (id) on delete cascade,
  both_count boolean not null,
  from_day date not null,
  to_day date not null,
  why text,
  chosen_by text not null,
  chosen_at timestamptz not null,
  undone_by text,
  undone_at timestamptz,
  unique (organisation_id, number),
  check (counts_connection_id <> other_connection_id),
  check (from_day <= to_day),
  check ((undone_by is null) = (undone_at is null))
);

create table source_overlaps (
  organisation_id text not null references organisations (id) on delete cascade,
  first_connection_id text not null references connections (id) on delete cascade,
  later_connection_id text not null references connections (id) on delete cascade,
  performances integer not null,
  from_day date not null,
  to_day date not null,
  first_tickets bigint not null,
  later_tickets bigint not null,
  undecided integer not null,
  undecided_from date,
  undecided_to date,
  noticed_at timestamptz not null,
  primary key (first_connection_id, later_connection_id)
);
create index source_overlaps_organisation on source_overlaps (organisation_id);
create index source_overlaps_later on source_overlaps (later_connection_id);
`,
};
