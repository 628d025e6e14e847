import type { Organisation as OrganisationAnswer } from '@illuminate/contract';
import type { Context } from '../context.ts';
import { describeOrganisation } from './describe-organisation.ts';

export interface ListOrganisations {
  /** Null: all of them. */
  readonly organisationId: string | null;
  readonly after: string | null;
  readonly limit: number;
}

/** A page of organisations in the order of their short names. */
export async function listOrganisations(
  { db }: Pick<Context, 'db'>,
  { organisationId, after, limit }: ListOrganisations,
): Promise<{ items: OrganisationAnswer[]; next: string | null }> {
  let query = db
    .selectFrom('organisations')
    .selectAll()
    .orderBy('slug')
    .limit(limit + 1);
  if (organisationId !== null) query = query.where('id', '=', organisationId);
  if (after !== null) query = query.where('slug', '>', after);
  const rows = await query.execute();
  const page = rows.slice(0, limit);
  return {
    items: page.map(describeOrganisation),
    next: rows.length > limit ? (page.at(-1)?.slug ?? null) : null,
  };
}
