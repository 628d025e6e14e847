import type { Session } from './session.ts';

export async function readCursors(session: Session, connectionId: string): Promise<Record<string, unknown>> {
  const rows = await session.rows('SELECT name, value FROM cursors WHERE connection_id = $1', [connectionId]);
  return Object.fromEntries(rows.map((row) => [String(row.name), JSON.parse(String(row.value))]));
}
