import type { CriteriaSet, ReportType } from '@illuminate/contract';
import type { Principal } from '../../access/principal.ts';
import type { Context } from '../../context.ts';
import type { Organisation } from '../../control/schema/organisations.ts';
import { describeCriteriaSet, describeCriteriaSets } from './describe-criteria-sets.ts';
import { type FoundCriteriaSet, findCriteriaSet } from './find-criteria-set.ts';
import { STANDARD_CRITERIA_SETS } from './standard-criteria-sets.ts';

export interface ListCriteriaSets {
  readonly organisation: Organisation;
  readonly principal: Principal;
  readonly type: ReportType | null;
  readonly archived: 'no' | 'yes' | 'all';
  readonly search: string;
}

/** Standard ones first, then saved ones by name. */
export async function listCriteriaSets(
  deps: Pick<Context, 'db'>,
  { organisation, principal, type, archived, search }: ListCriteriaSets,
): Promise<{ items: CriteriaSet[] }> {
  let query = deps.db.selectFrom('criteria_sets').selectAll().where('organisation_id', '=', organisation.id);
  if (archived !== 'all') query = query.where('archived_at', archived === 'no' ? 'is' : 'is not', null);
  const rows = await query.orderBy('name').orderBy('id').execute();
  const standard = archived === 'yes' ? [] : STANDARD_CRITERIA_SETS;
  const sets: FoundCriteriaSet[] = [
    ...standard.map((set): FoundCriteriaSet => ({ kind: 'standard', set })),
    ...rows.map((set): FoundCriteriaSet => ({ kind: 'saved', set })),
  ];
  const words = search.toLowerCase().split(/\s+/);
  const asked = sets.filter(({ set }) => {
    const text = `${set.name} ${set.description}`.toLowerCase();
    return (type === null || set.type === type) && words.every((word) => text.includes(word));
  });
  return { items: await describeCriteriaSets(deps, { organisation, principal, sets: asked }) };
}

export interface OneCriteriaSet {
  readonly organisation: Organisation;
  readonly principal: Principal;
  readonly id: string;
}

/** @throws Refusal not-found */
export async function showCriteriaSet(
  deps: Pick<Context, 'db'>,
  { organisation, principal, id }: OneCriteriaSet,
): Promise<CriteriaSet> {
  const found = await findCriteriaSet(deps.db, organisation, id);
  return describeCriteriaSet(deps, { organisation, principal, found });
}
