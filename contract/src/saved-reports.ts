import { z } from 'zod';
import { criteriaSetId } from './criteria-sets.ts';
import { EXPORT_TYPES } from './export-formats.ts';
import { defineOperation } from './operation.ts';
import { fieldId, groupSchema, measureId, outputSchema, reportDefinition, reportType } from './report-definition.ts';
import { reportTemplate } from './report-template.ts';
import { reportResult } from './reports.ts';
import { instantText, slug } from './words.ts';

export const reportId = z.string().regex(/^rpt_[0-9a-z]{1,40}$/, 'is no id of a report');

const oneLine = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^\P{C}+$/u, 'must be on one line');

/** Criteria of its own, or those of a criteria set, which may change under it. */
export const reportCriteria = z
  .union([z.strictObject({ criteriaSet: criteriaSetId }), z.strictObject({ own: groupSchema })])
  .meta({ id: 'ReportCriteria' });
export type ReportCriteria = z.infer<typeof reportCriteria>;

export const reportVisibility = z
  .enum(['own', 'organisation'])
  .meta({ description: 'Whether only its owner sees it, or everybody in the organisation.' });

const words = {
  name: oneLine(120),
  description: z.string().trim().max(2_000),
  folder: oneLine(60).nullable().meta({ description: 'Null lies in none. A folder is there while a report is in it.' }),
  visibility: reportVisibility,
  isReadOnly: z.boolean().meta({ description: 'Only its owner and administrators change it.' }),
  criteria: reportCriteria,
  output: outputSchema,
  template: reportTemplate,
};

/** A report as it is saved: what it asks (type, criteria, output), how it is shown (template), and for whom. */
export const reportDraft = z
  .strictObject({
    ...words,
    type: reportType,
    description: words.description.default(''),
    folder: words.folder.default(null),
    visibility: reportVisibility.default('organisation'),
    isReadOnly: words.isReadOnly.default(false),
    criteria: reportCriteria.default({ own: { match: 'all', items: [] } }),
    template: reportTemplate.default({ kind: 'table' }),
  })
  .meta({ id: 'ReportDraft' });
export type ReportDraft = z.infer<typeof reportDraft>;

/** As files and programs write it: what has a default may be left out. */
export type ReportDraftInput = z.input<typeof reportDraft>;

const runOutcome = z.enum(['running', 'succeeded', 'failed', 'cancelled', 'cut-off']);

const lastRun = z
  .object({ at: instantText, by: z.string(), rows: z.int().nullable(), outcome: runOutcome })
  .nullable()
  .meta({ description: 'By anybody. Of a run that named a booker the rows are not told.' });

/** What is known in an organisation of a report that came with the platform. */
export const readyReportMark = z
  .object({ id: z.string(), isFavourite: z.boolean(), lastRun })
  .meta({ id: 'ReadyReportMark' });
export type ReadyReportMark = z.infer<typeof readyReportMark>;

export const reportSummary = z
  .object({
    id: reportId,
    name: z.string(),
    description: z.string(),
    type: reportType,
    folder: z.string().nullable(),
    visibility: reportVisibility,
    isReadOnly: z.boolean(),
    isFavourite: z.boolean(),
    isOwn: z.boolean().meta({ description: 'Whether you own it.' }),
    mayChange: z.boolean(),
    owner: z.string().meta({ description: 'Who made it, by name.' }),
    template: z.enum(['table', 'bar', 'line', 'stacked']),
    criteriaSet: z.object({ id: criteriaSetId, name: z.string() }).nullable(),
    hasPersonal: z.boolean().meta({
      description:
        'Whether it tells of single bookers, by its columns or by criteria that name one: that needs a reason.',
    }),
    version: z.int(),
    createdAt: instantText,
    changedAt: instantText,
    changedBy: z.string(),
    archivedAt: instantText.nullable(),
    lastRun,
  })
  .meta({ id: 'ReportSummary' });
export type ReportSummary = z.infer<typeof reportSummary>;

/** A field or measure that no longer means what it meant when the report was saved. */
export const changedDefinition = z
  .object({
    id: z.union([fieldId, measureId]),
    label: z.string(),
    pinnedAt: instantText,
    was: z.string().meta({ description: 'Its definition then.' }),
    is: z.string().nullable().meta({ description: 'Its definition now; null where it is no longer there.' }),
    sentence: z.string(),
  })
  .meta({ id: 'ChangedDefinition' });
export type ChangedDefinition = z.infer<typeof changedDefinition>;

export const savedReport = reportSummary
  .omit({ template: true })
  .extend({
    criteria: reportCriteria,
    output: outputSchema,
    template: reportTemplate,
    definition: reportDefinition.meta({ description: 'What it asks now, with the criteria of its criteria set.' }),
    sentence: z.string(),
    grain: z.string(),
    changedDefinitions: z.array(changedDefinition),
  })
  .meta({ id: 'SavedReport' });
export type SavedReport = z.infer<typeof savedReport>;

const inOrganisation = z.object({ organisation: slug });
const one = z.object({ organisation: slug, report: reportId });

