// What a builder asks while a report is put together: quick, not kept in the history, and ended when the caller goes away.
import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { fieldId, groupSchema, reportDefinition, reportType } from './report-definition.ts';
import { reportResult } from './reports.ts';
import { slug } from './words.ts';

export const countReport = defineOperation({
  id: 'countReport',
  tag: 'reports',
  method: 'post',
  path: '/reports/count',
  summary: 'How many rows match criteria',
  description:
    'Criteria that name a booker need a reason, which is kept: without one they are said in words, and nothing is counted.',
  scope: 'read',
  body: z.strictObject({
    organisation: slug,
    type: reportType,
    criteria: groupSchema,
    reason: z.string().trim().min(3).max(300).optional(),
  }),
  output: z.object({
    matching: z.int().nullable().meta({ description: 'Null where criteria name a booker and no reason is given.' }),
    grain: z.string(),
    sentence: z.string(),
    warnings: z.array(z.string()),
  }),
  errors: ['not-found', 'store-damaged', 'not-possible-now', 'not-allowed'],
});

export const previewReport = defineOperation({
  id: 'previewReport',
  tag: 'reports',
  method: 'post',
  path: '/reports/preview',
  summary: 'The first 25 rows of a report that is being put together',
  description:
    'Columns that tell of single bookers are withheld: their cells are null. Where the criteria name a booker nothing is asked: there are no rows, and no count. Totals are not worked out.',
  scope: 'read',
  body: z.strictObject({ organisation: slug, definition: reportDefinition }),
  output: reportResult
    .extend({ matching: z.int().nullable().meta({ description: 'Null where the criteria name a booker.' }) })
    .meta({ id: 'ReportPreview' }),
  errors: ['not-found', 'store-damaged', 'not-possible-now'],
});

export const listFieldValues = defineOperation({
  id: 'listFieldValues',
  tag: 'reports',
  method: 'get',
  path: '/reports/fields/{field}/values',
  summary: 'Values that a field has in the store, to pick from: at most 50, in the order of a dictionary',
  description: 'Of texts, ids and choices; never of fields that tell of single bookers.',
  scope: 'read',
  params: z.object({ field: fieldId }),
  query: z.object({
    organisation: slug,
    type: reportType.optional().meta({ description: 'Of rows of this kind of report; else of the first that has it.' }),
    search: z
      .string()
      .trim()
      .max(120)
      .optional()
      .meta({ description: 'Anywhere in the value, without regard to case or accents.' }),
  }),
  output: z.object({ items: z.array(z.string()), isCut: z.boolean() }),
  errors: ['not-found', 'store-damaged', 'not-possible-now'],
});
