import type { Migration } from './migration.ts';

export const deliveries0002: Migration = {
  number: 2,
  name: 'deliveries',
  sql: `
create table delivery_keys (
  connection_id text not null references connections (id) on delete cascade,
  key_id text not null,
  public_key bytea not null check (length(public_key) = 32),
  name text not null,
  added_by text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  retired_at timestamptz,
  primary key (connection_id, key_id)
);
create index delivery_keys_key on delivery_keys (key_id);
create unique index delivery_keys_public on delivery_keys (connection_id, public_key);

create table delivery_batches (
  connection_id text not null references connections (id) on delete cascade,
  batch text not null,
  sequence bigint not null check (sequence > 0),
  manifest_hash text not null,
  manifest jsonb,
  key_id text not null,
  period_from timestamptz not null,
  period_to timestamptz not null,
  parts integer not null check (parts > 0),
  orders integer not null,
  tickets integer not null,
  performances integer not null,
  state text not null check (state in ('receiving', 'loading', 'loaded', 'refused')),
  opened_at timestamptz not null,
  ended_at timestamptz,
  loaded jsonb,
  refusal jsonb,
  spoiled boolean not null default false,
  primary key (connection_id, batch),
  check ((ended_at is null) = (state in ('receiving', 'loading'))),
  check ((loaded is not null) = (state = 'loaded')),
  check ((refusal is not null) = (state = 'refused')),
  check (manifest is not null or ended_at is not null)
);
create unique index delivery_batches_sequence on delivery_batches (connection_id, sequence) where state <> 'refused';
create index delivery_batches_opened on delivery_batches (connection_id, opened_at desc);
create index delivery_batches_open on delivery_batches (opened_at) where state in ('receiving', 'loading');
create index delivery_batches_ended on delivery_batches (ended_at);

create table delivery_parts (
  connection_id text not null,
  batch text not null,
  part integer not null check (part > 0),
  received_at timestamptz not null,
  totals jsonb not null,
  primary key (connection_id, batch, part),
  foreign key (connection_id, batch) references delivery_batches (connection_id, batch) on delete cascade
);

create table delivery_standings (
  connection_id text primary key references connections (id) on delete cascade,
  standing jsonb not null
);
`,
};
