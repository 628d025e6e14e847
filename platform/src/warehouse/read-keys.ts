import type { TableName } from '@illuminate/model';
import { cleanText, packColumn } from './packed-text.ts';
import type { Session } from './session.ts';

/** Which of `keys` have no row, each once, in the order in which they were asked. */
export async function readUnknownKeys(
  session: Session,
  connectionId: string,
  table: TableName,
  keys: readonly string[],
): Promise<string[]> {
  const asked = [...new Set(keys)];
  if (asked.length === 0) return [];
  const known = await session.rows(
    `SELECT t.source_id FROM ${table} t
       SEMI JOIN (SELECT unnest(string_split(decode($2), chr(31))) AS source_id) k ON k.source_id = t.source_id
     WHERE t.connection_id = $1`,
    [connectionId, packColumn(asked)],
  );
  // Whoever was erased is not asked for again.
  if (table === 'customers') known.push(...(await session.rows('SELECT pseudonym AS source_id FROM erased_bookers')));
  const found = new Set(known.map((row) => row.source_id));
  return asked.filter((key) => !found.has(cleanText(key)));
}

export async function readLiveTickets(
  session: Session,
  connectionId: string,
  orderIds: readonly string[],
): Promise<(readonly [string, string])[]> {
  if (orderIds.length === 0) return [];
  const rows = await session.rows(
    `SELECT t.order_id, t.source_id FROM tickets t
       SEMI JOIN (SELECT unnest(string_split(decode($2), chr(31))) AS order_id) k ON k.order_id = t.order_id
     WHERE t.connection_id = $1 AND t.deleted_at IS NULL`,
    [connectionId, packColumn([...new Set(orderIds)])],
  );
  return rows.map((row) => [String(row.order_id), String(row.source_id)] as const);
}

export async function readKnownKeys(session: Session, connectionId: string, table: TableName): Promise<string[]> {
  const rows = await session.rows(`SELECT DISTINCT source_id FROM ${table} WHERE connection_id = $1`, [connectionId]);
  return rows.map((row) => String(row.source_id));
}