export const listReports = defineOperation({
  id: 'listReports',
  tag: 'reports',
  method: 'get',
  path: '/organisations/{organisation}/reports',
  summary: 'Saved reports that you may see, by name',
  description: '`search` looks in names, descriptions, folders and owners; every word of it has to be there.',
  scope: 'read',
  params: inOrganisation,
  query: z.object({
    search: z.string().trim().max(120).optional(),
    folder: z.string().max(60).optional(),
    favourites: z.enum(['yes', 'all']).default('all'),
    archived: z.enum(['no', 'yes', 'all']).default('no'),
  }),
  output: z.object({
    items: z.array(reportSummary),
    folders: z
      .array(z.object({ name: z.string(), reports: z.int() }))
      .meta({ description: 'Folders of reports that you may see and that are not archived.' }),
    ready: z.array(readyReportMark).meta({
      description: 'Reports that came with the platform: whether each is a favourite of yours, and its last run.',
    }),
    mayCreate: z.boolean(),
  }),
  errors: ['not-found'],
});

export const showReport = defineOperation({
  id: 'showReport',
  tag: 'reports',
  method: 'get',
  path: '/organisations/{organisation}/reports/{report}',
  summary: 'A saved report, with what it asks and what changed about its definitions',
  scope: 'read',
  params: one,
  output: savedReport,
  errors: ['not-found'],
});

export const createReport = defineOperation({
  id: 'createReport',
  tag: 'reports',
  method: 'post',
  path: '/organisations/{organisation}/reports',
  summary: 'Save a report',
  description: 'It is compiled before it is saved: everything that is wrong is listed with its path.',
  scope: 'write',
  params: inOrganisation,
  body: reportDraft,
  output: savedReport,
  status: 201,
  errors: ['not-found', 'conflict'],
});

export const changeReport = defineOperation({
  id: 'changeReport',
  tag: 'reports',
  method: 'put',
  path: '/organisations/{organisation}/reports/{report}',
  summary: 'Change a saved report',
  description:
    '`version` is the one that was read: a change on top of another that was not seen is refused with who made that. What is left out stays. The type of a report cannot be changed.',
  scope: 'write',
  params: one,
  body: z.strictObject({
    version: z.int().min(1),
    name: words.name.optional(),
    description: words.description.optional(),
    folder: words.folder.optional(),
    visibility: words.visibility.optional(),
    isReadOnly: words.isReadOnly.optional(),
    criteria: words.criteria.optional(),
    output: words.output.optional(),
    template: words.template.optional(),
  }),
  output: savedReport,
  errors: ['not-found', 'conflict', 'not-possible-now', 'not-allowed'],
});

export const copyReport = defineOperation({
  id: 'copyReport',
  tag: 'reports',
  method: 'post',
  path: '/organisations/{organisation}/reports/{report}/copy',
  summary: 'Copy a saved report: the copy is your own',
  scope: 'write',
  params: one,
  body: z.strictObject({ name: words.name.optional() }),
  output: savedReport,
  status: 201,
  errors: ['not-found', 'conflict'],
});

export const archiveReport = defineOperation({
  id: 'archiveReport',
  tag: 'reports',
  method: 'post',
  path: '/organisations/{organisation}/reports/{report}/archive',
  summary: 'Put a saved report away; nothing of it is lost',
  scope: 'write',
  params: one,
  output: savedReport,
  errors: ['not-found', 'not-allowed'],
});

export const restoreReport = defineOperation({
  id: 'restoreReport',
  tag: 'reports',
  method: 'post',
  path: '/organisations/{organisation}/reports/{report}/restore',
  summary: 'Take a saved report out of the archive',
  scope: 'write',
  params: one,
  output: savedReport,
  errors: ['not-found', 'not-allowed', 'conflict'],
});

export const setReportFavourite = defineOperation({
  id: 'setReportFavourite',
  tag: 'reports',
  method: 'put',
  path: '/organisations/{organisation}/reports/{report}/favourite',
  summary: 'Mark a report, saved or ready, as a favourite of yours, or no longer',
  scope: 'read',
  params: z.object({
    organisation: slug,
    report: z.string().max(60).meta({ description: 'The id of a saved report, or of one that is ready.' }),
  }),
  body: z.strictObject({ isFavourite: z.boolean() }),
  output: z.object({ isFavourite: z.boolean() }),
  errors: ['not-found'],
});

export const acceptReportDefinitions = defineOperation({
  id: 'acceptReportDefinitions',
  tag: 'reports',
  method: 'post',
  path: '/organisations/{organisation}/reports/{report}/accept-definitions',
  summary: 'Take what fields and measures mean today as what the report means',
  scope: 'write',
  params: one,
  body: z.strictObject({ version: z.int().min(1) }),
  output: savedReport,
  errors: ['not-found', 'conflict', 'not-allowed'],
});

export const savedReportResult = reportResult
  .extend({
    id: reportId,
    name: z.string(),
    description: z.string(),
    template: reportTemplate,
    changedDefinitions: z.array(changedDefinition),
    run: z.string().meta({ description: 'The id of this run in the history.' }),
  })
  .meta({ id: 'SavedReportResult' });

export const runSavedReport = defineOperation({
  id: 'runSavedReport',
  tag: 'reports',
  method: 'post',
  path: '/organisations/{organisation}/reports/{report}/run',
  summary: 'Run a saved report',
  description:
    'Ends when the caller goes away. For what takes long, start a run instead. `Accept: text/csv`, or that of XLSX or Parquet, answers with the file, which is never cut.',
  scope: 'read',
  params: one,
  body: z.strictObject({
    limit: z.int().min(1).max(10_000).default(1_000).meta({ description: 'Of rows in the answer; all are counted.' }),
    reason: z.string().trim().min(3).max(300).optional(),
  }),
  output: savedReportResult,
  alsoAs: [EXPORT_TYPES.csv, EXPORT_TYPES.xlsx, EXPORT_TYPES.parquet],
  errors: ['not-found', 'store-damaged', 'not-possible-now', 'not-allowed', 'busy'],
});
