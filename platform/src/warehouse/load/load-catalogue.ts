import type { TableName } from '@illuminate/model';
import { CATALOGUE, type CatalogueTable, KEPT_COLUMNS, literal, modelColumns, timestamp } from '../layout.ts';
import type { PackedBatch } from '../pack.ts';
import type { Session } from '../session.ts';
import { findKnown } from './find-known.ts';
import type { Rule } from './judge-orders.ts';
import { leaveOutBookers } from './leave-out.ts';
import { stageTable } from './stage-table.ts';

/**
 * Rows that stand for themselves. One that was asked for later and has other content replaces the stored one; absence deletes
 * nothing. Snapshots of capacity are history: a changed one is added, the earlier ones stay. In a replay other content alone is
 * enough, since what it means has changed, and the latest snapshot gives way to its new meaning; rows that only stand for something
 * replace nothing.
 */
export async function loadCatalogue(
  session: Session,
  connectionId: string,
  recordedAt: number,
  { tables }: PackedBatch,
  { rule = 'newer', stage = stageTable }: { readonly rule?: Rule; readonly stage?: typeof stageTable } = {},
): Promise<Partial<Record<TableName, number>>> {
  const rows: Partial<Record<TableName, number>> = {};
  for (const table of CATALOGUE) {
    const packed = tables[table];
    if (packed === undefined) continue;
    await stage(session, table, packed);
    if (table === 'customers') await leaveOutBookers(session);
    rows[table] = await replaceRows(session, table, { connectionId, at: timestamp(recordedAt), rule });
  }
  return rows;
}

interface Replacing {
  readonly connectionId: string;
  readonly at: string;
  readonly rule: Rule;
}

async function replaceRows(
  session: Session,
  table: CatalogueTable,
  { connectionId, at, rule }: Replacing,
): Promise<number> {
  const own = Object.keys(modelColumns(table));
  const connection = literal(connectionId);
  const replay = rule === 'replay';
  const isHistory = table === 'capacity_snapshots';
  const latest = isHistory
    ? ' QUALIFY row_number() OVER (PARTITION BY t.source_id ORDER BY t.requested_at DESC) = 1'
    : '';
  const sameLook = `(SELECT r.source_id, r.requested_at FROM staging_replaced r JOIN staging_${table} s USING (source_id)
    WHERE s.requested_at <= r.requested_at)`;
  const leaving = isHistory ? (replay ? sameLook : null) : 'staging_replaced';
  const firstSeen = !isHistory
    ? `coalesce(r.first_seen, ${at})`
    : replay
      ? `CASE WHEN s.requested_at <= r.requested_at THEN r.first_seen ELSE ${at} END`
      : at;
  const isLeft = isHistory ? ' AND r.requested_at = t.requested_at' : '';
  const known = await findKnown(session, table, { connectionId, staged: `staging_${table}` });
  await session.run(`
CREATE OR REPLACE TEMP TABLE staging_stored AS
  SELECT t.source_id, t.first_seen, t.requested_at, t.row_hash, t.deleted_at
  FROM ${table} t SEMI JOIN ${known} s ON s.source_id = t.source_id WHERE t.connection_id = ${connection}${latest};
CREATE OR REPLACE TEMP TABLE staging_touched AS
  SELECT s.source_id, s.requested_at, t.requested_at AS stored_requested_at
  FROM staging_${table} s JOIN staging_stored t USING (source_id)
  WHERE s.requested_at > t.requested_at AND s.row_hash = t.row_hash AND t.deleted_at IS NULL;
CREATE OR REPLACE TEMP TABLE staging_replaced AS
  SELECT s.source_id, t.first_seen, t.requested_at FROM staging_${table} s LEFT JOIN staging_stored t USING (source_id)
  WHERE t.source_id IS NULL
    OR (s.requested_at > t.requested_at AND (s.row_hash IS DISTINCT FROM t.row_hash OR t.deleted_at IS NOT NULL))${OTHERWISE[rule]};
UPDATE ${table} t SET requested_at = s.requested_at, last_seen = ${at} FROM staging_touched s
  WHERE s.source_id = t.source_id AND s.stored_requested_at = t.requested_at AND t.connection_id = ${connection};
${leaving === null ? '' : `DELETE FROM ${table} t USING ${leaving} r WHERE r.source_id = t.source_id${isLeft} AND t.connection_id = ${connection};`}`);
  return session.run(`INSERT INTO ${table}(connection_id, ${own.join(', ')}, ${KEPT_COLUMNS.join(', ')})
    SELECT ${connection}, ${own.map((name) => `s.${name}`).join(', ')}, ${firstSeen}, ${at},
      NULL, s.row_hash, ${rule === 'newer' ? 's.requested_at' : 'greatest(s.requested_at, coalesce(r.requested_at, s.requested_at))'}, NULL, NULL
    FROM staging_${table} s JOIN staging_replaced r USING (source_id)`);
}

/**
 * When a row replaces a stored one that it is not newer than. In a replay, when it means something else; what is as old as can be was
 * never read, and only stands for something. A row that was loaded from scratch is staged because it differs: under the same hash what is
 * stored is damaged.
 */
const OTHERWISE: Record<Rule, string> = {
  newer: '',
  'read-again': '',
  replay: ` OR (s.row_hash IS DISTINCT FROM t.row_hash AND t.deleted_at IS NULL AND s.requested_at > ${timestamp(0)})`,
  fresh: ' OR (s.row_hash = t.row_hash AND t.deleted_at IS NULL)',
  upload: '',
};
