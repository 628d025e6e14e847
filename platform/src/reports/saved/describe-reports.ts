import type { Group, ReportCriteria, ReportSummary, SavedReport } from '@illuminate/contract';
import type { Principal } from '../../access/principal.ts';
import { nameActors } from '../../audit/name-actors.ts';
import type { Context } from '../../context.ts';
import type { Organisation } from '../../control/schema/organisations.ts';
import type { ReportRow } from '../../control/schema/reports.ts';
import { Refusal } from '../../refusal.ts';
import { compileReport } from '../compile/compile-report.ts';
import { type CriteriaOfSet, criteriaOfSets } from '../criteria-sets/find-criteria-set.ts';
import { namedBookersBy } from '../names-bookers.ts';
import { DATASETS } from '../registry/datasets.ts';
import { sayCriteria } from '../say-criteria.ts';
import { settingOf } from '../setting-of.ts';
import { definitionOf } from './find-report.ts';
import { lastRuns } from './last-runs.ts';
import { changesSince } from './pins.ts';
import { mayChange, ownerIdOf, owns } from './rights.ts';

type Deps = Pick<Context, 'db' | 'clock'>;

/** A report without its criteria, which may be long, but for the set that they may be, and whether they name single bookers. */
export type ListedReport = Omit<ReportRow, 'criteria' | 'pins'> & {
  readonly set_id: string | null;
  readonly names_bookers: boolean;
};

interface Whose {
  readonly organisation: Organisation;
  readonly principal: Principal;
}

/** Reports as a list shows them. */
export async function describeReports(
  { db, clock }: Deps,
  { organisation, principal, rows }: Whose & { readonly rows: readonly ListedReport[] },
): Promise<ReportSummary[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const favourites = await db
    .selectFrom('report_favourites')
    .select('report_id')
    .where('person_id', '=', ownerIdOf(principal))
    .where('report_id', 'in', ids)
    .execute();
  const isFavourite = new Set(favourites.map(({ report_id }) => report_id));
  const runs = await lastRuns(db, organisation, ids);
  const sets = await criteriaOfSets(
    db,
    organisation,
    rows.flatMap(({ set_id }) => set_id ?? []),
  );
  const nameOf = await nameActors(
    db,
    rows.flatMap(({ created_by, changed_by }) => [created_by, changed_by]),
  );
  const setting = settingOf(organisation, clock.now());
  return rows.map((row) => {
    const set: CriteriaOfSet | undefined = row.set_id === null ? undefined : sets.get(row.set_id);
    return {
      ...{ id: row.id, name: row.name, description: row.description, type: row.type, folder: row.folder },
      ...{ visibility: row.visibility, isReadOnly: row.is_read_only, version: row.version },
      isFavourite: isFavourite.has(row.id),
      isOwn: owns(principal, row),
      mayChange: mayChange(principal, organisation, row),
      owner: nameOf(row.created_by),
      template: row.template.kind,
      criteriaSet: set === undefined ? null : { id: set.id, name: set.name },
      hasPersonal: row.names_bookers || (set !== undefined && namesBookers(set.criteria)) || hasPersonal(row, setting),
      createdAt: row.created_at.toISOString(),
      changedAt: row.changed_at.toISOString(),
      changedBy: nameOf(row.changed_by),
      archivedAt: row.archived_at?.toISOString() ?? null,
      lastRun: runs.get(row.id) ?? null,
    };
  });
}

/** A report with all that it asks. @throws Refusal not-found where its criteria set is gone */
export async function describeReport(
  deps: Deps,
  { organisation, principal, row }: Whose & { readonly row: ReportRow },
): Promise<SavedReport> {
  const { criteria } = row;
  const listed = { ...row, set_id: setOf(row), names_bookers: 'own' in criteria && namesBookers(criteria.own) };
  const [summary] = await describeReports(deps, { organisation, principal, rows: [listed] });
  if (summary === undefined) throw new Error('a report was described to nothing');
  const definition = await definitionOf(deps.db, organisation, row);
  return {
    ...summary,
    criteria: row.criteria,
    output: row.output,
    template: row.template,
    definition,
    sentence: sayCriteria(definition),
    grain: DATASETS[row.type].grain,
    changedDefinitions: changesSince(definition, row.pins, organisation.zone),
  };
}

const setOf = ({ criteria }: { readonly criteria: ReportCriteria }): string | null =>
  'criteriaSet' in criteria ? criteria.criteriaSet : null;

const namesBookers = (criteria: Group): boolean => namedBookersBy(criteria).length > 0;

/** A report that can no longer be compiled shows nothing of anybody. */
function hasPersonal({ type, output }: Pick<ReportRow, 'type' | 'output'>, setting: ReturnType<typeof settingOf>) {
  try {
    const { columns } = compileReport({ v: 1, type, criteria: { match: 'all', items: [] }, output }, setting);
    return columns.some(({ personal }) => personal !== 'none');
  } catch (err) {
    if (err instanceof Refusal) return false;
    throw err;
  }
}
