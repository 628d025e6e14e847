import type { Migration } from './migration.ts';

/** When it was told that a connection's history is here. Of those that had it before there was such a mail nobody is told. */
export const historyTold0019: Migration = {
  number: 19,
  name: 'history-told',
  sql: `
alter table connections add column history_told_at timestamptz;
update connections set history_told_at = now()
  where exists (select from syncs where connection_id = connections.id and progress ->> 'complete' = 'true');
`,
};
