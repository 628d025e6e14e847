import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { connectionName, dayText, instantText, slug } from './words.ts';

export const activityKind = z.enum([
  'performance',
  'exhibition',
  'workshop',
  'screening',
  'festival',
  'digital',
  'other',
]);
export type ActivityKind = z.infer<typeof activityKind>;

export const artform = z.enum([
  'theatre',
  'musical-theatre',
  'opera',
  'dance',
  'music',
  'comedy',
  'circus',
  'visual-arts',
  'film',
  'literature',
  'talks',
  'museum',
  'combined-arts',
  'other',
]);
export type Artform = z.infer<typeof artform>;

export const numbersMethod = z
  .enum(['counted', 'estimated', 'box-office'])
  .meta({ description: 'How the number of people came about. `box-office`: the tickets of what is matched.' });
export type NumbersMethod = z.infer<typeof numbersMethod>;

const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    // Signs that join others, as within an emoji, are part of titles.
    .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+$/u, 'must be on one line');
const title = line(200);
const placeName = line(120);
const activityId = z.string().regex(/^act_[a-z0-9]{1,40}$/);
/** The id under which people know an event. */
export const shownEventId = z
  .string()
  .nullable()
  .meta({ description: 'As people see it; null for an event of an uploaded file that has no number.' });
const people = z.int().min(0).max(100_000_000);

/** What a person says of an activity. Without an end it is of one day. */
export const activityFields = z.strictObject({
  title,
  kind: activityKind,
  artform,
  place: placeName.nullable().default(null).meta({ description: 'By its name; one that is new is kept.' }),
  from: dayText,
  to: dayText.optional(),
  people: people.nullable().default(null).meta({ description: 'Audience or participants, where somebody says so.' }),
  method: numbersMethod.default('box-office'),
  eventId: line(300)
    .nullable()
    .default(null)
    .meta({ description: 'The Event ID as it was typed: any form that the box office shows, or several.' }),
  notes: z.string().trim().max(4_000).nullable().default(null).meta({ description: 'Stay inside: in no export.' }),
});
export type ActivityFields = z.input<typeof activityFields>;

export const activityMatch = z
  .object({
    id: z.string(),
    connection: connectionName,
    event: z.string().meta({ description: 'The event’s id in the box office’s API.' }),
    eventId: shownEventId,
    performance: z.string().nullable().meta({ description: 'Where only one performance of the event is meant.' }),
    name: z.string().nullable().meta({ description: 'Null where the store has the event no more.' }),
    basis: z.enum(['event-id', 'suggestion', 'person', 'box-office']),
    by: z.string(),
    at: instantText,
  })
  .meta({ id: 'ActivityMatch' });
export type ActivityMatch = z.infer<typeof activityMatch>;

export const activity = z
  .object({
    id: activityId,
    title: z.string(),
    kind: activityKind,
    artform,
    place: z.string().nullable(),
    from: dayText,
    to: dayText,
    quarter: z.int().min(1).max(4).meta({ description: 'Of the financial year, by the first day.' }),
    people: z
      .int()
      .nullable()
      .meta({ description: 'As somebody said; null where the box office’s number is the one.' }),
    method: numbersMethod,
    ticketed: z
      .int()
      .nullable()
      .meta({ description: 'Tickets of what is matched, on its days; null where nothing is.' }),
    number: z.int().nullable().meta({ description: 'What counts: what somebody said, or what is ticketed.' }),
    eventId: z.string().nullable(),
    notes: z.string().nullable(),
    origin: z.enum(['typed', 'import', 'box-office']),
    matches: z.array(activityMatch),
    version: z.int(),
    archivedAt: instantText.nullable(),
    changedBy: z.string(),
    changedAt: instantText,
  })
  .meta({ id: 'Activity' });
export type Activity = z.infer<typeof activity>;

const totals = z.object({
  activities: z.int(),
  people: z.int().meta({ description: 'A performance that two activities share is counted once.' }),
  ticketed: z.int().meta({ description: 'How many of them are ticketed; the rest is counted or estimated.' }),
  withoutNumber: z.int().meta({ description: 'Activities of which no number is known.' }),
});

export const activityLog = z
  .object({
    organisation: slug,
    year: z.object({ label: z.string(), startsOn: dayText, endsOn: dayText }),
    years: z.array(z.object({ label: z.string(), startsOn: dayText, activities: z.int() })),
    quarters: z.array(
      totals.extend({ quarter: z.int().min(1).max(4), startsOn: dayText, endsOn: dayText, items: z.array(activity) }),
    ),
    total: totals,
  })
  .meta({ id: 'ActivityLog' });
export type ActivityLog = z.infer<typeof activityLog>;

const ofOrganisation = z.object({ organisation: slug });
const ofActivity = ofOrganisation.extend({ activity: activityId });
const expected = z
  .int()
  .min(1)
  .meta({ description: 'The version that was read; another means that somebody was faster.' });

