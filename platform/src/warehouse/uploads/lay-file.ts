import type { TableName } from '@illuminate/model';
import { CATALOGUE, hashOf, literal, modelColumns, PARTS, timestamp } from '../layout.ts';
import { keepNewest } from '../load/stage-delivery.ts';
import { addToStage, insertPacked, stageTable } from '../load/stage-table.ts';
import type { PackedBatch, PackedTable } from '../pack.ts';
import type { Session } from '../session.ts';
import { batchOf, columnsOf } from './layers.ts';
import type { UploadOf } from './upload-types.ts';

/** Orders and their parts: of these a file has many. */
const LAID_AT_ONCE: readonly TableName[] = ['orders', ...PARTS];

/**
 * Writes the orders of a file into its layer while they come, inside the transaction of its load. DuckDB writes full row groups to the
 * file as they come, so that a big file needs little more memory than a small one; what is staged stays in memory until the end. Rows
 * of the catalogue are few, and are staged, since chunks may repeat them.
 * @returns what came, by table
 */
export async function layFile(
  session: Session,
  { connectionId, uploadId }: UploadOf,
  chunks: AsyncIterable<PackedBatch>,
): Promise<PackedBatch> {
  const counts: Partial<Record<TableName, number>> = {};
  const before = [literal(connectionId), literal(uploadId)];
  for await (const { tables } of chunks) {
    for (const [table, packed] of Object.entries(tables) as [TableName, PackedTable][]) {
      if (LAID_AT_ONCE.includes(table)) {
        const into = `uploaded_${table}(connection_id, upload_id, ${columnsOf(table)})`;
        await insertPacked(session, table, packed, { into, before });
      } else if (counts[table] === undefined) await stageTable(session, table, packed);
      else await addToStage(session, table, packed);
      counts[table] = (counts[table] ?? 0) + packed.count;
    }
  }
  for (const table of CATALOGUE) if (counts[table] !== undefined) await keepNewest(session, table);
  return batchOf(counts);
}

/**
 * Lets the orders that lie in a layer stand as what is staged. Their parts are read from the layer itself, with the events of their
 * performances as far as those are known.
 */
export async function stageLaid(
  session: Session,
  { tables }: PackedBatch,
  { connectionId, uploadId }: UploadOf,
): Promise<void> {
  const ours = `u.connection_id = ${literal(connectionId)} AND u.upload_id = ${literal(uploadId)}`;
  if (tables.orders !== undefined) {
    await session.run(`CREATE OR REPLACE TEMP TABLE staging_orders AS
      SELECT ${columnsOf('orders')}, ${timestamp(0)} AS requested_at, ${hashOf('orders')} FROM uploaded_orders u WHERE ${ours}`);
  }
  if (tables.order_items !== undefined) {
    await session.run(`CREATE OR REPLACE TEMP VIEW staging_order_items AS
      SELECT ${columnsOf('order_items')}, ${hashOf('order_items')} FROM uploaded_order_items u WHERE ${ours}`);
  }
  if (tables.tickets === undefined) return;
  const columns = Object.keys(modelColumns('tickets')).map((name) =>
    name === 'event_id' ? 'coalesce(p.event_id, u.event_id) AS event_id' : `u.${name}`,
  );
  await session.run(`CREATE OR REPLACE TEMP VIEW staging_tickets AS
    SELECT ${columns.join(', ')}, ${hashOf('tickets', 'u.')} FROM uploaded_tickets u
    LEFT JOIN (SELECT source_id, event_id FROM performances WHERE connection_id = ${literal(connectionId)}) p
      ON p.source_id = u.performance_id WHERE ${ours}`);
}
