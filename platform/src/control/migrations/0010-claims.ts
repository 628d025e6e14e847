import type { Migration } from './migration.ts';

/**
 * What was connected before there were claims and agreements was attached by the operator, who vouched for it: it is recorded so,
 * and goes on.
 */
export const claims0010: Migration = {
  number: 10,
  name: 'claims',
  sql: `
create table claims (
  id text primary key,
  connection_id text not null references connections (id) on delete cascade,
  organisation_id text not null references organisations (id) on delete cascade,
  provider text not null,
  client text not null,
  state text not null check (state in ('waiting', 'at-desk', 'proven', 'declined')),
  why_desk text check (why_desk in ('rival', 'asked')),
  code text,
  code_until timestamptz,
  note text,
  evidence jsonb,
  looked_at timestamptz,
  started_by text not null,
  started_at timestamptz not null,
  decided_at timestamptz,
  ended_at timestamptz
);
create unique index claims_open on claims (connection_id) where ended_at is null;
create unique index claims_proven on claims (provider, lower(client)) where state = 'proven' and ended_at is null;
create index claims_of_organisation on claims (organisation_id, started_at);

create table agreements (
  id text primary key,
  connection_id text not null references connections (id) on delete cascade,
  organisation_id text not null references organisations (id) on delete cascade,
  version text not null,
  text text not null,
  hash text not null,
  basis text not null check (basis in ('accepted', 'arranged')),
  name text not null,
  position text,
  actor text not null,
  accepted_at timestamptz not null,
  review_on date not null,
  ended_at timestamptz
);
create unique index agreements_in_force on agreements (connection_id) where ended_at is null;

create table receipts (
  id text primary key,
  connection_id text not null references connections (id) on delete cascade,
  organisation_id text not null references organisations (id) on delete cascade,
  kind text not null check (kind in ('given', 'confirmed', 'withdrawn')),
  at timestamptz not null,
  document jsonb not null,
  hash text not null
);
create index receipts_connection on receipts (connection_id, at);

insert into claims (id, connection_id, organisation_id, provider, client, state, evidence, started_by, started_at, decided_at)
select distinct on (provider, lower(settings ->> 'client'))
  'clm_' || substr(md5(id), 1, 16), id, organisation_id, provider, settings ->> 'client', 'proven',
  '{"by": "operator"}'::jsonb, 'the operator', created_at, created_at
from connections
where method = 'provider-consent' and settings ->> 'client' is not null
order by provider, lower(settings ->> 'client'), state = 'stopped', created_at desc;

insert into agreements (id, connection_id, organisation_id, version, text, hash, basis, name, actor, accepted_at, review_on)
select 'agr_' || substr(md5(id), 1, 16), id, organisation_id, 'none',
  'Connected before agreements were recorded here, as the operator had arranged it.',
  encode(sha256('Connected before agreements were recorded here, as the operator had arranged it.'::bytea), 'hex'),
  'arranged', 'the operator', 'the operator', created_at, (now() + interval '12 months')::date
from connections
where state <> 'stopped' or state_reason = 'consent-withdrawn';

insert into consents (id, connection_id, client, state, evidence, since)
select 'cns_' || substr(md5(id), 1, 16), id, coalesce(settings ->> 'client', name), 'granted',
  '{"says": "Arranged by the operator, before consent was recorded here"}'::jsonb, created_at
from connections
where method <> 'provider-consent' and state <> 'stopped'
on conflict do nothing;
`,
};
