import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { byOrganisation, byUpload, csvFile, header, sha256 } from './upload-words.ts';
import { MAX_UPLOAD_BYTES, MAX_UPLOAD_PART_BYTES, upload, uploadKind } from './uploads.ts';

export const beginUpload = defineOperation({
  id: 'beginUpload',
  tag: 'uploads',
  method: 'post',
  path: '/organisations/{organisation}/uploads',
  summary: 'Say which file is coming; it is sent in pieces then',
  description:
    'The same file of the same kind that is under way already is answered with its state, so that whoever was interrupted goes on.',
  scope: 'write',
  params: byOrganisation,
  body: z.strictObject({
    kind: uploadKind,
    fileName: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .regex(/^\P{C}+$/u, 'must be on one line'),
    bytes: z.int().min(1).max(MAX_UPLOAD_BYTES),
    sha256: sha256.meta({ description: 'Of the bytes that are sent.' }),
    leftOnComputer: z.array(header).max(400).default([]).meta({
      description: 'Names of columns that were dropped before sending.',
    }),
  }),
  output: upload,
  status: 201,
  otherStatuses: [200],
  errors: ['not-found', 'not-possible-now', 'too-large', 'disk-full'],
});

export const sendUploadPart = defineOperation({
  id: 'sendUploadPart',
  tag: 'uploads',
  method: 'put',
  path: '/organisations/{organisation}/uploads/{upload}/bytes/{offset}',
  summary: 'A piece of the file, from an offset',
  description:
    'Pieces come in their order, from `receivedBytes`; one that was received before is answered as it was then. The last one is compared with the SHA-256 that was announced.',
  scope: 'write',
  params: byUpload.extend({ offset: z.coerce.number().int().min(0) }),
  rawBody: {
    type: 'application/octet-stream',
    maxBytes: MAX_UPLOAD_PART_BYTES,
    description: 'The bytes from this offset on.',
  },
  output: upload,
  errors: ['not-found', 'conflict', 'not-possible-now', 'too-large', 'part-hash-differs', 'disk-full'],
});

export const showUploadTemplate = defineOperation({
  id: 'showUploadTemplate',
  tag: 'uploads',
  method: 'get',
  path: '/organisations/{organisation}/upload-templates/{kind}',
  summary: 'A CSV file with the header that needs no mapping',
  scope: 'read',
  params: byOrganisation.extend({ kind: uploadKind }),
  query: z.object({ format: z.literal('csv').optional() }),
  output: csvFile,
  alsoAs: ['text/csv'],
  errors: ['not-found'],
});
