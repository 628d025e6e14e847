import type { Migration } from './migration.ts';

/** What was done to one connection is read without walking the whole trail. */
export const historyOfASubject0012: Migration = {
  number: 12,
  name: 'history-of-a-subject',
  sql: `
create index audit_subject on audit (subject, seq desc);
`,
};
