import type { Output, SavedReport } from '@illuminate/contract';
import { sql } from 'kysely';
import type { Principal } from '../../access/principal.ts';
import type { Context } from '../../context.ts';
import type { Organisation } from '../../control/schema/organisations.ts';
import { NAMED_BOOKERS_PATH } from '../names-bookers.ts';
import { describeReport, describeReports, type ListedReport } from './describe-reports.ts';
import { findReport, type WhichReport } from './find-report.ts';
import { readyMarks } from './ready-marks.ts';
import { buildsReports, maySee } from './rights.ts';

const LISTED = [
  ...(['id', 'organisation_id', 'type', 'name', 'description', 'folder', 'visibility', 'is_read_only'] as const),
  ...(['criteria_set_id', 'output', 'template', 'version', 'owner_id', 'created_by', 'created_at'] as const),
  ...(['changed_by', 'changed_at', 'archived_at'] as const),
];

export interface ListReports {
  readonly organisation: Organisation;
  readonly principal: Principal;
  readonly search: string;
  readonly folder: string | null;
  readonly favourites: boolean;
  readonly archived: 'no' | 'yes' | 'all';
}

/** The saved reports that somebody may see, by name. */
export async function listReports(
  deps: Pick<Context, 'db' | 'clock'>,
  { organisation, principal, search, folder, favourites, archived }: ListReports,
): Promise<Output<'listReports'>> {
  const rows: ListedReport[] = await deps.db
    .selectFrom('reports')
    .select(LISTED)
    .select(sql<string | null>`criteria ->> 'criteriaSet'`.as('set_id'))
    .select(sql<boolean>`jsonb_path_exists(criteria::jsonb, ${NAMED_BOOKERS_PATH}::jsonpath)`.as('names_bookers'))
    .where('organisation_id', '=', organisation.id)
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .execute();
  const seen = rows.filter((row) => maySee(principal, organisation, row));
  const folders = new Map<string, number>();
  for (const row of seen) {
    if (row.folder !== null && row.archived_at === null) folders.set(row.folder, (folders.get(row.folder) ?? 0) + 1);
  }
  const asked = seen.filter(
    (row) =>
      (archived === 'all' || (row.archived_at !== null) === (archived === 'yes')) &&
      (folder === null || row.folder === folder),
  );
  const words = search.toLowerCase().split(/\s+/);
  const items = (await describeReports(deps, { organisation, principal, rows: asked })).filter((report) => {
    const text = [report.name, report.description, report.folder ?? '', report.owner].join(' ').toLowerCase();
    return (!favourites || report.isFavourite) && words.every((word) => text.includes(word));
  });
  return {
    items,
    folders: [...folders].map(([name, reports]) => ({ name, reports })).sort((a, b) => a.name.localeCompare(b.name)),
    ready: await readyMarks(deps.db, organisation, principal),
    mayCreate: buildsReports(principal, organisation),
  };
}

/** @throws Refusal not-found */
export async function showReport(deps: Pick<Context, 'db' | 'clock'>, which: WhichReport): Promise<SavedReport> {
  return describeReport(deps, { ...which, row: await findReport(deps.db, which) });
}
