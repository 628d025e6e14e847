import { createHash } from 'node:crypto';
import { checkedName } from './names.ts';
import type { Session } from './session.ts';
import type { StoredTicketClass } from './store-types.ts';

const DIGITS = 40;

/** What a kind of ticket is known by outside its store: a digest, since its id may be what the box office calls it. */
export function ticketTypeKey(connectionId: string, ticketType: string): string {
  return createHash('sha256').update(`${connectionId}\n${ticketType}`).digest('hex').slice(0, DIGITS);
}

/** The same, of the ticket type with the alias `alias`. */
export const ticketTypeKeySql = (alias: string): string =>
  `left(sha256(${alias}.connection_id || chr(10) || ${alias}.source_id), ${DIGITS})`;

/** Puts the classes in place of those that were there, in one transaction. */
export async function writeTicketClasses(session: Session, classes: readonly StoredTicketClass[]): Promise<void> {
  await session.run('BEGIN');
  try {
    await session.run('DELETE FROM ticket_classes');
    for (const one of classes) {
      await session.run('INSERT INTO ticket_classes VALUES ($1, $2, $3, $4)', [
        checkedName(one.connectionId, 'connection'),
        one.typeKey,
        one.class,
        one.isConcession,
      ]);
    }
    await session.run('COMMIT');
  } catch (err) {
    await session.run('ROLLBACK').catch(() => {});
    throw err;
  }
}
