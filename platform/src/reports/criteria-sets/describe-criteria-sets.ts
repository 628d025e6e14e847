import type { CriteriaSet } from '@illuminate/contract';
import { sql } from 'kysely';
import type { Principal } from '../../access/principal.ts';
import { nameActors } from '../../audit/name-actors.ts';
import type { Context } from '../../context.ts';
import type { Organisation } from '../../control/schema/organisations.ts';
import { DATASETS } from '../registry/datasets.ts';
import { maySee } from '../saved/rights.ts';
import { sayCriteria } from '../say-criteria.ts';
import type { FoundCriteriaSet } from './find-criteria-set.ts';

interface DescribeCriteriaSets {
  readonly organisation: Organisation;
  readonly principal: Principal;
  readonly sets: readonly FoundCriteriaSet[];
}

/** Criteria sets with the reports that use each: all are counted, those that may be seen are named. */
export async function describeCriteriaSets(
  { db }: Pick<Context, 'db'>,
  { organisation, principal, sets }: DescribeCriteriaSets,
): Promise<CriteriaSet[]> {
  const reports = await db
    .selectFrom('reports')
    .select(['id', 'name', 'visibility', 'owner_id', 'archived_at'])
    .select(sql<string>`criteria ->> 'criteriaSet'`.as('set_id'))
    .where('organisation_id', '=', organisation.id)
    .where(sql<string | null>`criteria ->> 'criteriaSet'`, 'is not', null)
    .orderBy('name')
    .execute();
  const nameOf = await nameActors(
    db,
    sets.flatMap((found) => (found.kind === 'saved' ? [found.set.created_by, found.set.changed_by] : [])),
  );
  return sets.map((found) => {
    const { id, type, name, description, criteria } = found.set;
    const users = reports.filter(({ set_id }) => set_id === id);
    const saved = found.kind === 'saved' ? found.set : null;
    return {
      ...{ id, type, name, description, criteria },
      grain: DATASETS[type].grain,
      sentence: sayCriteria({ type, criteria }),
      isStandard: saved === null,
      version: saved?.version ?? 1,
      createdBy: saved === null ? null : nameOf(saved.created_by),
      changedBy: saved === null ? null : nameOf(saved.changed_by),
      changedAt: saved?.changed_at.toISOString() ?? null,
      archivedAt: saved?.archived_at?.toISOString() ?? null,
      usedIn: users.length,
      reports: users
        .filter((report) => maySee(principal, organisation, report))
        .map((report) => ({ id: report.id, name: report.name, isArchived: report.archived_at !== null })),
    };
  });
}

/** One of them. @throws Refusal not-found */
export async function describeCriteriaSet(
  deps: Pick<Context, 'db'>,
  { found, ...whose }: Omit<DescribeCriteriaSets, 'sets'> & { readonly found: FoundCriteriaSet },
): Promise<CriteriaSet> {
  const [described] = await describeCriteriaSets(deps, { ...whose, sets: [found] });
  if (described === undefined) throw new Error('a criteria set was described to nothing');
  return described;
}
