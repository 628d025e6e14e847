import type { ReportRun } from '@illuminate/contract';
import { type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { Principal } from '../../access/principal.ts';
import type { Context } from '../../context.ts';
import type { Organisation } from '../../control/schema/organisations.ts';
import type { ReportRunRow } from '../../control/schema/reports.ts';
import type { ControlTables } from '../../control/schema.ts';
import { notFound } from '../../refusal.ts';
import { administers, buildsReports, ownerIdOf } from '../saved/rights.ts';
import { describeRuns } from './describe-run.ts';

type Deps = Pick<Context, 'db' | 'clock' | 'reportRuns'>;

interface Whose {
  readonly organisation: Organisation;
  readonly principal: Principal;
}

export interface ListRuns extends Whose {
  /** Of this saved or ready report alone. */
  readonly report: string | null;
  readonly mine: boolean;
  /** Where the page before ended. */
  readonly after: { readonly startedAt: string; readonly id: string } | null;
  readonly limit: number;
}

/** Runs of reports that somebody may see, the latest first. */
export async function listRuns(
  deps: Deps,
  { organisation, principal, report, mine, after, limit }: ListRuns,
): Promise<{ items: ReportRun[]; next: ListRuns['after'] }> {
  let query = deps.db
    .selectFrom('report_runs')
    .selectAll()
    .where('organisation_id', '=', organisation.id)
    .where(isSeenBy({ organisation, principal }))
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (report !== null) query = query.where('report_id', '=', report);
  if (mine) query = query.where('owner_id', '=', ownerIdOf(principal));
  if (after !== null) {
    const before = new Date(after.startedAt);
    query = query.where((eb) =>
      eb.or([eb('started_at', '<', before), eb.and([eb('started_at', '=', before), eb('id', '<', after.id)])]),
    );
  }
  const rows = await query.execute();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: await describeRuns(deps, { organisation, principal, rows: page }),
    next: rows.length > limit && last !== undefined ? { startedAt: last.started_at.toISOString(), id: last.id } : null,
  };
}

/** Of ready reports everybody's; of saved ones those that one may see; of what was sent along one's own, or all for who builds. */
function isSeenBy({ organisation, principal }: Whose) {
  const owner = ownerIdOf(principal);
  return (eb: ExpressionBuilder<ControlTables, 'report_runs'>) => {
    if (administers(principal, organisation)) return sql<SqlBool>`true`;
    const saved = eb
      .selectFrom('reports')
      .select('reports.id')
      .whereRef('reports.id', '=', 'report_runs.report_id')
      .where((report) =>
        report.or([report('visibility', '=', 'organisation'), report('reports.owner_id', '=', owner)]),
      );
    return eb.or([
      eb('report_runs.owner_id', '=', owner),
      eb.exists(saved),
      eb('report_id', 'not like', 'rpt\\_%'),
      ...(buildsReports(principal, organisation) ? [eb('report_id', 'is', null)] : []),
    ]);
  };
}

export interface WhichRun extends Whose {
  readonly run: string;
}

/** @throws Refusal not-found: what one may not see is not there */
export async function findRun(db: Context['db'], { organisation, principal, run }: WhichRun): Promise<ReportRunRow> {
  const row = await db
    .selectFrom('report_runs')
    .selectAll()
    .where('id', '=', run)
    .where('organisation_id', '=', organisation.id)
    .where(isSeenBy({ organisation, principal }))
    .executeTakeFirst();
  if (row === undefined) throw notFound('run with this id');
  return row;
}

/** @throws Refusal not-found */
export async function showRun(deps: Deps, which: WhichRun): Promise<ReportRun> {
  const [run] = await describeRuns(deps, { ...which, rows: [await findRun(deps.db, which)] });
  if (run === undefined) throw new Error('a run was described to nothing');
  return run;
}
