import { z } from 'zod';
import { EXPORT_TYPES, exportAudience, exportFormat } from './export-formats.ts';
import { defineOperation } from './operation.ts';
import { reportDefinition } from './report-definition.ts';
import { reportId } from './saved-reports.ts';
import { instantText, slug } from './words.ts';

const readyId = z.string().max(60);

export const prepareExport = defineOperation({
  id: 'prepareExport',
  tag: 'reports',
  method: 'post',
  path: '/reports/exports',
  summary: 'Prepare a file of all rows of a report: whatever is in its way is said now',
  description:
    'The file is made while it is downloaded. Columns of single bookers, and criteria that name one, need a reason, which is kept, and somebody who builds reports. For `outside` a group of fewer than 10 bookers is not shown, nor another one from which it could be worked out, and bookers are rounded to 5.',
  scope: 'read',
  body: z.strictObject({
    organisation: slug,
    of: z.union([
      z.strictObject({ ready: readyId }),
      z.strictObject({ report: reportId }),
      z.strictObject({ definition: reportDefinition, name: z.string().trim().min(1).max(120).optional() }),
    ]),
    format: exportFormat,
    audience: exportAudience.default('inside'),
    reason: z.string().trim().min(3).max(300).optional(),
    bom: z.boolean().default(false).meta({ description: 'CSV only: begins with the mark by which Excel knows UTF-8.' }),
  }),
  output: z
    .object({
      id: z.string(),
      format: exportFormat,
      audience: exportAudience,
      fileName: z.string(),
      rows: z.int().meta({ description: 'Rows that the file will hold, as far as nothing changes meanwhile.' }),
      notes: z.array(z.string()).meta({ description: 'What is left out of the file, and why.' }),
      expiresAt: instantText,
    })
    .meta({ id: 'PreparedExport' }),
  status: 201,
  errors: ['not-found', 'not-allowed', 'store-damaged', 'not-possible-now', 'busy'],
});

export const downloadExport = defineOperation({
  id: 'downloadExport',
  tag: 'reports',
  method: 'get',
  path: '/reports/exports/{export}',
  summary: 'The file that was prepared',
  description:
    'Made while it is sent; an answer that breaks off is no file. Whoever prepared it may fetch it, for a quarter of an hour.',
  scope: 'read',
  params: z.object({ export: z.string().max(60) }),
  output: z.string(),
  answer: 'bytes',
  alsoAs: Object.values(EXPORT_TYPES),
  errors: ['not-found', 'store-damaged', 'not-possible-now', 'busy'],
});
