import { z } from 'zod';
import { EXPORT_TYPES } from './export-formats.ts';
import { defineOperation } from './operation.ts';
import {
  BY,
  FORMATS,
  fieldId,
  HAS_VIA,
  measureId,
  OPERATORS,
  reportDefinition,
  reportType,
  sortText,
} from './report-definition.ts';
import { reportTemplate } from './report-template.ts';
import { dayText, instantText, slug } from './words.ts';

/** A row of the Event ID report. Dates are wall time, "YYYY-MM-DD HH:MM". */
export const eventIdRow = z
  .object({
    eventId: z.string().meta({
      description:
        'The integer that people see in their box office; empty for an event of an uploaded file that has none.',
    }),
    eventName: z.string(),
    firstInstance: z.string().meta({ description: 'Empty where the box office shows none of the performances.' }),
    lastInstance: z.string(),
    apiEventId: z.string().optional(),
    venues: z.string().optional(),
    performances: z.int().optional(),
    tickets: z.int().optional().meta({ description: 'Each counted once, where two connections sell the same.' }),
    matchedTo: z.string().optional().meta({ description: 'Titles of the activities that it is matched with.' }),
    match: z.string().optional().meta({ description: 'Matched, Suggested, Not matched or Ignored.' }),
    source: z
      .string()
      .optional()
      .meta({ description: 'The connection whose box office has this id; told where there are several.' }),
  })
  .meta({ id: 'EventIdRow' });
export type EventIdRow = z.infer<typeof eventIdRow>;

export const eventIdReport = z
  .object({
    organisation: slug,
    zone: z.string().meta({ description: 'The IANA time zone in whose days and wall time the report is.' }),
    from: dayText,
    to: dayText,
    asOf: instantText.nullable().meta({ description: 'How fresh the data is.' }),
    columns: z.array(z.object({ name: z.string(), label: z.string() })),
    rows: z.array(eventIdRow),
    notes: z.array(z.string()),
  })
  .meta({ id: 'EventIdReport' });
export type EventIdReport = z.infer<typeof eventIdReport>;

export const runEventIdReport = defineOperation({
  id: 'runEventIdReport',
  tag: 'reports',
  method: 'get',
  path: '/reports/event-ids',
  summary: 'Event ID report: events with a performance between two days',
  description:
    'First and Last Instance are the first and last of all performances of the event that are not cancelled. `Accept: text/csv` answers with the spreadsheet.',
  scope: 'read',
  query: z.object({
    organisation: slug,
    from: dayText,
    to: dayText,
    columns: z.enum(['standard', 'all']).default('standard'),
  }),
  output: eventIdReport,
  alsoAs: ['text/csv'],
  errors: ['not-found', 'store-damaged'],
});

const cell = z.union([z.string(), z.number(), z.boolean()]).nullable();
const cellType = z.enum([
  'text',
  'id',
  'choice',
  'integer',
  'money',
  'wall',
  'boolean',
  'decimal',
  'percent',
  'period',
  'weekday',
]);
const additivity = z.enum(['additive', 'semi-additive', 'non-additive']);
const personalClass = z.enum(['none', 'pseudonymous']);
const availability = z
  .object({
    isSupplied: z.boolean(),
    sentence: z.string().nullable().meta({ description: 'Where it is not, or not by all: by whom, or why.' }),
  })
  .meta({ id: 'ReportAvailability' });

/** What ISO 4217 calls no currency. As that of a report: each of its rows has one of its own. */
export const EACH_ITS_OWN = 'XXX';

export const reportResult = z
  .object({
    organisation: slug,
    zone: z.string(),
    currency: z.string().meta({
      description:
        'ISO 4217. The organisation’s, or the one that the report asks for alone; XXX where it shows each row’s own.',
    }),
    asOf: instantText.nullable(),
    grain: z.string().meta({ description: 'What one row of the data is.' }),
    sentence: z.string().meta({ description: 'What is asked, in words.' }),
    warnings: z.array(z.string()),
    matching: z.int().meta({ description: 'How many rows of the data match, before any grouping.' }),
    columns: z.array(
      z.object({
        of: z.string().nullable().meta({ description: 'The field or measure of listReportFields; none of the count.' }),
        name: z.string().meta({ description: 'What that is called; `label` is what the report calls the column.' }),
        label: z.string(),
        type: cellType,
        format: z.enum(FORMATS).nullable(),
        kind: z.enum(['field', 'key', 'measure', 'count']),
        additivity: additivity.nullable(),
        definition: z.string(),
        pitfalls: z.string().nullable(),
        personal: personalClass,
        availability,
        isWithheld: z
          .boolean()
          .optional()
          .meta({ description: 'Whether its cells are left out: of single bookers, in a preview.' }),
      }),
    ),
    rows: z.array(z.array(cell)).meta({
      description:
        'Cells in the order of `columns`. Amounts are decimal text in `currency`, wall times "YYYY-MM-DD HH:MM", weekdays 1 (Monday) to 7, percentages a share of 1.',
    }),
    isCut: z.boolean().meta({ description: 'Whether there are more rows than were asked for.' }),
    total: z.array(cell).nullable().meta({
      description: 'Of the columns that are no keys, over everything that matches: never the sum of what is shown.',
    }),
    subtotals: z
      .array(z.object({ keys: z.int(), rows: z.array(z.array(cell)) }))
      .meta({ description: 'For so many leading keys: those keys, then the columns that are none.' }),
  })
  .meta({ id: 'ReportResult' });
