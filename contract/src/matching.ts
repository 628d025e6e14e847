import { z } from 'zod';
import { activityMatch, eventRef, shownEventId } from './activities.ts';
import { defineOperation } from './operation.ts';
import { connectionName, dayText, instantText, slug } from './words.ts';

export const exclusionReason = z.enum(['hire', 'car-park', 'merchandise', 'cancelled', 'not-funded', 'other']);
export type ExclusionReason = z.infer<typeof exclusionReason>;

export const matchState = z.enum(['matched', 'suggested', 'not-matched', 'ignored']);
export type MatchState = z.infer<typeof matchState>;

const share = z.number().min(0).max(1);

/** A likely match with what speaks for it. Never applied by itself. */
export const suggestion = z
  .object({
    activity: z.string(),
    activityTitle: z.string(),
    connection: connectionName,
    event: z.string(),
    eventName: z.string(),
    score: share,
    reasons: z.array(z.string()),
    together: z.int().min(1).meta({
      description:
        'How many events are suggested for the activity as its parts, as those of a festival; 1: it stands alone.',
    }),
  })
  .meta({ id: 'MatchSuggestion' });
export type MatchSuggestion = z.infer<typeof suggestion>;

export const unmatchedEvent = z
  .object({
    connection: connectionName,
    event: z.string(),
    eventId: shownEventId,
    name: z.string(),
    first: z.string().nullable().meta({ description: 'Wall time of the first performance.' }),
    last: z.string().nullable(),
    performances: z.int(),
    venues: z.array(z.string()).meta({ description: 'In alphabetical order; of a tour they are many.' }),
    tickets: z.int(),
    suggestions: z.array(suggestion),
  })
  .meta({ id: 'UnmatchedEvent' });
export type UnmatchedEvent = z.infer<typeof unmatchedEvent>;

export const unmatchedActivity = z
  .object({
    activity: z.string(),
    title: z.string(),
    from: dayText,
    to: dayText,
    place: z.string().nullable(),
    people: z.int().nullable(),
    eventId: z.string().nullable(),
    why: z.string().meta({ description: 'Why nothing is matched by itself.' }),
    suggestions: z.array(suggestion),
  })
  .meta({ id: 'UnmatchedActivity' });
export type UnmatchedActivity = z.infer<typeof unmatchedActivity>;

export const excludedEvent = z
  .object({
    connection: connectionName,
    event: z.string(),
    eventId: shownEventId,
    name: z.string().nullable(),
    reason: exclusionReason,
    note: z.string().nullable(),
    by: z.string(),
    at: instantText,
  })
  .meta({ id: 'ExcludedEvent' });
export type ExcludedEvent = z.infer<typeof excludedEvent>;

export const matchingDeed = z
  .object({
    id: z.string(),
    what: z.string().meta({ description: 'What was done, in words.' }),
    by: z.string(),
    at: instantText,
    undone: z.boolean(),
  })
  .meta({ id: 'MatchingDeed' });
export type MatchingDeed = z.infer<typeof matchingDeed>;

export const matching = z
  .object({
    organisation: slug,
    window: z
      .object({ from: dayText, to: dayText })
      .nullable()
      .meta({ description: 'Events with a performance in it should be matched; null while the log is empty.' }),
    counts: z.object({
      events: z.int().meta({ description: 'That should be matched: without those that are excluded.' }),
      matched: z.int(),
      excluded: z.int(),
      activities: z.int(),
      activitiesMatched: z.int(),
      suggestions: z.int(),
      ticketsMissing: z.int().meta({ description: 'Tickets of events that are not matched.' }),
    }),
    sentence: z.string(),
    events: z.array(unmatchedEvent).meta({ description: 'Not matched, most tickets first; 500 at most.' }),
    activities: z.array(unmatchedActivity).meta({ description: 'Not matched; 500 at most.' }),
    matched: z.array(
      activityMatch.extend({
        activity: z.string(),
        activityTitle: z.string(),
        performanceStarts: z
          .string()
          .nullable()
          .meta({ description: 'Wall time of the one performance; null where all are meant, or it is not known.' }),
      }),
    ),
    excluded: z.array(excludedEvent),
    deeds: z.array(matchingDeed).meta({ description: 'The last twenty, newest first.' }),
  })
  .meta({ id: 'Matching' });
