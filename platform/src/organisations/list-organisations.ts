import type { Organisation as OrganisationAnswer } from '@illuminate/contract';
import { organisationsWithin, type Reach } from '../access/reach.ts';
import type { Context } from '../context.ts';
import { describeOrganisation } from './describe-organisation.ts';

export interface ListOrganisations {
  readonly reach: Reach;
  readonly after: string | null;
  readonly limit: number;
}

/** A page of organisations in the order of their short names. */
export async function listOrganisations(
  { db }: Pick<Context, 'db'>,
  { reach, after, limit }: ListOrganisations,
): Promise<{ items: OrganisationAnswer[]; next: string | null }> {
  let query = db
    .selectFrom('organisations')
    .selectAll()
    .where(organisationsWithin(reach))
    .orderBy('slug')
    .limit(limit + 1);
  if (after !== null) query = query.where('slug', '>', after);
  const rows = await query.execute();
  const page = rows.slice(0, limit);
  return {
    items: page.map(describeOrganisation),
    next: rows.length > limit ? (page.at(-1)?.slug ?? null) : null,
  };
}
