import type { Output } from '@illuminate/contract';
import type { Context } from '../context.ts';
import type { Deletion } from '../control/schema/deletions.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { notFound } from '../refusal.ts';
import { describeDeletion } from './describe-deletion.ts';

const AT_MOST = 200;

/** Deletions of an organisation, the latest first. */
export async function listDeletions(
  { db }: Pick<Context, 'db'>,
  organisation: Pick<Organisation, 'id' | 'slug'>,
): Promise<Output<'listDeletions'>> {
  const rows = await db
    .selectFrom('deletions')
    .leftJoin('connections', 'connections.id', 'deletions.connection_id')
    .selectAll('deletions')
    .select('connections.name')
    .where('deletions.organisation_id', '=', organisation.id)
    .orderBy('asked_at', 'desc')
    .orderBy('deletions.id')
    .limit(AT_MOST)
    .execute();
  return {
    items: rows.map(({ name, ...row }) =>
      describeDeletion(row, { organisation, connection: name === null ? null : { name } }),
    ),
  };
}

export interface NamedDeletion {
  readonly deletion: Deletion;
  readonly connection: { readonly id: string; readonly name: string } | null;
}

/** @throws Refusal for one that is not there, or is another organisation's */
export async function findDeletion(
  { db }: Pick<Context, 'db'>,
  organisation: Pick<Organisation, 'id'>,
  id: string,
): Promise<NamedDeletion> {
  const row = await db
    .selectFrom('deletions')
    .leftJoin('connections', 'connections.id', 'deletions.connection_id')
    .selectAll('deletions')
    .select('connections.name')
    .where('deletions.id', '=', id)
    .where('deletions.organisation_id', '=', organisation.id)
    .executeTakeFirst();
  if (row === undefined) throw notFound('deletion with this id');
  const { name, ...deletion } = row;
  const connection = deletion.connection_id === null || name === null ? null : { id: deletion.connection_id, name };
  return { deletion, connection };
}
