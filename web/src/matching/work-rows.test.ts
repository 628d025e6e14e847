import type { MatchSuggestion, UnmatchedActivity, UnmatchedEvent } from '@illuminate/contract';
import { expect, test } from 'vitest';
import { bestOf, bestOfAll, rowsOfActivities, rowsOfEvents } from './work-rows.ts';

const suggestion = (event: string, together: number): MatchSuggestion => ({
  ...{ activity: 'a1', activityTitle: 'Word Fest 2026', connection: 'c1', event, eventName: event },
  ...{ score: 0.75, reasons: [], together },
});
const activity = (suggestions: MatchSuggestion[]): UnmatchedActivity => ({
  ...{ activity: 'a1', title: 'Word Fest 2026', from: '2026-05-01', to: '2026-05-10', place: null, people: null },
  ...{ eventId: null, why: '', suggestions },
});
const event = (suggestions: MatchSuggestion[]): UnmatchedEvent => ({
  ...{ connection: 'c1', event: 'e1', eventId: null, name: 'Word Fest: one', first: null, last: null },
  ...{ performances: 1, venues: [], tickets: 0, suggestions },
});
const accepted = (rows: ReturnType<typeof rowsOfEvents>) => rows.flatMap(bestOf).map((one) => one.event);

test('a festival is accepted with all its parts, and an event with the likeliest activity alone', () => {
  const parts = ['e1', 'e2', 'e3'].map((key) => suggestion(key, 3));
  expect(accepted(rowsOfActivities([activity(parts)]))).toEqual(['e1', 'e2', 'e3']);
  expect(accepted(rowsOfEvents([event(parts.slice(0, 1))]))).toEqual(['e1']);
  // What is the activity itself, rather than a part of it, is taken alone.
  expect(accepted(rowsOfActivities([activity([suggestion('whole', 1), ...parts])]))).toEqual(['whole']);
  expect(accepted(rowsOfActivities([activity([])]))).toEqual([]);
});

test('of many rows no more are accepted at once than one deed takes, and no festival in half', () => {
  const festival = activity(Array.from({ length: 90 }, (_, at) => suggestion(`e${at}`, 90)));
  const rows = rowsOfActivities(Array.from({ length: 6 }, () => festival));
  expect(bestOfAll(rows)).toHaveLength(450);
  expect(bestOfAll(rows.slice(0, 2))).toHaveLength(180);
});
