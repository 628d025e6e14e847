import { expect, test } from 'vitest';
import { type ActivityToMatch, dayOfText, type EventToMatch, suggestMatches } from './suggest.ts';
import { suggestingSets, suggestSets, withSets } from './suggest-sets.ts';

const activity = (title: string, from = '2026-05-01', to = '2026-05-10'): ActivityToMatch => ({
  ...{ id: title, title, place: null, from: dayOfText(from), to: dayOfText(to) },
});
const event = (name: string, on = '2026-05-03', to = on): EventToMatch => ({
  ...{ key: name, name, venues: [], from: dayOfText(on), to: dayOfText(to) },
});
const setsOf = (activities: readonly ActivityToMatch[], names: readonly string[]) =>
  suggestSets(
    activities,
    names.map((name) => event(name)),
  ).map((one) => [one.activity, one.event]);

test('a festival gets its parts as a set: by its title without the year, and by its initials', () => {
  const parts = [
    'Word Fest: opening night',
    'Word Festival 2026 – Poetry slam',
    'Word Fest 26 Late Bar',
    'WF26 – Writers for peace',
    'WF2026: closing night',
  ];
  const others = [
    'Word Up: a quiz',
    'WF: what is it',
    'Wordsworth Fest: daffodils',
    'Word Fest',
    'Word Fest 2025: the film',
  ];
  const found = suggestSets(
    [activity('Word Fest 2026')],
    [...parts, ...others].map((name) => event(name)),
  );
  expect(found.map((one) => one.event).toSorted()).toEqual(parts.toSorted());
  expect(found[0]).toMatchObject({
    together: 5,
    reasons: ['its title begins as the activity’s does', 'one of 5 on the activity’s days'],
  });
  expect(found.find(({ event: key }) => key.startsWith('WF26'))?.reasons[0]).toBe(
    'its title begins with the activity’s initials',
  );
});

test('parts lie within the activity’s days, and two are no festival', () => {
  const names = ['Word Fest: one', 'Word Fest: two', 'Word Fest: three'];
  const whole = activity('Word Fest');
  expect(
    suggestSets(
      [whole],
      names.map((name) => event(name)),
    ),
  ).toHaveLength(3);
  const late = [...names.slice(1).map((name) => event(name)), event('Word Fest: one', '2026-05-10', '2026-05-11')];
  expect(suggestSets([whole], late)).toEqual([]);
  expect(setsOf([whole], names.slice(1))).toEqual([]);
  // The same title three times is a run, and no set.
  expect(
    suggestSets(
      [whole],
      [1, 2, 3].map((key) => ({ ...event('Word Fest: one'), key: String(key) })),
    ),
  ).toEqual([]);
});

test('one word must be all that stands before a colon, a dash or a bracket', () => {
  const names = ['Macbeth: captioned', 'Macbeth (relaxed)', 'Macbeth – audio described', 'Macbeth Murmurs'];
  expect(setsOf([activity('Macbeth')], names).map(([, name]) => name)).toEqual(names.slice(0, 3));
});

test('the longer title has the part; of two activities of one title none has it', () => {
  const school = ['Word Fest Schools: one', 'Word Fest Schools: two', 'Word Fest Schools: three'];
  const town = ['Word Fest: four', 'Word Fest: five', 'Word Fest: six'];
  const [all, schools] = [activity('Word Fest 2026'), activity('Word Fest Schools 2026')];
  const found = setsOf([all, schools], [...school, ...town]);
  expect(found.filter(([whole]) => whole === schools.id).map(([, name]) => name)).toEqual(school);
  expect(found.filter(([whole]) => whole === all.id).map(([, name]) => name)).toEqual(town);
  expect(setsOf([all, { ...all, id: 'twin' }], town)).toEqual([]);
});

test('an event that is likely another activity by itself is no part, and no pair stands twice', () => {
  const names = ['Word Fest: Simon Armitage', 'Word Fest: two', 'Word Fest: three', 'Word Fest: four'];
  const activities = [activity('Word Fest 2026'), activity('Word Fest: Simon Armitage', '2026-05-03', '2026-05-03')];
  const events = names.map((name) => event(name));
  const found = withSets(suggestMatches(activities, events), suggestSets(activities, events));
  expect(found.map((one) => [one.activity, one.event])).toEqual([
    ['Word Fest: Simon Armitage', names[0]],
    ...names.slice(1).map((name) => ['Word Fest 2026', name]),
  ]);
});

test('others may have their turn while one activity is compared with thousands of events', () => {
  const events = Array.from({ length: 2_000 }, (_, at) => event(`Word Fest: night ${at}`));
  const steps = [...suggestingSets([activity('Word Fest 2026')], events)].length;
  expect(steps).toBeGreaterThan(events.length + 5);
});