export type Matching = z.infer<typeof matching>;

export const eventPerformances = z
  .object({
    total: z.int(),
    items: z
      .array(
        z.object({
          performance: z.string(),
          starts: z.string().nullable().meta({ description: 'Wall time; null where the box office tells none.' }),
          venue: z.string().nullable(),
          cancelled: z.boolean(),
          tickets: z.int(),
          activities: z
            .array(z.string())
            .meta({ description: 'Titles of the activities that are matched with this performance by itself.' }),
        }),
      )
      .meta({ description: 'In the order in which they begin; 500 at most.' }),
  })
  .meta({ id: 'EventPerformances' });
export type EventPerformances = z.infer<typeof eventPerformances>;

const ofOrganisation = z.object({ organisation: slug });
const deed = { scope: 'write', params: ofOrganisation, output: matching } as const;
const activityId = z.string().min(1).max(60);

export const showMatching = defineOperation({
  id: 'showMatching',
  tag: 'matching',
  method: 'get',
  path: '/organisations/{organisation}/matching',
  summary: 'How far the activity log and the box office are matched, and what is not, worst first',
  scope: 'read',
  params: ofOrganisation,
  output: matching,
  errors: ['not-found', 'store-damaged'],
});

export const listEventPerformances = defineOperation({
  id: 'listEventPerformances',
  tag: 'matching',
  method: 'get',
  path: '/organisations/{organisation}/matching/performances',
  summary: 'The performances of an event, of which an activity can be matched with some',
  scope: 'read',
  params: ofOrganisation,
  query: eventRef,
  output: eventPerformances,
  errors: ['not-found', 'store-damaged'],
});

export const matchEvents = defineOperation({
  ...deed,
  id: 'matchEvents',
  tag: 'matching',
  method: 'post',
  path: '/organisations/{organisation}/matching/matches',
  summary: 'Match activities with events, or with single performances of them',
  body: z.strictObject({
    pairs: z
      .array(
        eventRef.extend({
          activity: activityId,
          performances: z.array(z.string().min(1).max(100)).max(500).optional(),
        }),
      )
      .min(1)
      .max(500),
  }),
  errors: ['not-found', 'conflict', 'store-damaged'],
});

export const unmatchEvents = defineOperation({
  ...deed,
  id: 'unmatchEvents',
  tag: 'matching',
  method: 'post',
  path: '/organisations/{organisation}/matching/unmatch',
  summary: 'Take matches apart; one that was made by Event ID is not made again by itself',
  body: z.strictObject({ matches: z.array(z.string().min(1).max(60)).min(1).max(500) }),
  errors: ['not-found', 'store-damaged'],
});

export const excludeEvents = defineOperation({
  ...deed,
  id: 'excludeEvents',
  tag: 'matching',
  method: 'post',
  path: '/organisations/{organisation}/matching/exclusions',
  summary: 'Leave events out that are no activity: hires, car parks, merchandise, what was cancelled',
  body: z.strictObject({
    events: z.array(eventRef).min(1).max(500),
    reason: exclusionReason,
    note: z.string().trim().min(1).max(500).optional(),
  }),
  errors: ['not-found', 'conflict', 'store-damaged'],
});

export const includeEvents = defineOperation({
  ...deed,
  id: 'includeEvents',
  tag: 'matching',
  method: 'post',
  path: '/organisations/{organisation}/matching/include',
  summary: 'Take exclusions back',
  body: z.strictObject({ events: z.array(eventRef).min(1).max(500) }),
  errors: ['not-found', 'store-damaged'],
});

export const undoMatching = defineOperation({
  ...deed,
  id: 'undoMatching',
  tag: 'matching',
  method: 'post',
  path: '/organisations/{organisation}/matching/undo',
  summary: 'Undo the last deed of matching, or a named one of the last twenty',
  body: z.strictObject({ deed: z.string().max(60).optional() }),
  errors: ['not-found', 'not-possible-now', 'conflict', 'store-damaged'],
});
