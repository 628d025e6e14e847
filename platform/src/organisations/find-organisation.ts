import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { notFound } from '../refusal.ts';

/** @throws Refusal not-found */
export async function findOrganisation({ db }: Pick<Context, 'db'>, id: string): Promise<Organisation> {
  const row = await db.selectFrom('organisations').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound('organisation');
  return row;
}
