import { literal, timestamp } from './layout.ts';
import { deliveriesFence } from './load/claim-fence.ts';
import { checkedName } from './names.ts';
import type { Session } from './session.ts';
import { quoted } from './verify-copy.ts';
import type { Warehouse } from './warehouse.ts';

export type RowsByTable = Readonly<Record<string, number>>;

/** Tables whose rows are of two connections: either one's going takes them along. */
const PAIRS: Readonly<Record<string, readonly [string, string]>> = {
  overlapping_performances: ['first_connection_id', 'later_connection_id'],
  source_choices: ['counts_connection_id', 'other_connection_id'],
};

/** How many rows each table holds of a connection, of all connections where none is named; tables without any are left out. */
export async function countRows(
  warehouse: Warehouse,
  organisationId: string,
  connectionId: string | null,
): Promise<RowsByTable> {
  return warehouse.withOpenStore(organisationId, ({ writer }, writing) =>
    writing(() => countIn(writer, connectionId === null ? null : checkedName(connectionId, 'connection'))),
  );
}

/** Removes every row of a connection in one transaction. @returns how many, by table */
export async function removeConnection(
  warehouse: Warehouse,
  organisationId: string,
  { connectionId, at }: { connectionId: string; at: number },
): Promise<RowsByTable> {
  const id = checkedName(connectionId, 'connection');
  return warehouse.withOpenStore(organisationId, ({ writer }, writing) =>
    writing(async () => {
      await writer.run('BEGIN');
      try {
        const removed = await countIn(writer, id);
        for (const table of await tablesOf(writer))
          await writer.run(`DELETE FROM ${table} WHERE ${ofConnection(table, id)}`);
        const total = Object.values(removed).reduce((sum, rows) => sum + rows, 0);
        if (total > 0) await writer.run(`INSERT INTO removals VALUES ('connection', ${total}, ${timestamp(at)})`);
        await writer.run('COMMIT');
        return removed;
      } catch (err) {
        await writer.run('ROLLBACK').catch(() => {});
        throw err;
      }
    }),
  );
}

/** The other connections of which a store still holds orders, events or anything else. */
export async function otherConnections(
  warehouse: Warehouse,
  organisationId: string,
  connectionId: string,
): Promise<string[]> {
  return warehouse.withStore(organisationId, async (store) => {
    const rows = await store.query(
      `SELECT DISTINCT connection_id FROM (SELECT connection_id FROM orders UNION SELECT connection_id FROM events
         UNION SELECT connection_id FROM loads) WHERE connection_id <> $1`,
      [connectionId],
    );
    return rows.map((row) => String(row.connection_id));
  });
}

async function countIn(session: Session, connectionId: string | null): Promise<RowsByTable> {
  const counts: Record<string, number> = {};
  for (const table of await tablesOf(session)) {
    const where = connectionId === null ? '' : ` WHERE ${ofConnection(table, connectionId)}`;
    const [row] = await session.rows(`SELECT count(*) AS rows FROM ${table}${where}`);
    if (Number(row?.rows) > 0) counts[table] = Number(row?.rows);
  }
  return counts;
}

/** Tables that have rows of connections; read from the store itself, so that none is forgotten. */
async function tablesOf(session: Session): Promise<string[]> {
  const rows = await session.rows(
    `SELECT DISTINCT table_name FROM duckdb_columns() WHERE database_name = current_database() AND NOT internal
       AND column_name LIKE '%connection_id' AND table_name IN (SELECT table_name FROM duckdb_tables() WHERE NOT temporary)
     ORDER BY table_name`,
  );
  return rows.map((row) => String(row.table_name));
}

function ofConnection(table: string, connectionId: string): string {
  const pair = PAIRS[table];
  const columns = pair ?? ['connection_id'];
  const fences = table === 'fence' ? ` OR connection_id = ${literal(deliveriesFence(connectionId))}` : '';
  return `(${columns.map((column) => `${quoted(column)} = ${literal(connectionId)}`).join(' OR ')}${fences})`;
}
