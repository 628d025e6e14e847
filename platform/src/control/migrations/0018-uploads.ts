import type { Migration } from './migration.ts';

export const uploads0018: Migration = {
  number: 18,
  name: 'uploads',
  sql: `
create table uploads (
  id text primary key check (id like 'upl\\_%'),
  organisation_id text not null references organisations (id) on delete cascade,
  connection_id text references connections (id) on delete cascade,
  kind text not null check (kind in ('sales', 'events', 'counts')),
  state text not null check (state in
    ('receiving', 'received', 'checking', 'checked', 'loading', 'loaded', 'undone', 'cancelled', 'expired', 'failed')),
  file_name text not null,
  bytes bigint not null,
  received_bytes bigint not null,
  sha256 text not null,
  started_by text not null,
  started_at timestamptz not null,
  touched_at timestamptz not null,
  left_on_computer jsonb not null,
  map jsonb,
  checked jsonb,
  receipt jsonb,
  undone_by text,
  undone_at timestamptz,
  failure jsonb
);
create index uploads_organisation on uploads (organisation_id, started_at desc);
create index uploads_open on uploads (touched_at) where state not in ('loaded', 'undone', 'cancelled', 'expired', 'failed');
create unique index uploads_same_file on uploads (organisation_id, kind, sha256)
  where state in ('receiving', 'received', 'checking', 'checked', 'loading');

create table upload_maps (
  organisation_id text not null references organisations (id) on delete cascade,
  kind text not null check (kind in ('sales', 'events', 'counts')),
  fingerprint text not null,
  map jsonb not null,
  set_by text not null,
  set_at timestamptz not null,
  primary key (organisation_id, kind, fingerprint)
);
`,
};
