import type { Context } from '../../context.ts';
import type { Connection } from '../../control/schema/connections.ts';
import { notPossibleNow } from '../../refusal.ts';
import { openClaim } from './open-claim.ts';

/** Has the code looked for at once, by the job that does it anyway: the answer does not wait for what it finds. */
export async function checkClaim(
  { db, queue }: Pick<Context, 'db' | 'queue'>,
  connection: Pick<Connection, 'id' | 'name'>,
): Promise<void> {
  const claim = await openClaim(db, connection.id);
  if (claim?.state !== 'waiting') {
    throw notPossibleNow(`${connection.name} waits for no code.`, 'Look at its status, which says what it waits for.');
  }
  await queue.send('claims');
}
