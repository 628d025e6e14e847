import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { pageOf, pageQuery } from './paging.ts';
import { sortedTicketType, ticketClass } from './ticket-classes.ts';
import { uploadMap } from './upload-map.ts';
import { byUpload, csvFile } from './upload-words.ts';
import { upload } from './uploads.ts';

/** Something about a line. It never holds a personal value. */
export const uploadProblem = z
  .object({
    severity: z.enum(['error', 'warning']),
    row: z.int().nullable().meta({ description: 'Line or row of the file, from 1.' }),
    column: z.string().nullable(),
    value: z
      .string()
      .nullable()
      .meta({ description: 'As it stands in the file, unless the column may hold personal data.' }),
    what: z.string(),
    fix: z.string(),
  })
  .meta({ id: 'UploadProblem' });
export type UploadProblem = z.infer<typeof uploadProblem>;

export const checkUpload = defineOperation({
  id: 'checkUpload',
  tag: 'uploads',
  method: 'post',
  path: '/organisations/{organisation}/uploads/{upload}/check',
  summary: 'Read the whole file through a map and compare it with what is stored; nothing is loaded',
  description:
    'Answers at once; ask for the upload until it is `checked` or `failed`. The map is remembered for this layout.',
  scope: 'write',
  params: byUpload,
  body: z.strictObject({ map: uploadMap }),
  output: upload,
  status: 202,
  errors: ['not-found', 'not-possible-now', 'invalid-input', 'busy'],
});

export const listUploadProblems = defineOperation({
  id: 'listUploadProblems',
  tag: 'uploads',
  method: 'get',
  path: '/organisations/{organisation}/uploads/{upload}/problems',
  summary: 'What the check found, errors first; at most 1,000 are kept',
  scope: 'read',
  params: byUpload,
  query: pageQuery,
  output: pageOf(uploadProblem),
  errors: ['not-found'],
});

export const uploadTicketTypes = z
  .object({
    currency: z.string(),
    items: z
      .array(
        z.object({
          ticketType: z.string().meta({ description: 'Its id, by which it is given a class with the confirmation.' }),
          name: z.string(),
          tickets: z.int().meta({ description: 'Of this type in the file.' }),
          lowest: z.string().meta({ description: 'Price of the cheapest, as decimal text in `currency`.' }),
          highest: z.string(),
          sorted: z
            .object({ class: ticketClass, isConcession: z.boolean() })
            .nullable()
            .meta({ description: 'The class that it has already.' }),
          suggestion: sortedTicketType.shape.suggestion,
        }),
      )
      .meta({ description: 'Those without a class first, then those with the most tickets; 500 at most.' }),
  })
  .meta({ id: 'UploadTicketTypes' });
export type UploadTicketTypes = z.infer<typeof uploadTicketTypes>;

export const listUploadTicketTypes = defineOperation({
  id: 'listUploadTicketTypes',
  tag: 'uploads',
  method: 'get',
  path: '/organisations/{organisation}/uploads/{upload}/ticket-types',
  summary:
    'The ticket types that a checked file of sales holds, with the class that each has or may be; none once it has ended',
  scope: 'read',
  params: byUpload,
  output: uploadTicketTypes,
  errors: ['not-found'],
});

export const downloadRejectedRows = defineOperation({
  id: 'downloadRejectedRows',
  tag: 'uploads',
  method: 'get',
  path: '/organisations/{organisation}/uploads/{upload}/rejected',
  summary: 'Lines that cannot be loaded, as CSV with the reason; without personal columns',
  description:
    'Kept until the upload is confirmed or ends otherwise; 100,000 lines at most. `?format=csv` or `Accept: text/csv` answers with the file.',
  scope: 'write',
  params: byUpload,
  query: z.object({ format: z.literal('csv').optional() }),
  output: csvFile,
  alsoAs: ['text/csv'],
  errors: ['not-found', 'not-possible-now'],
});
