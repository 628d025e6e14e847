import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';
import { notFound } from '../refusal.ts';

export async function findConnection({ db }: Pick<Context, 'db'>, id: string): Promise<Connection> {
  const connection = await db.selectFrom('connections').selectAll().where('id', '=', id).executeTakeFirst();
  if (connection === undefined) throw notFound('connection');
  return connection;
}
