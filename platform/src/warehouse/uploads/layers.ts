import type { TableName } from '@illuminate/model';
import { CATALOGUE, type CatalogueTable, hashOf, literal, modelColumns, PARTS, timestamp } from '../layout.ts';
import type { PackedBatch } from '../pack.ts';
import type { Session } from '../session.ts';
import type { UploadedKind, UploadOf } from './upload-types.ts';

/** Tables of the catalogue of which people upload rows. Capacity is observed, and nobody uploads what was seen. */
export const LAYERED = CATALOGUE.filter(
  (table): table is Exclude<CatalogueTable, 'capacity_snapshots'> => table !== 'capacity_snapshots',
);

/** In what a person counts the rows of a kind. */
export const COUNTED_IN: Readonly<Record<UploadedKind, 'orders' | 'performances' | 'performance_counts'>> = {
  sales: 'orders',
  events: 'performances',
  counts: 'performance_counts',
};

export const columnsOf = (table: TableName, alias = ''): string =>
  Object.keys(modelColumns(table))
    .map((name) => `${alias}${name}`)
    .join(', ');

/** The layers of a connection that count, as SQL. */
export const standing = (connectionId: string): string =>
  `(SELECT upload_id, sequence, kind FROM uploads WHERE connection_id = ${literal(connectionId)} AND NOT undone)`;

/** Which layer of a row is on top. A list of performances knows them better than tickets do; an area that is known, better than none. */
const ON_TOP: Partial<Record<TableName, string>> = {
  venues: "(a.kind = 'events') DESC, a.sequence DESC",
  events: "(a.kind = 'events') DESC, a.sequence DESC",
  performances: "(a.kind = 'events') DESC, a.sequence DESC",
  customers: "(u.area_kind <> 'unknown' OR u.country IS NOT NULL) DESC, a.sequence DESC",
};
const topOf = (table: TableName): string => ON_TOP[table] ?? 'a.sequence DESC';

/** Lays what is staged of the catalogue as a layer. */
export async function layCatalogue(
  session: Session,
  staged: PackedBatch,
  { connectionId, uploadId }: UploadOf,
): Promise<void> {
  for (const table of LAYERED) {
    if (staged.tables[table] === undefined) continue;
    await session.run(
      `INSERT INTO uploaded_${table}(connection_id, upload_id, ${columnsOf(table)})
       SELECT ${literal(connectionId)}, $1, ${columnsOf(table)} FROM staging_${table}`,
      [uploadId],
    );
  }
}

/** Stages what the rows of an upload are by now, in one table of the catalogue. `staging_keys` are their ids. @returns how many stand */
export async function stageTop(
  session: Session,
  table: CatalogueTable,
  { connectionId, uploadId }: UploadOf,
  requestedAt: number,
): Promise<number> {
  const ours = `u.connection_id = ${literal(connectionId)}`;
  await session.run(
    `CREATE OR REPLACE TEMP TABLE staging_keys AS SELECT DISTINCT u.source_id FROM uploaded_${table} u
     WHERE ${ours} AND u.upload_id = $1`,
    [uploadId],
  );
  return session.run(`CREATE OR REPLACE TEMP TABLE staging_${table} AS
    SELECT ${columnsOf(table, 'u.')}, ${timestamp(requestedAt)} AS requested_at, ${hashOf(table, 'u.')}
    FROM uploaded_${table} u JOIN ${standing(connectionId)} a ON a.upload_id = u.upload_id
      SEMI JOIN staging_keys k ON k.source_id = u.source_id
    WHERE ${ours} QUALIFY row_number() OVER (PARTITION BY u.source_id ORDER BY ${topOf(table)}) = 1`);
}

/** Stages what the orders of an upload are by now, with their parts; those that no layer has any more become `staging_gone`. */
export async function stageTopOrders(
  session: Session,
  { connectionId, uploadId }: UploadOf,
  requestedAt: number,
): Promise<{ readonly staged: PackedBatch; readonly gone: number }> {
  const connection = literal(connectionId);
  const ours = `u.connection_id = ${connection}`;
  await session.run(
    `CREATE OR REPLACE TEMP TABLE staging_keys AS SELECT DISTINCT u.source_id FROM uploaded_orders u
     WHERE ${ours} AND u.upload_id = $1`,
    [uploadId],
  );
  await session.run(`CREATE OR REPLACE TEMP TABLE staging_tops AS
    SELECT u.source_id, arg_max(u.upload_id, a.sequence) AS upload_id
    FROM uploaded_orders u JOIN ${standing(connectionId)} a ON a.upload_id = u.upload_id
      SEMI JOIN staging_keys k ON k.source_id = u.source_id WHERE ${ours} GROUP BY u.source_id`);
  const orders = await session.run(`CREATE OR REPLACE TEMP TABLE staging_orders AS
    SELECT ${columnsOf('orders', 'u.')}, ${timestamp(requestedAt)} AS requested_at, ${hashOf('orders', 'u.')}
    FROM uploaded_orders u JOIN staging_tops t ON t.source_id = u.source_id AND t.upload_id = u.upload_id WHERE ${ours}`);
  const counts: Partial<Record<TableName, number>> = { orders };
  for (const part of PARTS) {
    counts[part] = await session.run(`CREATE OR REPLACE TEMP TABLE staging_${part} AS
      SELECT ${columnsOf(part, 'u.')}, ${hashOf(part, 'u.')}
      FROM uploaded_${part} u JOIN staging_tops t ON t.source_id = u.order_id AND t.upload_id = u.upload_id WHERE ${ours}`);
  }
  const gone = await session.run(`CREATE OR REPLACE TEMP TABLE staging_gone AS
    SELECT o.source_id FROM orders o SEMI JOIN staging_keys k ON k.source_id = o.source_id
      ANTI JOIN staging_tops t ON t.source_id = o.source_id
    WHERE o.connection_id = ${connection} AND o.deleted_at IS NULL`);
  return { staged: batchOf(counts), gone };
}

/** What is staged already, as the loading functions take it. */
export function batchOf(counts: Partial<Record<TableName, number>>): PackedBatch {
  return {
    tables: Object.fromEntries(
      Object.entries(counts).map(([table, count]) => [table, { count, columns: [], mayRepeat: false }]),
    ),
  };
}
