import type { Migration } from './migration.ts';

/** Numbered, applied once, never edited: a change is a new file. `layout.test.ts` compares the outcome with the model. */
export const tables: Migration = {
  number: 1,
  name: 'tables',
  sql: `
CREATE TABLE venues(connection_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, source_number BIGINT, name VARCHAR NOT NULL,
  address VARCHAR, first_seen TIMESTAMP NOT NULL, last_seen TIMESTAMP NOT NULL, source_updated_at TIMESTAMP, row_hash VARCHAR,
  requested_at TIMESTAMP NOT NULL, deleted_at TIMESTAMP, deletion_evidence VARCHAR);
CREATE TABLE events(connection_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, source_number BIGINT, name VARCHAR NOT NULL,
  duration_minutes BIGINT, web_event_id VARCHAR, first_seen TIMESTAMP NOT NULL, last_seen TIMESTAMP NOT NULL,
  source_updated_at TIMESTAMP, row_hash VARCHAR, requested_at TIMESTAMP NOT NULL, deleted_at TIMESTAMP,
  deletion_evidence VARCHAR);
CREATE TABLE performances(connection_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, source_number BIGINT,
  event_id VARCHAR NOT NULL, venue_id VARCHAR, plan_id VARCHAR, plan_name VARCHAR, capacity BIGINT,
  starts_at TIMESTAMP NOT NULL, starts_local TIMESTAMP NOT NULL, zone VARCHAR NOT NULL, cancelled BOOLEAN NOT NULL,
  first_seen TIMESTAMP NOT NULL, last_seen TIMESTAMP NOT NULL, source_updated_at TIMESTAMP, row_hash VARCHAR,
  requested_at TIMESTAMP NOT NULL, deleted_at TIMESTAMP, deletion_evidence VARCHAR);
CREATE TABLE capacity_snapshots(connection_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, performance_id VARCHAR NOT NULL,
  capacity BIGINT NOT NULL, available BIGINT, sold BIGINT, held BIGINT, first_seen TIMESTAMP NOT NULL,
  last_seen TIMESTAMP NOT NULL, source_updated_at TIMESTAMP, row_hash VARCHAR, requested_at TIMESTAMP NOT NULL,
  deleted_at TIMESTAMP, deletion_evidence VARCHAR);
CREATE TABLE ticket_types(connection_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, source_number BIGINT, name VARCHAR,
  first_seen TIMESTAMP NOT NULL, last_seen TIMESTAMP NOT NULL, source_updated_at TIMESTAMP, row_hash VARCHAR,
  requested_at TIMESTAMP NOT NULL, deleted_at TIMESTAMP, deletion_evidence VARCHAR);
CREATE TABLE orders(connection_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, source_number BIGINT, customer_id VARCHAR,
  channel VARCHAR, currency VARCHAR NOT NULL, total_minor BIGINT NOT NULL, charges_minor BIGINT NOT NULL,
  donations_minor BIGINT NOT NULL, first_transaction_at TIMESTAMP NOT NULL, first_transaction_local TIMESTAMP NOT NULL,
  last_transaction_at TIMESTAMP NOT NULL, last_transaction_local TIMESTAMP NOT NULL, zone VARCHAR NOT NULL,
  first_seen TIMESTAMP NOT NULL, last_seen TIMESTAMP NOT NULL, source_updated_at TIMESTAMP, row_hash VARCHAR,
  requested_at TIMESTAMP NOT NULL, deleted_at TIMESTAMP, deletion_evidence VARCHAR);
CREATE TABLE order_items(connection_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, order_id VARCHAR NOT NULL,
  kind VARCHAR NOT NULL, quantity BIGINT NOT NULL, amount_minor BIGINT NOT NULL, currency VARCHAR NOT NULL,
  first_seen TIMESTAMP NOT NULL, last_seen TIMESTAMP NOT NULL, source_updated_at TIMESTAMP, row_hash VARCHAR,
  requested_at TIMESTAMP NOT NULL, deleted_at TIMESTAMP, deletion_evidence VARCHAR);
CREATE TABLE tickets(connection_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, source_number BIGINT,
  order_id VARCHAR NOT NULL, event_id VARCHAR NOT NULL, performance_id VARCHAR NOT NULL, ticket_type_id VARCHAR,
  band_id VARCHAR, seat_name VARCHAR, offer VARCHAR, currency VARCHAR NOT NULL, original_price_minor BIGINT,
  price_minor BIGINT, discount_minor BIGINT, total_minor BIGINT NOT NULL, first_seen TIMESTAMP NOT NULL,
  last_seen TIMESTAMP NOT NULL, source_updated_at TIMESTAMP, row_hash VARCHAR, requested_at TIMESTAMP NOT NULL,
  deleted_at TIMESTAMP, deletion_evidence VARCHAR, movements INTEGER NOT NULL);
CREATE TABLE ticket_movements(connection_id VARCHAR NOT NULL, movement_id VARCHAR NOT NULL, ticket_id VARCHAR NOT NULL,
  ordinal INTEGER NOT NULL, kind VARCHAR NOT NULL, quantity INTEGER NOT NULL, amount_minor BIGINT NOT NULL,
  currency VARCHAR NOT NULL, order_id VARCHAR NOT NULL, performance_id VARCHAR NOT NULL, event_id VARCHAR NOT NULL,
  recorded_at TIMESTAMP NOT NULL, effective_at TIMESTAMP NOT NULL, effective_basis VARCHAR NOT NULL);
CREATE TABLE customers(connection_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, area VARCHAR, area_kind VARCHAR NOT NULL,
  country VARCHAR, first_seen TIMESTAMP NOT NULL, last_seen TIMESTAMP NOT NULL, source_updated_at TIMESTAMP,
  row_hash VARCHAR, requested_at TIMESTAMP NOT NULL, deleted_at TIMESTAMP, deletion_evidence VARCHAR);
CREATE TABLE rejects(connection_id VARCHAR NOT NULL, stream VARCHAR NOT NULL, source_id VARCHAR, reason VARCHAR NOT NULL,
  field VARCHAR NOT NULL, expected VARCHAR NOT NULL, next_step VARCHAR NOT NULL, page VARCHAR NOT NULL,
  first_at TIMESTAMP NOT NULL, last_at TIMESTAMP NOT NULL, times INTEGER NOT NULL, resolved_at TIMESTAMP);
CREATE TABLE cursors(connection_id VARCHAR NOT NULL, name VARCHAR NOT NULL, value VARCHAR NOT NULL,
  recorded_at TIMESTAMP NOT NULL);
CREATE TABLE loads(connection_id VARCHAR NOT NULL, sync_id VARCHAR NOT NULL, token BIGINT NOT NULL,
  recorded_at TIMESTAMP NOT NULL, orders_changed BIGINT NOT NULL, orders_unchanged BIGINT NOT NULL,
  orders_stale BIGINT NOT NULL, tickets BIGINT NOT NULL, movements BIGINT NOT NULL, rejects BIGINT NOT NULL);
CREATE TABLE fence(connection_id VARCHAR NOT NULL, token BIGINT NOT NULL, recorded_at TIMESTAMP NOT NULL);
`,
};
