import type { Context } from '../context.ts';
import { listReportFields } from '../reports/list-report-fields.ts';
import { READY_REPORTS } from '../reports/ready-reports.ts';
import { runReadyReport } from '../reports/run-ready-report.ts';
import { runReport } from '../reports/run-report.ts';
import type { Handlers } from './call.ts';

export function reportHandlers(
  context: Context,
): Pick<Handlers, 'listReportFields' | 'listReadyReports' | 'runReadyReport' | 'runReport'> {
  return {
    listReportFields: ({ organisation }) => listReportFields(context, organisation),
    listReadyReports: async () => ({ items: READY_REPORTS.map((report) => ({ ...report })) }),
    runReadyReport: ({ organisation, params, query, actor }) =>
      runReadyReport(context, { organisation, report: params.report, limit: query.limit, actor }),
    runReport: ({ organisation, body, actor }) =>
      runReport(context, {
        organisation,
        definition: body.definition,
        limit: body.limit,
        reason: body.reason ?? null,
        actor,
      }),
  };
}
