import type { Migration } from './migration.ts';

/** A performance learns when it goes on sale and how long it is; a snapshot of capacity, on which day it was taken and more. */
export const observations: Migration = {
  number: 4,
  name: 'observations',
  sql: `
ALTER TABLE performances RENAME TO performances_before;
CREATE TABLE performances(connection_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, source_number BIGINT,
  event_id VARCHAR NOT NULL, venue_id VARCHAR, plan_id VARCHAR, plan_name VARCHAR, capacity BIGINT,
  starts_at TIMESTAMP, starts_local TIMESTAMP, zone VARCHAR NOT NULL, cancelled BOOLEAN NOT NULL,
  on_sale_at TIMESTAMP, duration_minutes BIGINT,
  first_seen TIMESTAMP NOT NULL, last_seen TIMESTAMP NOT NULL, source_updated_at TIMESTAMP, row_hash VARCHAR,
  requested_at TIMESTAMP NOT NULL, deleted_at TIMESTAMP, deletion_evidence VARCHAR);
INSERT INTO performances BY NAME SELECT * FROM performances_before;
DROP TABLE performances_before;
ALTER TABLE capacity_snapshots RENAME TO capacity_snapshots_before;
CREATE TABLE capacity_snapshots(connection_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, performance_id VARCHAR NOT NULL,
  observed_on TIMESTAMP NOT NULL, capacity BIGINT NOT NULL, available BIGINT, sold BIGINT,
  sold_is_upper_bound BOOLEAN NOT NULL, held BIGINT, sale_state VARCHAR, lowest_price_minor BIGINT,
  highest_price_minor BIGINT, currency VARCHAR, first_seen TIMESTAMP NOT NULL, last_seen TIMESTAMP NOT NULL,
  source_updated_at TIMESTAMP, row_hash VARCHAR, requested_at TIMESTAMP NOT NULL, deleted_at TIMESTAMP,
  deletion_evidence VARCHAR);
INSERT INTO capacity_snapshots BY NAME
  SELECT *, date_trunc('day', first_seen) AS observed_on, true AS sold_is_upper_bound FROM capacity_snapshots_before;
DROP TABLE capacity_snapshots_before;
`,
};
