// Saved reports, criteria sets and runs.
import { z } from 'zod';
import type { Context } from '../context.ts';
import { archiveCriteriaSet } from '../reports/criteria-sets/archive-criteria-set.ts';
import { changeCriteriaSet } from '../reports/criteria-sets/change-criteria-set.ts';
import { copyCriteriaSet } from '../reports/criteria-sets/copy-criteria-set.ts';
import { createCriteriaSet } from '../reports/criteria-sets/create-criteria-set.ts';
import { listCriteriaSets, showCriteriaSet } from '../reports/criteria-sets/list-criteria-sets.ts';
import { cancelRun } from '../reports/runs/cancel-run.ts';
import { listRuns, showRun } from '../reports/runs/list-runs.ts';
import { showResult } from '../reports/runs/show-result.ts';
import { startRun } from '../reports/runs/start-run.ts';
import { acceptDefinitions } from '../reports/saved/accept-definitions.ts';
import { archiveReport } from '../reports/saved/archive-report.ts';
import { changeReport } from '../reports/saved/change-report.ts';
import { copyReport } from '../reports/saved/copy-report.ts';
import { createReport } from '../reports/saved/create-report.ts';
import { listReports, showReport } from '../reports/saved/list-reports.ts';
import { runSavedReport } from '../reports/saved/run-saved-report.ts';
import { setFavourite } from '../reports/saved/set-favourite.ts';
import type { Handlers } from './call.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

type Handled =
  | 'listCriteriaSets'
  | 'showCriteriaSet'
  | 'createCriteriaSet'
  | 'changeCriteriaSet'
  | 'copyCriteriaSet'
  | 'archiveCriteriaSet'
  | 'restoreCriteriaSet'
  | 'listReports'
  | 'showReport'
  | 'createReport'
  | 'changeReport'
  | 'copyReport'
  | 'archiveReport'
  | 'restoreReport'
  | 'setReportFavourite'
  | 'acceptReportDefinitions'
  | 'runSavedReport'
  | 'startReportRun'
  | 'showReportRun'
  | 'showReportRunResult'
  | 'cancelReportRun'
  | 'listReportRuns';

const afterRun = z.object({ startedAt: z.iso.datetime(), id: z.string().max(60) });

export function savedReportHandlers(context: Context): Pick<Handlers, Handled> {
  return {
    listCriteriaSets: ({ organisation, principal, query }) =>
      listCriteriaSets(context, {
        ...{ organisation, principal, archived: query.archived },
        ...{ type: query.type ?? null, search: query.search ?? '' },
      }),
    showCriteriaSet: ({ organisation, principal, params }) =>
      showCriteriaSet(context, { organisation, principal, id: params.criteriaSet }),
    createCriteriaSet: ({ organisation, principal, actor, body }) =>
      createCriteriaSet(context, { organisation, principal, actor, ...body }),
    changeCriteriaSet: ({ organisation, principal, actor, params, body }) =>
      changeCriteriaSet(context, { organisation, principal, actor, id: params.criteriaSet, ...body }),
    copyCriteriaSet: ({ organisation, principal, actor, params, body }) =>
      copyCriteriaSet(context, { organisation, principal, actor, id: params.criteriaSet, name: body.name ?? null }),
    archiveCriteriaSet: ({ organisation, principal, actor, params }) =>
      archiveCriteriaSet(context, { organisation, principal, actor, id: params.criteriaSet, archive: true }),
    restoreCriteriaSet: ({ organisation, principal, actor, params }) =>
      archiveCriteriaSet(context, { organisation, principal, actor, id: params.criteriaSet, archive: false }),

    listReports: ({ organisation, principal, query }) =>
      listReports(context, {
        ...{ organisation, principal, archived: query.archived, favourites: query.favourites === 'yes' },
        ...{ search: query.search ?? '', folder: query.folder ?? null },
      }),
    showReport: ({ organisation, principal, params }) =>
      showReport(context, { organisation, principal, report: params.report }),
    createReport: ({ organisation, principal, actor, body }) =>
      createReport(context, { organisation, principal, actor, draft: body }),
    changeReport: ({ organisation, principal, actor, params, body: { version, ...changes } }) =>
      changeReport(context, { organisation, principal, actor, report: params.report, version, changes }),
    copyReport: ({ organisation, principal, actor, params, body }) =>
      copyReport(context, { organisation, principal, actor, report: params.report, name: body.name ?? null }),
    archiveReport: ({ organisation, principal, actor, params }) =>
      archiveReport(context, { organisation, principal, actor, report: params.report, archive: true }),
    restoreReport: ({ organisation, principal, actor, params }) =>
      archiveReport(context, { organisation, principal, actor, report: params.report, archive: false }),
    setReportFavourite: ({ organisation, principal, params, body }) =>
      setFavourite(context, { organisation, principal, report: params.report, ...body }),
    acceptReportDefinitions: ({ organisation, principal, actor, params, body }) =>
      acceptDefinitions(context, { organisation, principal, actor, report: params.report, ...body }),
    runSavedReport: ({ organisation, principal, actor, params, body, signal }) =>
      runSavedReport(context, {
        ...{ organisation, principal, actor, signal, report: params.report },
        ...{ limit: body.limit, reason: body.reason ?? null },
      }),

    startReportRun: ({ organisation, principal, actor, body }) =>
      startRun(context, { organisation, principal, actor, ...body, reason: body.reason ?? null }),
    showReportRun: ({ organisation, principal, params }) =>
      showRun(context, { organisation, principal, run: params.run }),
    showReportRunResult: ({ organisation, principal, params }) =>
      showResult(context, { organisation, principal, run: params.run }),
    cancelReportRun: ({ organisation, principal, actor, params }) =>
      cancelRun(context, { organisation, principal, actor, run: params.run }),
    listReportRuns: async ({ organisation, principal, query }) => {
      const after = decodeCursor(afterRun, query.cursor);
      const { items, next } = await listRuns(context, {
        ...{ organisation, principal, after, limit: query.limit },
        ...{ report: query.report ?? null, mine: query.mine === 'yes' },
      });
      return { items, nextCursor: encodeCursor(next) };
    },
  };
}
