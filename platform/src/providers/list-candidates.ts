import { candidates, otherSystems } from '@illuminate/connectors';
import type { Output } from '@illuminate/contract';
import { sql } from 'kysely';
import type { Context } from '../context.ts';

/** Who may be integrated next: the assessments, and how many visitors wish for each. */
export async function listCandidates({ db }: Pick<Context, 'db'>): Promise<Output<'listCandidates'>> {
  const wishes = await db
    .selectFrom('provider_wishes')
    .select(['system', sql<number>`sum(number)::double precision`.as('number')])
    .groupBy('system')
    .execute();
  const wishesFor = (id: string): number => wishes.find(({ system }) => system === id)?.number ?? 0;
  return {
    items: candidates.map((candidate) => ({ ...candidate, wishes: wishesFor(candidate.id) })),
    others: otherSystems.map(({ id, title }) => ({ id, title, wishes: wishesFor(id) })),
  };
}
