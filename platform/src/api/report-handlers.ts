import { sortFromText } from '@illuminate/contract';
import type { Context } from '../context.ts';
import { countReport } from '../reports/count-report.ts';
import { listFieldValues } from '../reports/list-field-values.ts';
import { listReportFields } from '../reports/list-report-fields.ts';
import { previewReport } from '../reports/preview-report.ts';
import { READY_REPORTS, readyReportWhole } from '../reports/ready-reports.ts';
import { runReadyReport } from '../reports/run-ready-report.ts';
import { runReport } from '../reports/run-report.ts';
import type { Handlers } from './call.ts';

type Handled =
  | 'listReportFields'
  | 'listReadyReports'
  | 'runReadyReport'
  | 'runReport'
  | 'countReport'
  | 'previewReport'
  | 'listFieldValues';

export function reportHandlers(context: Context): Pick<Handlers, Handled> {
  return {
    listReportFields: ({ organisation }) => listReportFields(context, organisation),
    listReadyReports: async () => ({ items: READY_REPORTS.map(readyReportWhole) }),
    runReadyReport: ({ organisation, params, query, principal, actor, signal }) =>
      runReadyReport(context, {
        ...{ organisation, principal, actor, signal, report: params.report, limit: query.limit },
        sort: query.sort === undefined ? null : sortFromText(query.sort),
      }),
    runReport: ({ organisation, body, principal, actor, signal }) =>
      runReport(context, {
        ...{ organisation, principal, actor, signal, of: null },
        ...{ definition: body.definition, limit: body.limit, reason: body.reason ?? null },
      }),
    countReport: ({ organisation, body, principal, actor, signal }) =>
      countReport(context, {
        ...{ organisation, principal, actor, signal },
        ...{ type: body.type, criteria: body.criteria, reason: body.reason ?? null },
      }),
    previewReport: ({ organisation, body, signal }) =>
      previewReport(context, { organisation, definition: body.definition, signal }),
    listFieldValues: ({ organisation, params, query, signal }) =>
      listFieldValues(context, {
        ...{ organisation, signal, field: params.field },
        ...{ type: query.type ?? null, search: query.search ?? '' },
      }),
  };
}
