import type { Migration } from './migration.ts';

export const activities0017: Migration = {
  number: 17,
  name: 'activities',
  sql: `
create table activity_places (
  id text primary key check (id like 'plc\\_%'),
  organisation_id text not null references organisations (id) on delete cascade,
  name text not null,
  name_key text not null,
  added_by text not null,
  added_at timestamptz not null,
  unique (organisation_id, name_key)
);

create table activities (
  id text primary key check (id like 'act\\_%'),
  organisation_id text not null references organisations (id) on delete cascade,
  title text not null,
  kind text not null,
  artform text not null,
  place_id text references activity_places (id),
  from_day date not null,
  to_day date not null,
  people integer check (people >= 0),
  method text not null check (method in ('counted', 'estimated', 'box-office')),
  event_id_typed text,
  notes text,
  origin text not null check (origin in ('typed', 'import', 'box-office')),
  version integer not null default 1,
  archived_at timestamptz,
  added_by text not null,
  added_at timestamptz not null,
  changed_by text not null,
  changed_at timestamptz not null,
  check (from_day <= to_day)
);
create index activities_days on activities (organisation_id, from_day);

create table matching_deeds (
  id text primary key check (id like 'mde\\_%'),
  organisation_id text not null references organisations (id) on delete cascade,
  number integer not null check (number > 0),
  kind text not null check (kind in ('match', 'unmatch', 'exclude', 'include')),
  what text not null,
  done_by text not null,
  done_at timestamptz not null,
  undone_by text,
  undone_at timestamptz,
  unique (organisation_id, number),
  check ((undone_by is null) = (undone_at is null))
);

create table activity_matches (
  id text primary key check (id like 'mat\\_%'),
  organisation_id text not null references organisations (id) on delete cascade,
  activity_id text not null references activities (id) on delete cascade,
  connection_id text not null references connections (id) on delete cascade,
  event_id text not null,
  performance_id text,
  basis text not null check (basis in ('event-id', 'suggestion', 'person', 'box-office')),
  deed_id text references matching_deeds (id) on delete cascade,
  matched_by text not null,
  matched_at timestamptz not null,
  ended_deed_id text references matching_deeds (id) on delete cascade,
  ended_by text,
  ended_at timestamptz,
  check ((ended_by is null) = (ended_at is null))
);
create unique index activity_matches_standing
  on activity_matches (activity_id, connection_id, event_id, coalesce(performance_id, '')) where ended_at is null;
create index activity_matches_organisation on activity_matches (organisation_id);
create index activity_matches_connection on activity_matches (connection_id, event_id);

create table event_exclusions (
  id text primary key check (id like 'exc\\_%'),
  organisation_id text not null references organisations (id) on delete cascade,
  connection_id text not null references connections (id) on delete cascade,
  event_id text not null,
  reason text not null,
  note text,
  deed_id text references matching_deeds (id) on delete cascade,
  excluded_by text not null,
  excluded_at timestamptz not null,
  ended_deed_id text references matching_deeds (id) on delete cascade,
  ended_by text,
  ended_at timestamptz,
  check ((ended_by is null) = (ended_at is null))
);
create unique index event_exclusions_standing on event_exclusions (connection_id, event_id) where ended_at is null;
create index event_exclusions_organisation on event_exclusions (organisation_id);

create table matching_standings (
  connection_id text primary key references connections (id) on delete cascade,
  organisation_id text not null references organisations (id) on delete cascade,
  events integer not null,
  matched integer not null,
  excluded integer not null,
  counted_at timestamptz not null
);
`,
};