export const listActivities = defineOperation({
  id: 'listActivities',
  tag: 'activities',
  method: 'get',
  path: '/organisations/{organisation}/activities',
  summary: 'The activity log of a financial year, by quarter',
  description: '`Accept: text/csv` answers with a spreadsheet, without the notes, which stay inside.',
  scope: 'read',
  params: ofOrganisation,
  query: z.object({
    year: dayText.optional().meta({ description: 'Any day of the financial year; left out: today.' }),
    archived: z.enum(['on', 'off']).default('off').meta({ description: 'Only what is archived, instead.' }),
  }),
  output: activityLog,
  alsoAs: ['text/csv'],
  errors: ['not-found', 'store-damaged'],
});

export const showActivity = defineOperation({
  id: 'showActivity',
  tag: 'activities',
  method: 'get',
  path: '/organisations/{organisation}/activities/{activity}',
  summary: 'One activity as it is now, archived or not',
  scope: 'read',
  params: ofActivity,
  output: activity,
  errors: ['not-found', 'store-damaged'],
});

export const addActivity = defineOperation({
  id: 'addActivity',
  tag: 'activities',
  method: 'post',
  path: '/organisations/{organisation}/activities',
  summary: 'Put an activity into the log',
  scope: 'write',
  params: ofOrganisation,
  body: activityFields,
  output: activity,
  status: 201,
  errors: ['not-found', 'store-damaged'],
});

export const changeActivity = defineOperation({
  id: 'changeActivity',
  tag: 'activities',
  method: 'put',
  path: '/organisations/{organisation}/activities/{activity}',
  summary: 'Change an activity',
  scope: 'write',
  params: ofActivity,
  body: activityFields.extend({ version: expected }),
  output: activity,
  errors: ['not-found', 'conflict', 'store-damaged'],
});

export const archiveActivity = defineOperation({
  id: 'archiveActivity',
  tag: 'activities',
  method: 'post',
  path: '/organisations/{organisation}/activities/{activity}/archive',
  summary: 'Archive an activity, or fetch it back: an archived one counts nowhere and is kept',
  scope: 'write',
  params: ofActivity,
  body: z.strictObject({ archived: z.boolean(), version: expected }),
  output: activity,
  errors: ['not-found', 'conflict', 'store-damaged'],
});

export const listPlaces = defineOperation({
  id: 'listPlaces',
  tag: 'activities',
  method: 'get',
  path: '/organisations/{organisation}/places',
  summary: 'Places where activities happen, each kept once',
  scope: 'read',
  params: ofOrganisation,
  output: z.object({ items: z.array(z.object({ id: z.string(), name: z.string(), activities: z.int() })) }),
  errors: ['not-found'],
});

export const renamePlace = defineOperation({
  id: 'renamePlace',
  tag: 'activities',
  method: 'put',
  path: '/organisations/{organisation}/places/{place}',
  summary: 'Give a place another name, for all activities there',
  description:
    'Where another place has the name already, it is a conflict; with `merge` both become that place, with the activities of both.',
  scope: 'write',
  params: ofOrganisation.extend({ place: z.string().max(60) }),
  body: z.strictObject({ name: placeName, merge: z.boolean().default(false) }),
  output: z.object({ id: z.string(), name: z.string(), activities: z.int() }),
  errors: ['not-found', 'conflict'],
});

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

export const proposedActivity = z
  .object({
    connection: connectionName,
    event: z.string(),
    eventId: shownEventId,
    tickets: z.int(),
    activity: activityFields,
    because: z.string().meta({ description: 'By what its kind and artform were filled in.' }),
  })
  .meta({ id: 'ProposedActivity' });
export type ProposedActivity = z.infer<typeof proposedActivity>;

export const listProposedActivities = defineOperation({
  id: 'listProposedActivities',
  tag: 'activities',
  method: 'get',
  path: '/organisations/{organisation}/activities/proposals',
  summary: 'Events of the box office that no activity is matched with, as activities with everything filled in',
  scope: 'read',
  params: ofOrganisation,
  query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(200) }),
  output: z.object({ items: z.array(proposedActivity), total: z.int() }),
  errors: ['not-found', 'store-damaged'],
});

export const eventRef = z.strictObject({ connection: connectionName, event: z.string().min(1).max(100) });

export const acceptProposedActivities = defineOperation({
  id: 'acceptProposedActivities',
  tag: 'activities',
  method: 'post',
  path: '/organisations/{organisation}/activities/proposals',
  summary: 'Take proposed activities into the log, each matched with its event',
  scope: 'write',
  params: ofOrganisation,
  body: z.strictObject({ events: z.array(eventRef).min(1).max(500) }),
  output: z.object({ added: z.int() }),
  status: 201,
  errors: ['not-found', 'conflict', 'store-damaged'],
});
