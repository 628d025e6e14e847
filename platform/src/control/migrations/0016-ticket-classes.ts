import type { Migration } from './migration.ts';

export const ticketClasses0016: Migration = {
  number: 16,
  name: 'ticket-classes',
  sql: `
create table ticket_class_versions (
  organisation_id text not null references organisations (id) on delete cascade,
  version integer not null check (version > 0),
  restores integer check (restores >= 0 and restores < version),
  sorted_by text not null,
  sorted_at timestamptz not null,
  primary key (organisation_id, version)
);

create table ticket_class_choices (
  organisation_id text not null,
  version integer not null,
  connection_id text not null references connections (id) on delete cascade,
  type_key text not null,
  class text,
  is_concession boolean not null,
  primary key (organisation_id, version, connection_id, type_key),
  foreign key (organisation_id, version) references ticket_class_versions (organisation_id, version) on delete cascade
);
create index ticket_class_choices_connection on ticket_class_choices (connection_id);

create table unsorted_ticket_types (
  connection_id text primary key references connections (id) on delete cascade,
  organisation_id text not null references organisations (id) on delete cascade,
  unsorted integer not null check (unsorted >= 0)
);
`,
};
