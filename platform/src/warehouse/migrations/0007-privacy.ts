import type { Migration } from './migration.ts';

/**
 * What is not to be stored, beside what is: bookers who were erased, and the instant before which sales are not kept. The control
 * database knows the same and puts it right here. `removals` tells that rows went, and when: a copy from before is another state.
 */
export const privacy: Migration = {
  number: 7,
  name: 'privacy',
  sql: `
CREATE TABLE erased_bookers(pseudonym VARCHAR NOT NULL, erased_at TIMESTAMP NOT NULL);
CREATE TABLE kept_from(since TIMESTAMP NOT NULL);
CREATE TABLE removals(kind VARCHAR NOT NULL, removed BIGINT NOT NULL, removed_at TIMESTAMP NOT NULL);
`,
};
