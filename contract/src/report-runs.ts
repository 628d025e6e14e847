import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { pageOf, pageQuery } from './paging.ts';
import { reportDefinition, sortSchema } from './report-definition.ts';
import { reportResult } from './reports.ts';
import { reportId } from './saved-reports.ts';
import { instantText, slug } from './words.ts';

export const reportRunId = z.string().regex(/^run_[0-9a-z]{1,40}$/, 'is no id of a run');

/** `cut-off`: the server ended while it ran. */
export const reportRunState = z.enum(['running', 'succeeded', 'failed', 'cancelled', 'cut-off']);
export type ReportRunState = z.infer<typeof reportRunState>;

export const reportRun = z
  .object({
    id: reportRunId,
    report: z
      .object({ id: z.string(), name: z.string() })
      .nullable()
      .meta({ description: 'A saved or a ready report; null for one that was sent along.' }),
    purpose: z.enum(['screen', 'export']).meta({ description: 'Whether it was looked at, or left as a file.' }),
    format: z.string().nullable().meta({ description: 'Of an export: csv, xlsx or parquet.' }),
    state: reportRunState,
    by: z.string(),
    startedAt: instantText,
    endedAt: instantText.nullable(),
    milliseconds: z.int().meta({ description: 'How long it took, or takes by now.' }),
    rows: z.int().nullable().meta({ description: 'Shown or written; null until that is known.' }),
    matching: z.int().nullable(),
    reason: z
      .string()
      .nullable()
      .meta({ description: 'Given where columns of single bookers are shown; told to whoever builds reports.' }),
    problem: z.string().nullable().meta({ description: 'Why it failed, or what ended it.' }),
    progress: z
      .object({
        share: z
          .number()
          .min(0)
          .max(1)
          .nullable()
          .meta({ description: 'As the store tells it; null where it does not.' }),
        rowsWritten: z.int(),
        sentence: z.string(),
      })
      .nullable()
      .meta({ description: 'While it runs.' }),
    hasResult: z.boolean().meta({ description: 'Whether its rows can be fetched: for some minutes after it ended.' }),
    sentence: z.string().meta({ description: 'What was asked, in words.' }),
    definition: reportDefinition,
  })
  .meta({ id: 'ReportRun' });
export type ReportRun = z.infer<typeof reportRun>;

const one = z.object({ organisation: slug, run: reportRunId });

export const startReportRun = defineOperation({
  id: 'startReportRun',
  tag: 'reports',
  method: 'post',
  path: '/organisations/{organisation}/report-runs',
  summary: 'Start a run of a saved report, or of one that is sent along, and go on meanwhile',
  description: 'Ask showReportRun how it goes. Its result is kept for some minutes after it ended.',
  scope: 'read',
  params: z.object({ organisation: slug }),
  body: z.strictObject({
    of: z.union([z.strictObject({ report: reportId }), z.strictObject({ definition: reportDefinition })]),
    limit: z.int().min(1).max(10_000).default(1_000),
    sort: sortSchema.optional().meta({ description: 'The order of the rows, instead of what the report says.' }),
    reason: z.string().trim().min(3).max(300).optional(),
  }),
  output: reportRun,
  status: 202,
  errors: ['not-found', 'store-damaged', 'not-possible-now', 'not-allowed'],
});

export const showReportRun = defineOperation({
  id: 'showReportRun',
  tag: 'reports',
  method: 'get',
  path: '/organisations/{organisation}/report-runs/{run}',
  summary: 'How a run goes, or went',
  scope: 'read',
  params: one,
  output: reportRun,
  errors: ['not-found'],
});

export const showReportRunResult = defineOperation({
  id: 'showReportRunResult',
  tag: 'reports',
  method: 'get',
  path: '/organisations/{organisation}/report-runs/{run}/result',
  summary: 'The result of a run of yours that ended a few minutes ago',
  scope: 'read',
  params: one,
  output: reportResult,
  errors: ['not-found', 'not-possible-now'],
});

export const cancelReportRun = defineOperation({
  id: 'cancelReportRun',
  tag: 'reports',
  method: 'post',
  path: '/organisations/{organisation}/report-runs/{run}/cancel',
  summary: 'End a run: your own, or as an administrator anybody’s',
  scope: 'read',
  params: one,
  output: reportRun,
  errors: ['not-found', 'not-allowed'],
});

export const listReportRuns = defineOperation({
  id: 'listReportRuns',
  tag: 'reports',
  method: 'get',
  path: '/organisations/{organisation}/report-runs',
  summary: 'Runs of reports that you may see, the latest first',
  scope: 'read',
  params: z.object({ organisation: slug }),
  query: pageQuery.extend({
    report: z.string().max(60).optional().meta({ description: 'Of this saved or ready report alone.' }),
    mine: z.enum(['yes', 'all']).default('all'),
  }),
  output: pageOf(reportRun),
  errors: ['not-found'],
});
