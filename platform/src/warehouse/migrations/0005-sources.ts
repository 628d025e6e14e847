import type { Migration } from './migration.ts';

/**
 * What two connections both sell, and which of them counts. The choices are the control database's: here they lie beside what
 * they decide. A row of `source_choices` is a span of days of performances; for a pair of connections spans do not overlap.
 */
export const sources: Migration = {
  number: 5,
  name: 'sources',
  sql: `
CREATE TABLE overlapping_performances(first_connection_id VARCHAR NOT NULL, first_performance_id VARCHAR NOT NULL,
  later_connection_id VARCHAR NOT NULL, later_performance_id VARCHAR NOT NULL, day DATE NOT NULL, first_tickets BIGINT NOT NULL,
  later_tickets BIGINT NOT NULL, sold_from DATE NOT NULL, sold_to DATE NOT NULL, noticed_at TIMESTAMP NOT NULL);
CREATE TABLE source_choices(choice_id VARCHAR NOT NULL, counts_connection_id VARCHAR NOT NULL, other_connection_id VARCHAR NOT NULL,
  both_count BOOLEAN NOT NULL, from_day DATE NOT NULL, to_day DATE NOT NULL);
`,
};
