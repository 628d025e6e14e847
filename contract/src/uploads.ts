import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { pageOf, pageQuery } from './paging.ts';
import { byOrganisation, byUpload, countedUnit, header, sha256, uploadId } from './upload-words.ts';
import { connectionName, instantText, slug } from './words.ts';

/** A file as sent, in bytes. */
export const MAX_UPLOAD_BYTES = 512 * 1024 * 1024;
/** A piece of a file, in bytes. */
export const MAX_UPLOAD_PART_BYTES = 4 * 1024 * 1024;
/** Lines of a file below its header. */
export const MAX_UPLOAD_ROWS = 2_000_000;

/** What a file holds: orders with their tickets, performances, or only how many were sold and taken. */
export const uploadKind = z.enum(['sales', 'events', 'counts']);
export type UploadKind = z.infer<typeof uploadKind>;

/**
 * `receiving`: bytes are missing · `received`: the columns are to be mapped · `checking` · `checked`: to be confirmed · `loading` ·
 * `loaded` · `undone`: loaded and taken back · `cancelled` · `expired`: nobody confirmed it in time · `failed`: the file cannot be read.
 */
export const uploadState = z.enum([
  'receiving',
  'received',
  'checking',
  'checked',
  'loading',
  'loaded',
  'undone',
  'cancelled',
  'expired',
  'failed',
]);
export type UploadState = z.infer<typeof uploadState>;

const compared = z.object({ new: z.int(), changed: z.int(), same: z.int() });

/** Sums over what would be loaded, or was. */
export const uploadTotals = z.object({
  orders: z.int(),
  tickets: z.int(),
  performances: z.int(),
  counts: z.int().meta({ description: 'Lines of a file of counts.' }),
  amounts: z.record(z.string(), z.string()).meta({ description: 'Takings as decimal text, by currency.' }),
  from: instantText.nullable(),
  to: instantText.nullable().meta({ description: 'The earliest and the latest sale or performance.' }),
});

export type UploadTotals = z.infer<typeof uploadTotals>;

export const uploadCheck = z
  .object({
    id: z.string().meta({ description: 'Confirm exactly this check.' }),
    at: instantText,
    rows: z.int().meta({ description: 'Lines below the header.' }),
    accepted: z.int(),
    rejected: z.int().meta({ description: 'Lines that cannot be loaded, those of the same order included.' }),
    errors: z.int(),
    warnings: z.int(),
    /** In what a person counts: orders of sales, performances of events, lines of counts. */
    compared: compared.extend({ unit: countedUnit }),
    totals: uploadTotals,
    refusedColumns: z.array(z.object({ header, why: z.string() })).meta({
      description: 'Columns left out unread because they hold personal data that is not needed.',
    }),
  })
  .meta({ id: 'UploadCheck' });
export type UploadCheck = z.infer<typeof uploadCheck>;

export const uploadReceipt = z
  .object({
    number: z.string(),
    by: z.string(),
    at: instantText,
    fileName: z.string(),
    sha256,
    rows: z.int(),
    accepted: z.int(),
    rejected: z.int(),
    compared: compared.extend({ unit: countedUnit }),
    totals: uploadTotals,
  })
  .meta({ id: 'UploadReceipt' });
export type UploadReceipt = z.infer<typeof uploadReceipt>;

export const upload = z
  .object({
    id: uploadId,
    organisation: slug,
    connection: connectionName
      .nullable()
      .meta({ description: 'The connection of method `upload`; made by the first confirmed upload.' }),
    kind: uploadKind,
    state: uploadState,
    fileName: z.string(),
    bytes: z.int(),
    receivedBytes: z.int(),
    sha256,
    by: z.string(),
    startedAt: instantText,
    expiresAt: instantText.nullable().meta({ description: 'When the file is removed, if nobody confirms it before.' }),
    leftOnComputer: z.array(z.string()).meta({ description: 'Columns that the sender dropped before sending.' }),
    progress: z
      .object({
        done: z.int(),
        of: z.int().nullable(),
        unit: z.enum(['rows', 'orders', 'performances', 'counts', 'bytes']),
      })
      .nullable(),
    check: uploadCheck.nullable(),
    receipt: uploadReceipt.nullable(),
    undone: z.object({ by: z.string(), at: instantText }).nullable(),
    failure: z.object({ what: z.string(), nextStep: z.string() }).nullable().meta({
      description: 'Why the file could not be read, or was not loaded the last time it was confirmed.',
    }),
  })
  .meta({ id: 'Upload' });
export type Upload = z.infer<typeof upload>;

export const showUpload = defineOperation({
  id: 'showUpload',
  tag: 'uploads',
  method: 'get',
  path: '/organisations/{organisation}/uploads/{upload}',
  summary: 'One upload: how far it is, its check, its receipt',
  scope: 'read',
  params: byUpload,
  output: upload,
  errors: ['not-found'],
});

export const listUploads = defineOperation({
  id: 'listUploads',
  tag: 'uploads',
  method: 'get',
  path: '/organisations/{organisation}/uploads',
  summary: 'The uploads of an organisation, the newest first',
  scope: 'read',
  params: byOrganisation,
  query: pageQuery,
  output: pageOf(upload),
  errors: ['not-found'],
});
