import { FencedError } from '../errors.ts';
import { literal, timestamp } from '../layout.ts';
import type { Session } from '../session.ts';

/**
 * Claims the store for this writer, in the transaction of its load: a worker that wakes up late finds a newer token.
 * @returns when this load counts as recorded: never earlier than the one before, so that a day that is over stays as it was
 * even if the clock went back.
 */
export async function claimFence(
  session: Session,
  connectionId: string,
  token: number,
  recordedAt: number,
): Promise<number> {
  const connection = literal(connectionId);
  const at = timestamp(recordedAt);
  const rows = await session.rows(`INSERT INTO fence SELECT ${connection}, ${wholeNumber(token)}, ${at}
      WHERE NOT EXISTS (FROM fence WHERE connection_id = ${connection});
    UPDATE fence SET token = ${token}, recorded_at = greatest(${at}, (SELECT max(recorded_at) FROM fence))
      WHERE connection_id = ${connection} AND token <= ${token} RETURNING recorded_at`);
  if (rows.length === 0) throw new FencedError();
  return Number(rows[0]?.recorded_at);
}

function wholeNumber(token: number): number {
  if (!Number.isSafeInteger(token)) throw new RangeError('a fence token is a whole number');
  return token;
}

/**
 * Under which deliveries to a connection claim, apart from its syncs: a delivery must not end a sync that goes on, nor the other way
 * round.
 */
export function deliveriesFence(connectionId: string): string {
  return `${connectionId}-deliveries`;
}
