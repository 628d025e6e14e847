import type { Migration } from './migration.ts';

export const reconciliation0006: Migration = {
  number: 6,
  name: 'reconciliation',
  sql: `
create table reconciliations (
  seq bigint generated always as identity primary key,
  connection_id text not null references connections (id) on delete cascade,
  at timestamptz not null,
  equal integer not null,
  differs integer not null,
  not_compared integer not null,
  official bigint not null,
  held bigint not null,
  reasons jsonb not null,
  deliveries jsonb
);
create index reconciliations_connection on reconciliations (connection_id, seq desc);
create index reconciliations_at on reconciliations (at);

create table reconciled_performances (
  connection_id text not null references connections (id) on delete cascade,
  performance_id text not null,
  event_id text not null,
  verdict text not null check (verdict in ('equal', 'differs', 'not-compared')),
  official integer,
  is_upper_bound boolean not null,
  held integer not null,
  reason text,
  likely jsonb not null,
  read_at timestamptz,
  compared_at timestamptz not null,
  differs_since timestamptz,
  differs_runs integer not null default 0,
  mends integer not null default 0,
  primary key (connection_id, performance_id)
);
create index reconciled_performances_verdict on reconciled_performances (connection_id, verdict);
create index reconciled_performances_event on reconciled_performances (connection_id, event_id);

create table reconciliation_wishes (
  connection_id text primary key references connections (id) on delete cascade,
  compare_asked_at timestamptz,
  mend jsonb
);
`,
};
