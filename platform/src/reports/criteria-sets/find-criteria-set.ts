import type { Group, ReportType } from '@illuminate/contract';
import type { Kysely } from 'kysely';
import type { Organisation } from '../../control/schema/organisations.ts';
import type { CriteriaSetRow } from '../../control/schema/reports.ts';
import type { ControlTables } from '../../control/schema.ts';
import { notFound } from '../../refusal.ts';
import { STANDARD_BY_ID, type StandardCriteriaSet } from './standard-criteria-sets.ts';

export type FoundCriteriaSet =
  | { readonly kind: 'standard'; readonly set: StandardCriteriaSet }
  | { readonly kind: 'saved'; readonly set: CriteriaSetRow };

/** @throws Refusal not-found */
export async function findCriteriaSet(
  db: Kysely<ControlTables>,
  organisation: Pick<Organisation, 'id'>,
  id: string,
): Promise<FoundCriteriaSet> {
  const standard = STANDARD_BY_ID.get(id);
  if (standard !== undefined) return { kind: 'standard', set: standard };
  const set = await db
    .selectFrom('criteria_sets')
    .selectAll()
    .where('id', '=', id)
    .where('organisation_id', '=', organisation.id)
    .executeTakeFirst();
  if (set === undefined) throw notFound('criteria set with this id');
  return { kind: 'saved', set };
}

export interface CriteriaOfSet {
  readonly id: string;
  readonly name: string;
  readonly type: ReportType;
  readonly criteria: Group;
}

/** What each of these sets asks for, by id; without those that are not there. */
export async function criteriaOfSets(
  db: Kysely<ControlTables>,
  organisation: Pick<Organisation, 'id'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CriteriaOfSet>> {
  const asked = [...new Set(ids)];
  const saved = asked.filter((id) => !STANDARD_BY_ID.has(id));
  const rows =
    saved.length === 0
      ? []
      : await db
          .selectFrom('criteria_sets')
          .select(['id', 'name', 'type', 'criteria'])
          .where('organisation_id', '=', organisation.id)
          .where('id', 'in', saved)
          .execute();
  const standard = asked.flatMap((id) => STANDARD_BY_ID.get(id) ?? []);
  return new Map([...standard, ...rows].map((set) => [set.id, set]));
}
