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
