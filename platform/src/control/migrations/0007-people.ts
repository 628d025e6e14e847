import type { Migration } from './migration.ts';

export const people0007: Migration = {
  number: 7,
  name: 'people',
  sql: `
create table people (
  id text primary key check (id like 'per\\_%'),
  email text not null,
  email_key text not null unique,
  name text not null,
  password_hash text,
  demo boolean not null default false,
  created_at timestamptz not null,
  last_seen_at timestamptz,
  disabled_at timestamptz
);

create table memberships (
  person_id text not null references people (id) on delete cascade,
  organisation_id text not null references organisations (id) on delete cascade,
  role text not null check (role in ('member', 'insights-administrator', 'organisation-admin')),
  since timestamptz not null,
  primary key (person_id, organisation_id)
);
create index memberships_organisation on memberships (organisation_id);

create table platform_roles (
  person_id text not null references people (id) on delete cascade,
  role text not null check (role in ('support-desk', 'platform-admin', 'provider-contact', 'funder-reader')),
  provider text not null default '',
  since timestamptz not null,
  primary key (person_id, role, provider),
  check ((role = 'provider-contact') = (provider <> ''))
);

create table invitations (
  id text primary key check (id like 'inv\\_%'),
  token_hash bytea not null unique,
  email text,
  role text not null,
  organisation_id text references organisations (id) on delete cascade,
  provider text,
  invited_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by text references people (id) on delete set null,
  revoked_at timestamptz,
  check ((role in ('member', 'insights-administrator', 'organisation-admin')) = (organisation_id is not null)),
  check ((role = 'provider-contact') = (provider is not null)),
  check (email is not null or role = 'platform-admin')
);
create index invitations_organisation on invitations (organisation_id, created_at);

create table password_resets (
  token_hash bytea primary key,
  person_id text not null references people (id) on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index password_resets_person on password_resets (person_id);

create table known_browsers (
  token_hash bytea primary key,
  person_id text not null references people (id) on delete cascade,
  created_at timestamptz not null,
  last_used_at timestamptz not null
);
create index known_browsers_person on known_browsers (person_id);

create table sign_in_attempts (
  subject text primary key,
  failures integer not null,
  last_at timestamptz not null,
  blocked_until timestamptz not null
);
create index sign_in_attempts_last on sign_in_attempts (last_at);

alter table sessions add column public_id text unique;
alter table sessions add column person_id text references people (id) on delete cascade;
alter table sessions add column last_used_at timestamptz;
alter table sessions add column browser text;
alter table sessions add column address text;
create index sessions_person on sessions (person_id);

alter table audit add column version integer not null default 1;
alter table audit add column origin text;
`,
};
