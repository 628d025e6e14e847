import { literal, timestamp } from '../layout.ts';
import type { Session } from '../session.ts';
import type { LoadRequest } from '../store-types.ts';

/** Cursors lie beside the rows they cover and are written with them. */
export async function writeCursors(
  session: Session,
  { connectionId, cursors }: Pick<LoadRequest, 'connectionId' | 'cursors'>,
  recordedAt: number,
): Promise<void> {
  const connection = literal(connectionId);
  for (const [name, value] of Object.entries(cursors)) {
    if (value === undefined) continue;
    await session.run(`DELETE FROM cursors WHERE connection_id = ${connection} AND name = $1`, [name]);
    await session.run(`INSERT INTO cursors SELECT ${connection}, $1, $2, ${timestamp(recordedAt)}`, [
      name,
      JSON.stringify(value),
    ]);
  }
}
