import type { TableName } from '@illuminate/model';
import { CATALOGUE } from '../layout.ts';
import type { PackedBatch, PackedTable } from '../pack.ts';
import type { Session } from '../session.ts';
import { addToStage, type HashedFrom, stageTable } from './stage-table.ts';

/**
 * Stages all of a delivered batch before its transaction begins, chunk by chunk: within one, what is replaced in a staging table would
 * be held until its end. Each key is staged once, as a packed batch has it.
 * @returns which tables are staged, with how many rows
 */
export async function stageDelivery(
  session: Session,
  chunks: AsyncIterable<PackedBatch>,
  from: HashedFrom = 'texts',
): Promise<PackedBatch> {
  const counts = new Map<TableName, number>();
  for await (const { tables } of chunks) {
    for (const [table, packed] of Object.entries(tables) as [TableName, PackedTable][]) {
      const before = counts.get(table);
      if (before === undefined) await stageTable(session, table, packed, from);
      else await addToStage(session, table, packed, from);
      counts.set(table, (before ?? 0) + packed.count);
    }
  }
  for (const table of CATALOGUE) if (counts.has(table)) await keepNewest(session, table);
  return {
    tables: Object.fromEntries(
      [...counts].map(([table, count]): [TableName, PackedTable] => [table, { count, columns: [], mayRepeat: false }]),
    ),
  };
}

/** Chunks may bring the same customer or ticket type. Among equally old rows any will do, as long as it is the same every time. */
export async function keepNewest(session: Session, table: TableName): Promise<void> {
  await session.run(`CREATE OR REPLACE TEMP TABLE staging_${table} AS SELECT * FROM staging_${table}
    QUALIFY row_number() OVER (PARTITION BY source_id ORDER BY requested_at DESC, row_hash) = 1`);
}
