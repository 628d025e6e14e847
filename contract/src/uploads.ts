import { z } from 'zod';
import { signature } from './consents.ts';
import { defineOperation } from './operation.ts';
import { pageOf, pageQuery } from './paging.ts';
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

const uploadId = z.string().regex(/^upl_[a-z0-9]{16}$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'is no SHA-256; write its 64 hexadecimal digits');
const header = z.string().max(300);

/** How the file is read. What is left out is found from the file. */
export const uploadForm = z.object({
  type: z.enum(['csv', 'xlsx']),
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']).nullable().meta({ description: 'Of CSV.' }),
  separator: z.enum([',', ';', '\t', '|']).nullable().meta({ description: 'Of CSV.' }),
  sheet: z.string().nullable().meta({ description: 'Of XLSX: the sheet that is read.' }),
  headerLine: z.int().min(1).max(200).meta({ description: 'Line or row of the names of the columns, from 1.' }),
  decimal: z.enum(['.', ',']),
  dates: z.string().max(60).meta({ description: 'How dates are written, such as DD/MM/YYYY HH:mm.' }),
});
export type UploadForm = z.infer<typeof uploadForm>;

/** What may be said of the form; everything may be left out. */
export const uploadFormChange = z.strictObject({
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']).optional(),
  separator: z.enum([',', ';', '\t', '|']).optional(),
  sheet: z.string().min(1).max(31).optional(),
  headerLine: z.int().min(1).max(200).optional(),
  decimal: z.enum(['.', ',']).optional(),
  dates: z.string().max(60).optional(),
});

/** A field that a column can be. */
export const uploadField = z.object({
  field: z.string(),
  required: z.boolean(),
  /** What it is for; where it is required, why. */
  why: z.string(),
  form: z.enum(['text', 'instant', 'amount', 'count', 'flag']),
  /** What stands in for the field if no column is it: nothing, a value to be given for all lines, or something worked out. */
  otherwise: z.enum(['nothing', 'constant', 'worked-out']),
  /** Meanings that its values must be mapped to, such as sold and returned; null where values stand as they are. */
  meanings: z.array(z.string()).nullable(),
});

export type UploadField = z.infer<typeof uploadField>;

export const uploadColumn = z.object({
  position: z.int().meta({ description: 'From 1.' }),
  header,
  field: z.string().nullable().meta({ description: 'What is proposed; null: left out.' }),
  from: z.enum(['remembered', 'header', 'values', 'none']).meta({
    description: 'Whence the proposal: this layout was uploaded before, the name of the column, or its values.',
  }),
  examples: z.array(z.string()).meta({ description: 'A few different values; none of a personal column.' }),
  dates: z.string().nullable().meta({ description: 'How it writes dates, where that differs from `form.dates`.' }),
  /** Not null: it can be mapped to nothing but what becomes a pseudonym or an area. */
  personal: z.string().nullable().meta({
    description:
      'What the column seems to hold about people. It can be mapped to nothing but what is made a pseudonym or an area.',
  }),
});

/** How columns and values are read: what a person settles, and what is remembered. */
export const uploadMap = z.strictObject({
  form: uploadFormChange.optional(),
  columns: z
    .array(
      z.strictObject({
        header,
        field: z.string().max(40).nullable(),
        dates: z.string().max(60).optional().meta({
          description:
            'How this column writes dates, where it differs from the others, such as HH:mm in a column of its own.',
        }),
      }),
    )
    .min(1)
    .max(400)
    .meta({ description: 'Every column of the file in its order; `field` null leaves one out.' }),
  values: z
    .record(z.string().max(40), z.record(z.string().max(100), z.string().max(100)))
    .default({})
    .meta({ description: 'By field: what each value means, such as {"ticket_status": {"Refunded": "returned"}}.' }),
  constants: z
    .record(z.string().max(40), z.string().min(1).max(100))
    .default({})
    .meta({ description: 'Fields that are the same on every line, such as {"currency": "EUR"}.' }),
});
export type UploadMap = z.infer<typeof uploadMap>;
export type UploadMapInput = z.input<typeof uploadMap>;

/** How a file seems to be read and what its columns seem to be; everything may be changed. */
export const uploadProposal = z
  .object({
    form: uploadForm,
    alternatives: z.object({
      sheets: z.array(z.object({ name: z.string(), isHidden: z.boolean() })),
      dates: z.array(z.string()).meta({ description: 'Other ways in which all dates of the sample can be read.' }),
    }),
    columns: z.array(uploadColumn),
    fields: z.array(uploadField).meta({ description: 'What columns of this kind of file can be.' }),
    missing: z.array(z.string()).meta({ description: 'Required fields that no column is yet.' }),
    values: z
      .array(
        z.object({
          field: z.string(),
          header,
          value: z.string(),
          meaning: z.string().nullable().meta({ description: 'Null: it is to be said.' }),
        }),
      )
      .meta({ description: 'Values of the sample that must be given a meaning, and those of ticket types.' }),
    remarks: z.array(z.string()).meta({ description: 'What a person should know, such as macros that were ignored.' }),
    map: uploadMap.meta({ description: 'The proposal as it would be sent to be checked.' }),
  })
  .meta({ id: 'UploadProposal' });
export type UploadProposal = z.infer<typeof uploadProposal>;

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
    compared: compared.extend({ unit: z.enum(['orders', 'performances', 'counts']) }),
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
    compared: compared.extend({ unit: z.enum(['orders', 'performances', 'counts']) }),
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
    failure: z.object({ what: z.string(), nextStep: z.string() }).nullable(),
  })
  .meta({ id: 'Upload' });
export type Upload = z.infer<typeof upload>;

/** What taking an upload back does, or putting it back. */
export const uploadEffect = z
  .object({
    unit: z.enum(['orders', 'performances', 'counts']),
    removed: z.int().meta({ description: 'What only this upload brought.' }),
    restored: z.int().meta({ description: 'What returns to how an earlier upload had it.' }),
    kept: z.int().meta({ description: 'What stays because a later upload brought it too.' }),
    tickets: z.int().meta({ description: 'Change of the number of standing tickets, or of counted ones.' }),
    amounts: z.record(z.string(), z.string()).meta({ description: 'Change of the takings, by currency.' }),
  })
  .meta({ id: 'UploadEffect' });
export type UploadEffect = z.infer<typeof uploadEffect>;

const byOrganisation = z.object({ organisation: slug });
const byUpload = byOrganisation.extend({ upload: uploadId });

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

export const proposeUploadMap = defineOperation({
  id: 'proposeUploadMap',
  tag: 'uploads',
  method: 'post',
  path: '/organisations/{organisation}/uploads/{upload}/proposal',
  summary: 'How the file seems to be read, and what its columns seem to be',
  description: 'Changes nothing. Say a form to see the file read so.',
  scope: 'write',
  params: byUpload,
  body: z.strictObject({ form: uploadFormChange.default({}) }),
  output: uploadProposal,
  errors: ['not-found', 'not-possible-now', 'part-unreadable', 'busy'],
});

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

/** A CSV file, as text. */
export const csvFile = z.object({ fileName: z.string(), text: z.string() }).meta({ id: 'CsvFile' });

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
