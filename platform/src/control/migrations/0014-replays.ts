import type { Migration } from './migration.ts';

export const replays0014: Migration = {
  number: 14,
  name: 'replays',
  sql: `
alter table syncs drop constraint syncs_trigger_check;
alter table syncs add constraint syncs_trigger_check
  check (trigger in ('schedule', 'manual', 'consent', 'start', 'replay', 'resync'));

create table kept_pages (
  connection_id text primary key references connections (id) on delete cascade,
  dropped_at timestamptz not null,
  dropped_files integer not null,
  dropped_reason text not null check (dropped_reason in ('room', 'unwritable'))
);

create table resyncs (
  id text primary key check (id like 'rsy\\_%'),
  connection_id text not null references connections (id) on delete cascade,
  state text not null check (state in ('reading', 'asking', 'done', 'abandoned')),
  asked_at timestamptz not null,
  asked_by text not null,
  ended_at timestamptz,
  runs integer not null default 0,
  accept_missing boolean not null default false,
  progress jsonb,
  outcome jsonb,
  check ((ended_at is null) = (state in ('reading', 'asking')))
);
create unique index resyncs_open on resyncs (connection_id) where state in ('reading', 'asking');
create index resyncs_connection on resyncs (connection_id, asked_at desc);
`,
};
