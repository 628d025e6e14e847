import type { ReportRun } from '@illuminate/contract';
import type { Principal } from '../../access/principal.ts';
import { nameActors } from '../../audit/name-actors.ts';
import type { Context } from '../../context.ts';
import type { Organisation } from '../../control/schema/organisations.ts';
import type { ReportRunRow } from '../../control/schema/reports.ts';
import { namedBookersBy } from '../names-bookers.ts';
import { buildsReports, owns } from '../saved/rights.ts';
import { sayCriteria } from '../say-criteria.ts';
import type { RunProgress } from './report-runs.ts';

interface DescribeRuns {
  readonly organisation: Organisation;
  readonly principal: Principal;
  readonly rows: readonly ReportRunRow[];
}

/** Runs as the history tells them. */
export async function describeRuns(
  { db, clock, reportRuns }: Pick<Context, 'db' | 'clock' | 'reportRuns'>,
  { organisation, principal, rows }: DescribeRuns,
): Promise<ReportRun[]> {
  const nameOf = await nameActors(
    db,
    rows.map(({ started_by }) => started_by),
  );
  const tellsReason = buildsReports(principal, organisation);
  return rows.map((row) => {
    const milliseconds = Math.max(0, (row.ended_at ?? clock.now()).getTime() - row.started_at.getTime());
    const goes = row.state === 'running' ? reportRuns.progressOf(row.id) : null;
    // Where a booker was named, how many rows there are tells of that booker: to whoever said why, and to nobody else.
    const tellsFigures = owns(principal, row) || namedBookersBy(row.definition.criteria).length === 0;
    return {
      id: row.id,
      report: row.report_id === null ? null : { id: row.report_id, name: row.report_name ?? row.report_id },
      ...{ purpose: row.purpose, format: row.format, state: row.state, by: nameOf(row.started_by) },
      startedAt: row.started_at.toISOString(),
      endedAt: row.ended_at?.toISOString() ?? null,
      milliseconds,
      rows: tellsFigures ? (goes === null ? row.row_count : goes.rows) : null,
      matching: tellsFigures ? (goes === null ? row.matching : goes.matching) : null,
      reason: tellsReason || owns(principal, row) ? row.reason : null,
      problem: row.problem,
      progress: goes === null || !tellsFigures ? null : progressOf(goes, row, milliseconds),
      hasResult: owns(principal, row) && reportRuns.resultOf(row.id) !== null,
      sentence: sayCriteria(row.definition),
      definition: row.definition,
    };
  });
}

/** The store tells nothing of how far a statement is: what is known is what was counted, what is written, and the time. */
function progressOf(
  { matching, rows }: RunProgress,
  { definition, purpose }: ReportRunRow,
  milliseconds: number,
): NonNullable<ReportRun['progress']> {
  const isRowByRow = purpose === 'export' && definition.output.mode === 'rows';
  const share = isRowByRow && matching !== null && matching > 0 ? Math.min(1, rows / matching) : null;
  const parts = [
    matching === null ? 'Counting what matches' : `${figure(matching)} rows match`,
    ...(rows > 0 ? [`${figure(rows)} written`] : []),
    `${Math.round(milliseconds / 1_000)} seconds so far`,
  ];
  return { share, rowsWritten: rows, sentence: `${parts.join('; ')}.` };
}

const figure = (count: number): string => count.toLocaleString('en-GB');