export type ReportResult = z.infer<typeof reportResult>;

export const runReport = defineOperation({
  id: 'runReport',
  tag: 'reports',
  method: 'post',
  path: '/reports/run',
  summary: 'Run a report that is sent along',
  description:
    'The definition is data: fields and measures are those of listReportFields, and everything that is wrong is listed with its path. A report that shows columns of single bookers, or whose criteria name one, needs a reason, which is kept.',
  scope: 'read',
  body: z.strictObject({
    organisation: slug,
    definition: reportDefinition,
    limit: z.int().min(1).max(10_000).default(1_000).meta({ description: 'Of rows in the answer; all are counted.' }),
    reason: z.string().trim().min(3).max(300).optional(),
  }),
  output: reportResult,
  alsoAs: [EXPORT_TYPES.csv, EXPORT_TYPES.xlsx, EXPORT_TYPES.parquet],
  errors: ['not-found', 'store-damaged', 'not-possible-now', 'busy'],
});

export const runReadyReport = defineOperation({
  id: 'runReadyReport',
  tag: 'reports',
  method: 'get',
  path: '/reports/ready/{report}',
  summary: 'Run a report that is ready',
  description: '`Accept: text/csv`, or that of XLSX or Parquet, answers with the file, which is never cut.',
  scope: 'read',
  params: z.object({ report: z.string().max(60) }),
  query: z.object({
    organisation: slug,
    limit: z.coerce.number().int().min(1).max(10_000).default(10_000),
    sort: sortText.optional().meta({
      description:
        'The order of the rows, instead of what the report says: columns by their place from 0, with a minus those that begin with the most, such as `-2,0`. A file keeps the order of the report.',
    }),
  }),
  output: reportResult
    .extend({ id: z.string(), name: z.string(), description: z.string(), template: reportTemplate })
    .meta({ id: 'ReadyReportResult' }),
  alsoAs: [EXPORT_TYPES.csv, EXPORT_TYPES.xlsx, EXPORT_TYPES.parquet],
  errors: ['not-found', 'invalid-input', 'store-damaged', 'not-possible-now', 'busy'],
});

export const listReportFields = defineOperation({
  id: 'listReportFields',
  tag: 'reports',
  method: 'get',
  path: '/reports/fields',
  summary: 'What a report may ask: its kinds, fields and measures, each with its definition',
  scope: 'read',
  query: z.object({ organisation: slug }),
  output: z.object({
    types: z.array(
      z.object({
        id: reportType,
        label: z.string(),
        grain: z.string(),
        description: z.string(),
        dates: z.array(fieldId),
        links: z
          .array(z.enum(HAS_VIA))
          .meta({ description: 'What its rows may share with others: what has and has-no blocks go by.' }),
        fields: z.array(fieldId),
        measures: z.array(measureId),
      }),
    ),
    otherTypes: z
      .array(z.object({ label: z.string(), why: z.string() }))
      .meta({ description: 'Kinds that box offices have and no connected one supplies.' }),
    fields: z.array(
      z.object({
        id: fieldId,
        label: z.string(),
        alsoCalled: z.array(z.string()).meta({ description: 'Other names under which box office users know it.' }),
        group: z.string(),
        type: cellType,
        operators: z.array(z.enum(OPERATORS)),
        by: z.array(z.enum(BY)),
        choices: z.array(z.string()),
        definition: z.string(),
        pitfalls: z.string().nullable(),
        personal: personalClass,
        common: z.boolean(),
        availability,
      }),
    ),
    measures: z.array(
      z.object({
        id: measureId,
        label: z.string(),
        group: z.string(),
        type: cellType,
        additivity,
        definition: z.string(),
        pitfalls: z.string().nullable(),
        common: z.boolean(),
        availability,
      }),
    ),
    notSupplied: z.array(
      z.object({
        group: z.string(),
        label: z.string(),
        kind: z.enum(['not-supplied', 'not-collected']),
        why: z.string(),
      }),
    ),
  }),
  errors: ['not-found'],
});

export const listReadyReports = defineOperation({
  id: 'listReadyReports',
  tag: 'reports',
  method: 'get',
  path: '/reports/ready',
  summary: 'Reports that are ready to run, with what each asks',
  scope: 'read',
  output: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        description: z.string(),
        definition: reportDefinition,
        template: reportTemplate,
      }),
    ),
  }),
});
