import { z } from 'zod';
import { signature } from './consents.ts';
import { defineOperation } from './operation.ts';
import { ticketClass } from './ticket-classes.ts';
import { byUpload, countedUnit } from './upload-words.ts';
import { upload } from './uploads.ts';

/** What taking an upload back does, or putting it back. */
export const uploadEffect = z
  .object({
    unit: countedUnit,
    removed: z.int().meta({ description: 'What only this upload brought.' }),
    restored: z.int().meta({ description: 'What returns to how an earlier upload had it.' }),
    kept: z.int().meta({ description: 'What stays because a later upload brought it too.' }),
    tickets: z.int().meta({ description: 'Change of the number of standing tickets, or of counted ones.' }),
    amounts: z.record(z.string(), z.string()).meta({ description: 'Change of the takings, by currency.' }),
  })
  .meta({ id: 'UploadEffect' });
export type UploadEffect = z.infer<typeof uploadEffect>;

export const confirmUpload = defineOperation({
  id: 'confirmUpload',
  tag: 'uploads',
  method: 'post',
  path: '/organisations/{organisation}/uploads/{upload}/confirm',
  summary: 'Load what was checked, in one transaction',
  description: 'Answers at once; ask for the upload until it is `loaded`. It waits if another upload is being loaded.',
  scope: 'write',
  params: byUpload,
  body: z.strictObject({
    check: z.string().max(60).meta({ description: 'Id of the check that was seen.' }),
    acceptPartial: z.boolean().default(false).meta({ description: 'Load the rest although lines were rejected.' }),
    ticketTypes: z
      .array(
        z.strictObject({
          ticketType: z.string().min(1).max(500),
          class: ticketClass,
          isConcession: z
            .boolean()
            .optional()
            .meta({ description: 'Where it is left out: true for concessions, false for all others.' }),
        }),
      )
      .max(500)
      .default([])
      .meta({ description: 'Classes of ticket types that the file brings. One that has a class by then keeps it.' }),
    agreement: signature.optional().meta({
      description: 'Who agrees to the data agreement; asked for while the organisation has no connection for uploads.',
    }),
  }),
  output: upload,
  status: 202,
  errors: ['not-found', 'conflict', 'not-possible-now', 'busy'],
});

export const cancelUpload = defineOperation({
  id: 'cancelUpload',
  tag: 'uploads',
  method: 'post',
  path: '/organisations/{organisation}/uploads/{upload}/cancel',
  summary: 'Remove a file that was not confirmed',
  scope: 'write',
  params: byUpload,
  output: upload,
  errors: ['not-found', 'not-possible-now'],
});

export const previewUndoUpload = defineOperation({
  id: 'previewUndoUpload',
  tag: 'uploads',
  method: 'get',
  path: '/organisations/{organisation}/uploads/{upload}/undo',
  summary: 'What taking this upload back would do; of one that was taken back, what putting it back would do',
  scope: 'read',
  params: byUpload,
  output: uploadEffect,
  errors: ['not-found', 'not-possible-now'],
});

export const undoUpload = defineOperation({
  id: 'undoUpload',
  tag: 'uploads',
  method: 'post',
  path: '/organisations/{organisation}/uploads/{upload}/undo',
  summary: 'Take an upload back: everything is as if it had never been loaded',
  scope: 'write',
  params: byUpload,
  output: upload,
  errors: ['not-found', 'not-possible-now', 'busy'],
});

export const redoUpload = defineOperation({
  id: 'redoUpload',
  tag: 'uploads',
  method: 'post',
  path: '/organisations/{organisation}/uploads/{upload}/redo',
  summary: 'Put an upload back that was taken back',
  scope: 'write',
  params: byUpload,
  output: upload,
  errors: ['not-found', 'not-possible-now', 'busy'],
});
