import type { Migration } from './migration.ts';

export const mail0008: Migration = {
  number: 8,
  name: 'mail',
  sql: `
create table mails (
  id text primary key,
  template text not null,
  recipient text not null,
  recipient_name text,
  subject text not null,
  organisation_id text references organisations (id) on delete set null,
  concerns text,
  state text not null check (state in ('queued', 'sending', 'sent', 'failed')),
  tries integer not null default 0,
  queued_at timestamptz not null,
  next_try_at timestamptz,
  last_tried_at timestamptz,
  last_failure text,
  last_reply integer,
  sent_at timestamptz,
  expires_at timestamptz not null,
  payload bytea,
  check (state <> 'sent' or payload is null)
);
create index mails_due on mails (next_try_at) where state = 'queued';
create index mails_queued_at on mails (queued_at desc, id desc);

create table incidents (
  id text primary key,
  connection_id text not null references connections (id) on delete cascade,
  code text not null,
  since timestamptz not null,
  last_seen_at timestamptz not null,
  well_since timestamptz,
  desk_told_at timestamptz,
  admins_told_at timestamptz,
  ended_at timestamptz,
  outcome text check (outcome in ('fixed', 'overtaken'))
);
create unique index incidents_open on incidents (connection_id, code) where ended_at is null;
create index incidents_ended on incidents (ended_at);
`,
};
