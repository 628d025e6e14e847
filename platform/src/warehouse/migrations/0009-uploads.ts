import type { Migration } from './migration.ts';

/**
 * What people uploaded, beside what became of it: each upload is a layer of rows, and the state of a row is its topmost layer that was
 * not taken back. `uploaded_…` has the columns of the model, in its order; times and hashes are worked out when a layer is laid.
 */
const layer = (table: string, columns: string): string =>
  `CREATE TABLE uploaded_${table}(connection_id VARCHAR NOT NULL, upload_id VARCHAR NOT NULL, ${columns});`;

export const uploads: Migration = {
  number: 9,
  name: 'uploads',
  sql: `
CREATE TABLE performance_counts(connection_id VARCHAR NOT NULL, source_id VARCHAR NOT NULL, performance_id VARCHAR NOT NULL,
  counted_on TIMESTAMP, tickets BIGINT NOT NULL, income_minor BIGINT, currency VARCHAR, first_seen TIMESTAMP NOT NULL,
  last_seen TIMESTAMP NOT NULL, source_updated_at TIMESTAMP, row_hash VARCHAR, requested_at TIMESTAMP NOT NULL,
  deleted_at TIMESTAMP, deletion_evidence VARCHAR);
CREATE TABLE uploads(connection_id VARCHAR NOT NULL, upload_id VARCHAR NOT NULL, sequence BIGINT NOT NULL, kind VARCHAR NOT NULL,
  sha256 VARCHAR NOT NULL, loaded_at TIMESTAMP NOT NULL, changed_at TIMESTAMP NOT NULL, undone BOOLEAN NOT NULL,
  orders_new BIGINT NOT NULL, orders_changed BIGINT NOT NULL, orders_same BIGINT NOT NULL);
${layer('venues', 'source_id VARCHAR NOT NULL, source_number BIGINT, name VARCHAR NOT NULL, address VARCHAR')}
${layer(
  'events',
  `source_id VARCHAR NOT NULL, source_number BIGINT, name VARCHAR NOT NULL, duration_minutes BIGINT, web_event_id VARCHAR`,
)}
${layer(
  'performances',
  `source_id VARCHAR NOT NULL, source_number BIGINT, event_id VARCHAR NOT NULL, venue_id VARCHAR, plan_id VARCHAR,
  plan_name VARCHAR, capacity BIGINT, starts_at TIMESTAMP, starts_local TIMESTAMP, zone VARCHAR NOT NULL, cancelled BOOLEAN NOT NULL,
  on_sale_at TIMESTAMP, duration_minutes BIGINT`,
)}
${layer('ticket_types', 'source_id VARCHAR NOT NULL, source_number BIGINT, name VARCHAR')}
${layer('customers', 'source_id VARCHAR NOT NULL, area VARCHAR, area_kind VARCHAR NOT NULL, country VARCHAR')}
${layer(
  'performance_counts',
  `source_id VARCHAR NOT NULL, performance_id VARCHAR NOT NULL, counted_on TIMESTAMP, tickets BIGINT NOT NULL,
  income_minor BIGINT, currency VARCHAR`,
)}
${layer(
  'orders',
  `source_id VARCHAR NOT NULL, source_number BIGINT, customer_id VARCHAR, channel VARCHAR, currency VARCHAR NOT NULL,
  total_minor BIGINT NOT NULL, charges_minor BIGINT NOT NULL, donations_minor BIGINT NOT NULL,
  first_transaction_at TIMESTAMP NOT NULL, first_transaction_local TIMESTAMP NOT NULL, last_transaction_at TIMESTAMP NOT NULL,
  last_transaction_local TIMESTAMP NOT NULL, zone VARCHAR NOT NULL`,
)}
${layer(
  'order_items',
  `source_id VARCHAR NOT NULL, order_id VARCHAR NOT NULL, kind VARCHAR NOT NULL, quantity BIGINT NOT NULL,
  amount_minor BIGINT NOT NULL, currency VARCHAR NOT NULL`,
)}
${layer(
  'tickets',
  `source_id VARCHAR NOT NULL, source_number BIGINT, order_id VARCHAR NOT NULL, event_id VARCHAR NOT NULL,
  performance_id VARCHAR NOT NULL, ticket_type_id VARCHAR, band_id VARCHAR, seat_name VARCHAR, offer VARCHAR,
  currency VARCHAR NOT NULL, original_price_minor BIGINT, price_minor BIGINT, discount_minor BIGINT, total_minor BIGINT NOT NULL`,
)}
`,
};
