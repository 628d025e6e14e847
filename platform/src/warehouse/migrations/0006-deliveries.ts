import type { Migration } from './migration.ts';

/** Which batches were delivered and loaded: written in the transaction of their rows, and never forgotten. */
export const deliveries: Migration = {
  number: 6,
  name: 'deliveries',
  sql: `
CREATE TABLE deliveries(connection_id VARCHAR NOT NULL, batch VARCHAR NOT NULL, sequence BIGINT NOT NULL,
  manifest_hash VARCHAR NOT NULL, key_id VARCHAR NOT NULL, period_from TIMESTAMP NOT NULL, period_to TIMESTAMP NOT NULL,
  parts BIGINT NOT NULL, orders BIGINT NOT NULL, tickets BIGINT NOT NULL, performances BIGINT NOT NULL,
  unchanged BIGINT NOT NULL, loaded_at TIMESTAMP NOT NULL);
`,
};
