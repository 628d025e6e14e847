import type { DayWindow } from '@illuminate/connector-kit';
import type { Kysely } from 'kysely';
import { json } from '../control/json.ts';
import type { ControlTables } from '../control/schema.ts';

/** What somebody asked to be read again; windows go from it as they have been. */
export interface MendWish {
  readonly by: string;
  /** ISO. */
  readonly at: string;
  readonly performances: readonly string[];
  readonly windows: readonly DayWindow[];
}

export interface Wishes {
  readonly compareAskedAt: Date | null;
  readonly mend: MendWish | null;
}

type Db = Pick<Kysely<ControlTables>, 'selectFrom' | 'insertInto' | 'updateTable'>;

export async function readWishes(db: Db, connectionId: string): Promise<Wishes> {
  const row = await db
    .selectFrom('reconciliation_wishes')
    .selectAll()
    .where('connection_id', '=', connectionId)
    .executeTakeFirst();
  if (row === undefined) return { compareAskedAt: null, mend: null };
  // Written by ourselves.
  return { compareAskedAt: row.compare_asked_at, mend: row.mend as unknown as MendWish | null };
}

/** Leaves the wish for the next run of the connection. A mend that was asked for before and is not done is part of the new one. */
export async function wish(db: Db, connectionId: string, { at, mend }: { at: Date; mend?: MendWish }): Promise<void> {
  const asked = { compare_asked_at: at, ...(mend === undefined ? {} : { mend: json(mend) }) };
  await db
    .insertInto('reconciliation_wishes')
    .values({ connection_id: connectionId, mend: null, ...asked })
    .onConflict((on) => on.column('connection_id').doUpdateSet(asked))
    .execute();
}

/** Takes windows that have been read again from the wish. @returns whether all of it is done */
export async function windowsMended(db: Db, connectionId: string, done: readonly DayWindow[]): Promise<boolean> {
  const { mend } = await readWishes(db, connectionId);
  if (mend === null) return true;
  const read = new Set(done.map(({ from, to }) => `${from} ${to}`));
  const windows = mend.windows.filter(({ from, to }) => !read.has(`${from} ${to}`));
  await db
    .updateTable('reconciliation_wishes')
    .set({ mend: windows.length === 0 ? null : json({ ...mend, windows }) })
    .where('connection_id', '=', connectionId)
    .execute();
  return windows.length === 0;
}

export async function comparisonDone(db: Db, connectionId: string, asked: Date | null): Promise<void> {
  if (asked === null) return;
  await db
    .updateTable('reconciliation_wishes')
    .set({ compare_asked_at: null })
    .where('connection_id', '=', connectionId)
    .where('compare_asked_at', '<=', asked)
    .execute();
}
