import type { Group, ReportCriteria, ReportDefinition } from '@illuminate/contract';
import type { Kysely } from 'kysely';
import { notAllowedTo } from '../../access/admit.ts';
import type { Principal } from '../../access/principal.ts';
import type { Organisation } from '../../control/schema/organisations.ts';
import type { ReportRow } from '../../control/schema/reports.ts';
import type { ControlTables } from '../../control/schema.ts';
import { notFound } from '../../refusal.ts';
import { criteriaOfSets } from '../criteria-sets/find-criteria-set.ts';
import { mayChange, maySee } from './rights.ts';

export interface WhichReport {
  readonly organisation: Organisation;
  readonly principal: Principal;
  readonly report: string;
}

/** A saved report that somebody may see. @throws Refusal not-found: what one may not see is not there */
export async function findReport(
  db: Kysely<ControlTables>,
  { organisation, principal, report }: WhichReport,
): Promise<ReportRow> {
  const row = await db
    .selectFrom('reports')
    .selectAll()
    .where('id', '=', report)
    .where('organisation_id', '=', organisation.id)
    .executeTakeFirst();
  if (row === undefined || !maySee(principal, organisation, row)) throw notFound('report with this id');
  return row;
}

/** As `findReport`. @throws Refusal not-allowed where it is read only and somebody else's */
export async function findReportToChange(db: Kysely<ControlTables>, which: WhichReport): Promise<ReportRow> {
  const row = await findReport(db, which);
  if (mayChange(which.principal, which.organisation, row)) return row;
  throw notAllowedTo(
    `“${row.name}” is read only: its owner and administrators change it.`,
    'Copy it, and change the copy; or ask its owner.',
  );
}

/** What a report asks for, with the criteria of its criteria set as they are now. @throws Refusal not-found */
async function criteriaOf(
  db: Kysely<ControlTables>,
  organisation: Pick<Organisation, 'id'>,
  criteria: ReportCriteria,
): Promise<Group> {
  if ('own' in criteria) return criteria.own;
  const set = (await criteriaOfSets(db, organisation, [criteria.criteriaSet])).get(criteria.criteriaSet);
  if (set === undefined) throw notFound('criteria set with the id that the report names');
  return set.criteria;
}

/** A saved report as it is run today. @throws Refusal not-found */
export async function definitionOf(
  db: Kysely<ControlTables>,
  organisation: Pick<Organisation, 'id'>,
  { type, criteria, output }: Pick<ReportRow, 'type' | 'criteria' | 'output'>,
): Promise<ReportDefinition> {
  return { v: 1, type, criteria: await criteriaOf(db, organisation, criteria), output };
}
