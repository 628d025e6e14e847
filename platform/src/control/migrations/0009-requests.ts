import type { Migration } from './migration.ts';

export const requests0009: Migration = {
  number: 9,
  name: 'requests',
  sql: `
create table requests (
  id text primary key check (id like 'R-%'),
  number integer not null unique,
  kind text not null check (kind in ('connection', 'sign-up')),
  state text not null check (state in
    ('new', 'waiting-for-organisation', 'waiting-for-provider', 'ready', 'done', 'declined')),
  provider text,
  organisation_id text references organisations (id) on delete cascade,
  organisation_name text not null,
  contact_name text not null,
  contact_email text not null,
  account text,
  need text,
  link_hash bytea not null unique,
  link_sealed bytea not null,
  confirmed_at timestamptz,
  created_at timestamptz not null,
  state_at timestamptz not null,
  touched_at timestamptz not null,
  assignee text,
  connection_id text references connections (id) on delete set null
);
create index requests_queue on requests (state, state_at) where confirmed_at is not null;
create index requests_organisation on requests (organisation_id, number desc);
create index requests_unconfirmed on requests (created_at) where confirmed_at is null;

create table request_events (
  request_id text not null references requests (id) on delete cascade,
  number integer not null,
  at timestamptz not null,
  by_whom text not null,
  side text not null check (side in ('requester', 'desk', 'system')),
  what text not null,
  internal boolean not null,
  to_state text,
  text text,
  primary key (request_id, number)
);
`,
};
