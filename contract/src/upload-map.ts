import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { byUpload, header } from './upload-words.ts';

/** How the file is read. What is left out is found from the file. */
export const uploadForm = z.object({
  type: z.enum(['csv', 'xlsx']),
  encoding: z
    .enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'macintosh'])
    .nullable()
    .meta({ description: 'Of CSV.' }),
  separator: z.enum([',', ';', '\t', '|']).nullable().meta({ description: 'Of CSV.' }),
  sheet: z.string().nullable().meta({ description: 'Of XLSX: the sheet that is read.' }),
  headerLine: z.int().min(1).max(200).meta({ description: 'Line or row of the names of the columns, from 1.' }),
  decimal: z.enum(['.', ',']),
  dates: z.string().max(60).meta({ description: 'How dates are written, such as DD/MM/YYYY HH:mm, or "day number".' }),
  amounts: z
    .enum(['major', 'minor'])
    .nullable()
    .meta({ description: 'Whether amounts are in pounds or in pence, where somebody has said so: it is not guessed.' }),
  fillMerged: z.boolean().nullable().meta({
    description:
      'Whether empty cells take the value of the merged cell that covers them, in columns whose field is `naming`. Null: nobody has said, and they do.',
  }),
});
export type UploadForm = z.infer<typeof uploadForm>;

/** What may be said of the form; everything may be left out. */
export const uploadFormChange = z.strictObject({
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'macintosh']).optional(),
  separator: z.enum([',', ';', '\t', '|']).optional(),
  sheet: z.string().min(1).max(31).optional(),
  headerLine: z.int().min(1).max(200).optional(),
  decimal: z.enum(['.', ',']).optional(),
  dates: z.string().max(60).optional(),
  amounts: z.enum(['major', 'minor']).optional(),
  fillMerged: z.boolean().optional(),
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
  /** It names what a line is about, such as its event or day: a merged cell of it means the same for each line that it covers. */
  naming: z.boolean(),
  /** Several columns may be it, and are added up, such as visitors of several kinds. */
  summed: z.boolean(),
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
  maybeMinor: z.boolean().meta({
    description:
      'It holds whole numbers that as amounts are more likely in pence: if it is one, `form.amounts` is to be said.',
  }),
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
    sample: z.array(z.array(z.string().nullable())).meta({
      description:
        'The first rows as they are read, a text for each column. Null is not shown: the column or the value looks personal.',
    }),
    merged: z
      .object({
        cells: z.int().meta({ description: 'How many below the header.' }),
        columns: z
          .array(z.int())
          .meta({ description: 'Positions of the columns that they begin in or go down in, from 1.' }),
      })
      .meta({
        description:
          'Merged cells of a workbook. In a CSV in UTF-8, a cell that holds U+FDD0 alone is part of the merged cell above it, one that holds U+FDD1 of that to its left.',
      }),
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
