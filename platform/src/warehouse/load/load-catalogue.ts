import type { TableName } from '@illuminate/model';
import { CATALOGUE, type CatalogueTable, KEPT_COLUMNS, literal, modelColumns, timestamp } from '../layout.ts';
import type { PackedBatch } from '../pack.ts';
import type { Session } from '../session.ts';
import { stageTable } from './stage-table.ts';

/**
 * Rows that stand for themselves. One that was asked for later and has other content replaces the stored one; absence deletes
 * nothing. Snapshots of capacity are history: a changed one is added, the earlier ones stay.
 */
export async function loadCatalogue(
  session: Session,
  connectionId: string,
  recordedAt: number,
  { tables }: PackedBatch,
  stage = stageTable,
): Promise<Partial<Record<TableName, number>>> {
  const rows: Partial<Record<TableName, number>> = {};
  for (const table of CATALOGUE) {
    const packed = tables[table];
    if (packed === undefined) continue;
    await stage(session, table, packed);
    rows[table] = await replaceRows(session, table, connectionId, timestamp(recordedAt));
  }
  return rows;
}

async function replaceRows(session: Session, table: CatalogueTable, connectionId: string, at: string): Promise<number> {
  const own = Object.keys(modelColumns(table));
  const connection = literal(connectionId);
  const isHistory = table === 'capacity_snapshots';
  const latest = isHistory
    ? ' QUALIFY row_number() OVER (PARTITION BY t.source_id ORDER BY t.requested_at DESC) = 1'
    : '';
  await session.run(`
CREATE OR REPLACE TEMP TABLE staging_stored AS
  SELECT t.source_id, t.first_seen, t.requested_at, t.row_hash, t.deleted_at
  FROM ${table} t SEMI JOIN staging_${table} s ON s.source_id = t.source_id WHERE t.connection_id = ${connection}${latest};
CREATE OR REPLACE TEMP TABLE staging_touched AS
  SELECT s.source_id, s.requested_at, t.requested_at AS stored_requested_at
  FROM staging_${table} s JOIN staging_stored t USING (source_id)
  WHERE s.requested_at > t.requested_at AND s.row_hash = t.row_hash AND t.deleted_at IS NULL;
CREATE OR REPLACE TEMP TABLE staging_replaced AS
  SELECT s.source_id, t.first_seen FROM staging_${table} s LEFT JOIN staging_stored t USING (source_id)
  WHERE t.source_id IS NULL
    OR (s.requested_at > t.requested_at AND (s.row_hash IS DISTINCT FROM t.row_hash OR t.deleted_at IS NOT NULL));
UPDATE ${table} t SET requested_at = s.requested_at, last_seen = ${at} FROM staging_touched s
  WHERE s.source_id = t.source_id AND s.stored_requested_at = t.requested_at AND t.connection_id = ${connection};
${isHistory ? '' : `DELETE FROM ${table} t USING staging_replaced r WHERE r.source_id = t.source_id AND t.connection_id = ${connection};`}`);
  return session.run(`INSERT INTO ${table}(connection_id, ${own.join(', ')}, ${KEPT_COLUMNS.join(', ')})
    SELECT ${connection}, ${own.map((name) => `s.${name}`).join(', ')}, ${isHistory ? at : `coalesce(r.first_seen, ${at})`}, ${at},
      NULL, s.row_hash, s.requested_at, NULL, NULL
    FROM staging_${table} s JOIN staging_replaced r USING (source_id)`);
}
