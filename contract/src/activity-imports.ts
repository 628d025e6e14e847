// Files of activities: what each row and column of them becomes.
import { z } from 'zod';
import { activityFields } from './activities.ts';
import { defineOperation } from './operation.ts';
import { dayText, slug } from './words.ts';

const ofOrganisation = z.object({ organisation: slug });

const IMPORT_FIELDS = [
  'title',
  'kind',
  'artform',
  'place',
  'from',
  'to',
  'people',
  'method',
  'eventId',
  'notes',
] as const;
/** What a column of an imported file may be. Without a title and a first day a row is no activity. */
export const activityImportField = z.enum(IMPORT_FIELDS, {
  error: ({ input }) =>
    typeof input === 'string'
      ? `is “${input.slice(0, 80)}”, which no column can be: must be one of ${IMPORT_FIELDS.join(', ')}`
      : undefined,
});
export type ActivityImportField = z.infer<typeof activityImportField>;

/** A workbook has no more columns than this. */
const MOST_COLUMNS = 16_384;
const MOST_BASE64 = 4 * 1024 * 1024;
/** The year of days that have none. */
export const logYear = z
  .string()
  .regex(/^\d{4}(?:\/\d{2})?$/, 'is no year: write 2025/26 for a financial year, 2025 for a calendar year')
  .meta({ description: '“2025/26”: a financial year; “2025”: a calendar year.' });

const file = {
  name: z.string().max(200).meta({ description: 'Of the file, for the record, and for the year that it may name.' }),
  content: z.base64().max(MOST_BASE64).meta({ description: 'The CSV or XLSX file, in base64.' }),
  columns: z
    .array(z.strictObject({ header: z.string(), field: activityImportField.nullable() }))
    .max(MOST_COLUMNS)
    .optional()
    .meta({
      description:
        'Each column of the file in its place, with what it is; null: not read. Left out: as for the last file of the same columns, or else by what they are called.',
    }),
  sheet: z.string().max(200).optional().meta({ description: 'Of a workbook; left out: the first one that is shown.' }),
  headerLine: z.int().min(0).max(200).optional().meta({
    description: 'The row with the names of the columns, from 1; 0: no row has them. Left out: it is looked for.',
  }),
  year: logYear.optional().meta({
    description: 'In which days are read that have no year, “2025/26” or “2025”. Left out: they are faults.',
  }),
};

const importFault = z.object({ column: z.string(), value: z.string(), fault: z.string(), next: z.string() });
const importRow = z.object({
  row: z.int().meta({ description: 'Of the file, as a spreadsheet counts.' }),
  becomes: z.enum(['new', 'known', 'faulty', 'left-out']).meta({
    description:
      '`known`: the log has it already, and is not changed. `left-out`: a heading or a total, and no activity.',
  }),
  activity: activityFields.nullable(),
  faults: z.array(importFault).meta({
    description:
      'Of `faulty` what to correct; of `new` what is read otherwise than it was typed, such as 35 for “30-40”; of `known` what the log says otherwise; of `left-out` why.',
  }),
});

const undatedDays = z.object({
  rows: z.int().meta({ description: 'With a day of which nobody typed the year.' }),
  year: logYear.nullable().meta({ description: 'In which they are read, as was asked; null: they are faults.' }),
  proposed: logYear.nullable().meta({ description: 'The one for which most speaks. It is not applied by itself.' }),
  years: z
    .array(z.object({ label: logYear, startsOn: dayText, endsOn: dayText, reasons: z.array(z.string()) }))
    .meta({ description: 'To choose from, with what speaks for each.' }),
});

export const importProposal = z
  .object({
    headerLine: z.int().meta({ description: 'The row that was read as the names of the columns; 0: none.' }),
    sheet: z.string().nullable().meta({ description: 'The one that was read; null for a file without sheets.' }),
    sheets: z.array(z.string()).meta({ description: 'Those that a workbook shows. Only one is read.' }),
    undated: undatedDays.nullable().meta({ description: 'Null where every day has its year.' }),
    columns: z.array(
      z.object({
        header: z.string(),
        field: activityImportField.nullable(),
        examples: z.array(z.string()).meta({ description: 'Up to three values of it, as they were typed.' }),
      }),
    ),
    columnsFrom: z.enum(['headers', 'remembered', 'chosen']).meta({
      description:
        'By what the columns were told: by what they are called, as for the last file of the same columns, or as was asked.',
    }),
    missing: z.array(activityImportField).meta({
      description: 'Required fields that no column is. While one is missing, no row is read, and an import is refused.',
    }),
    counts: z.object({ new: z.int(), known: z.int(), faulty: z.int(), leftOut: z.int() }),
    newPlaces: z.array(z.string()),
    alikePlaces: z
      .array(z.object({ name: z.string(), like: z.string() }))
      .meta({ description: 'New places that are spelled much as another one.' }),
    rows: z.array(importRow),
  })
  .meta({ id: 'ActivityImport' });
export type ImportProposal = z.infer<typeof importProposal>;

export const checkActivityImport = defineOperation({
  id: 'checkActivityImport',
  tag: 'activities',
  method: 'post',
  path: '/organisations/{organisation}/activities/import/check',
  summary: 'See what each row of a CSV or XLSX file would become, without storing anything',
  scope: 'write',
  params: ofOrganisation,
  body: z.strictObject(file),
  output: importProposal,
  errors: ['not-found', 'not-possible-now', 'too-large'],
});

export const importActivities = defineOperation({
  id: 'importActivities',
  tag: 'activities',
  method: 'post',
  path: '/organisations/{organisation}/activities/import',
  summary: 'Take the activities of a CSV or XLSX file into the log',
  description:
    'All or none, unless `partly` is chosen. A row that the log has already is not added again. Columns that are given are remembered for files with the same ones.',
  scope: 'write',
  params: ofOrganisation,
  body: z.strictObject({
    ...file,
    partly: z.boolean().default(false).meta({ description: 'Store the rows without faults, and leave the others.' }),
  }),
  output: z.object({ added: z.int(), known: z.int(), left: z.array(importRow) }),
  errors: ['not-found', 'not-possible-now', 'too-large', 'store-damaged'],
});
