import type { ActivityFields } from '@illuminate/contract';
import { activityFields } from '@illuminate/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { acceptProposals } from '../activities/accept-proposals.ts';
import { addActivity } from '../activities/add-activity.ts';
import { archiveActivity, changeActivity } from '../activities/change-activity.ts';
import { listActivities } from '../activities/list-activities.ts';
import { proposeActivities } from '../activities/propose-activities.ts';
import { findConnection } from '../connections/find-connection.ts';
import { gatherFacts } from '../connections/gather-facts.ts';
import { type ContextForTests, openContextForTests, TOY } from '../context-for-tests.ts';
import { addConnection } from '../control/rows-for-tests.ts';
import type { Connection } from '../control/schema/connections.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { runEventIdReport } from '../reports/event-id-report.ts';
import { showSetUp } from '../set-up/show-set-up.ts';
import { excludeEvents } from './exclude-events.ts';
import { includeEvents } from './include-events.ts';
import { listPerformances } from './list-performances.ts';
import { matchEvents } from './match-events.ts';
import { loadProgramme, type MadeEvent } from './programme-for-tests.ts';
import { refreshMatches } from './refresh-matches.ts';
import { showMatching } from './show-matching.ts';
import { undoDeed } from './undo-deed.ts';
import { unmatchEvents } from './unmatch-events.ts';

let box: ContextForTests;
let organisation: Organisation;
let connection: Connection;
const actor = 'Ann (per_1)';

const nights = (...days: string[]): string[] => days.map((day) => `${day} 19:30`);
const PROGRAMME: readonly MadeEvent[] = [
  { number: 101, name: 'Macbeth', on: nights('2026-04-10', '2026-04-11'), venue: 'Main House', tickets: 5 },
  { number: 102, name: 'Calendar Girls', on: nights('2026-04-17'), venue: 'Main House', tickets: 3 },
  { number: 103, name: 'Car park', on: nights('2026-04-17'), tickets: 9 },
  { number: 104, name: 'Folk Night', on: nights('2026-05-08'), venue: 'Studio', tickets: 2 },
];

beforeAll(async () => {
  box = await openContextForTests();
});
afterAll(() => box.close());
beforeEach(async () => {
  await box.reset();
  organisation = await box.organisation('riverside');
  connection = await findConnection(box.context, await addConnection(box.context.control, organisation.id));
  await box.context.db.updateTable('connections').set({ provider: TOY }).where('id', '=', connection.id).execute();
  await loadProgramme(box, { organisationId: organisation.id, connectionId: connection.id }, PROGRAMME);
});

const add = (fields: Partial<ActivityFields> & { title: string; from: string }) =>
  addActivity(box.context, {
    organisation,
    input: activityFields.parse({ kind: 'performance', artform: 'theatre', ...fields }),
    actor,
  });
const show = () => showMatching(box.context, organisation);
const event = (number: number) => ({ connection: connection.name, event: `${number}A` });
const standing = async () => (await gatherFacts(box.context, [connection]))[0]?.status.matches;
const deed = () => ({ organisation, actor });

describe('by Event ID', () => {
  test.each(['101', ' 101. ', '101A', 'https://toy.example/events/101', 'Event ID: 101'])(
    '“%s” is matched at once',
    async (eventId) => {
      const added = await add({ title: 'Macbeth', from: '2026-04-10', to: '2026-04-11', eventId });
      expect(added.matches).toMatchObject([{ event: '101A', eventId: '101', basis: 'event-id', by: 'Illuminate' }]);
      expect(added.ticketed).toBe(10);
    },
  );

  test('each organisation has its own, whatever others have', async () => {
    await add({ title: 'Macbeth', from: '2026-04-10', eventId: '101' });
    const harbour = await box.organisation('harbour');
    const other = await addConnection(box.context.control, harbour.id);
    await loadProgramme(box, { organisationId: harbour.id, connectionId: other }, PROGRAMME.slice(1));
    const input = activityFields.parse({
      ...{ title: 'Calendar Girls', kind: 'performance', artform: 'theatre', from: '2026-04-17', eventId: '102' },
    });
    const added = await addActivity(box.context, { organisation: harbour, input, actor });
    expect(added.matches).toMatchObject([{ event: '102A', basis: 'event-id' }]);
    expect((await show()).counts).toMatchObject({ events: 4, matched: 1 });
  });

  test('an id that becomes known later is matched when the events come', async () => {
    await add({ title: 'The Tempest', from: '2026-04-24', eventId: '105' });
    expect((await show()).activities).toMatchObject([{ why: '“105” is the id of no event that is here.' }]);
    await loadProgramme(box, { organisationId: organisation.id, connectionId: connection.id }, [
      { number: 105, name: 'The Tempest', on: nights('2026-04-24') },
    ]);
    await refreshMatches(box.context, organisation.id);
    expect((await show()).matched).toMatchObject([{ eventId: '105', activityTitle: 'The Tempest' }]);
  });

  test('one activity names several events, and follows what is typed', async () => {
    const both = await add({
      title: 'Spring season',
      kind: 'festival',
      from: '2026-04-10',
      to: '2026-04-17',
      eventId: '101; 102',
    });
    expect(both.matches.map(({ eventId }) => String(eventId)).sort()).toEqual(['101', '102']);
    expect(both.ticketed).toBe(13);
    const { id, version } = both;
    const input = activityFields.parse({
      title: 'Spring season',
      kind: 'festival',
      artform: 'theatre',
      from: '2026-04-10',
      eventId: '102',
    });
    const changed = await changeActivity(box.context, { ...deed(), activity: id, version, input });
    expect(changed.matches.map(({ eventId }) => eventId)).toEqual(['102']);
    await expect(changeActivity(box.context, { ...deed(), activity: id, version, input })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('you have version 1, and it is at 2'),
    });
  });

  test('an id of an event with another title in another season is shown to a person, not applied', async () => {
    await add({ title: 'Jazz Supper', from: '2025-09-01', eventId: '101' });
    const { activities } = await show();
    expect(activities).toMatchObject([{ title: 'Jazz Supper', suggestions: [{ event: '101A', score: 0.5 }] }]);
    expect(activities[0]?.why).toContain('“Macbeth”, which has another title and other days');
  });

  test('what a person took apart is not matched again by itself', async () => {
    const { matches } = await add({ title: 'Macbeth', from: '2026-04-10', eventId: '101' });
    await unmatchEvents(box.context, { ...deed(), matches: matches.map(({ id }) => id) });
    await refreshMatches(box.context, organisation.id);
    expect((await show()).matched).toEqual([]);
    await undoDeed(box.context, { ...deed(), deed: null });
    expect((await show()).matched).toHaveLength(1);
  });
});

describe('by hand', () => {
  test('what was only counted counts as tickets, and never beside tickets of the same performance', async () => {
    await loadProgramme(box, { organisationId: organisation.id, connectionId: connection.id }, [
      { number: 401, name: 'Bronze Age', on: nights('2026-05-02', '2026-05-03'), counted: 40 },
      { number: 402, name: 'Iron Age', on: nights('2026-05-02'), tickets: 3, counted: 40 },
    ]);
    const bronze = await add({ title: 'Bronze Age', from: '2026-05-02', to: '2026-05-03', eventId: '401' });
    const iron = await add({ title: 'Iron Age', from: '2026-05-02', eventId: '402' });
    expect([bronze.ticketed, iron.ticketed]).toEqual([80, 3]);
    await unmatchEvents(box.context, { ...deed(), matches: [...bronze.matches, ...iron.matches].map(({ id }) => id) });
    const open = (await show()).events.map(({ eventId, tickets }) => [eventId, tickets]);
    expect(open).toEqual(
      expect.arrayContaining([
        ['401', 80],
        ['402', 3],
      ]),
    );
    const ref = { connection: bronze.matches[0]?.connection ?? '', event: '401A' };
    const { items } = await listPerformances(box.context, organisation, ref);
    expect(items.map(({ tickets }) => tickets)).toEqual([40, 40]);
  });

  test('a festival gets its events as a set, and what is left of it when some are matched', async () => {
    const parts = [
      'Word Fest: opening night',
      'Word Fest: Poetry slam',
      'Word Fest – closing night',
      'WF26 – Late bar',
    ];
    await loadProgramme(box, { organisationId: organisation.id, connectionId: connection.id }, [
      ...parts.map((name, at) => ({ number: 201 + at, name, on: nights('2026-05-02') })),
      { number: 301, name: 'Wordless', on: nights('2026-05-02') },
    ]);
    const { id } = await add({ title: 'Word Fest 2026', kind: 'festival', from: '2026-05-01', to: '2026-05-10' });
    const before = await show();
    const [festival] = before.activities;
    expect(festival?.suggestions.map(({ eventName, together }) => [eventName, together])).toEqual(
      parts.map((name) => [name, 4]),
    );
    expect(before.matched).toEqual([]);
    const [first] = festival?.suggestions ?? [];
    if (first === undefined) throw new Error('nothing was suggested');
    await matchEvents(box.context, { ...deed(), pairs: [first] });
    const { matched, events } = await show();
    expect(matched).toMatchObject([{ basis: 'suggestion', name: parts[0] }]);
    const open = events.flatMap(({ name, suggestions }) => (suggestions[0]?.activity === id ? [name] : []));
    expect(open.toSorted()).toEqual(parts.slice(1).toSorted());
  });

  test('a suggestion says why, is not applied by itself, and is accepted in one deed that can be undone', async () => {
    const { id } = await add({ title: 'Calender Girls', from: '2026-04-18', place: 'Main House' });
    const before = await show();
    expect(before.matched).toEqual([]);
    const [worst] = before.events;
    expect(before.events.map(({ name }) => name)).toEqual(['Macbeth', 'Car park', 'Calendar Girls', 'Folk Night']);
    expect(worst?.tickets).toBe(10);
    const suggestion = before.events[2]?.suggestions[0];
    expect(suggestion).toMatchObject({
      activity: id,
      event: '102A',
      reasons: ['nearly the same title', 'one day apart', 'in the same place'],
    });
    await matchEvents(box.context, { ...deed(), pairs: [{ activity: id, ...event(102) }] });
    const after = await show();
    expect(after.matched).toMatchObject([{ basis: 'suggestion', by: 'Ann', name: 'Calendar Girls' }]);
    expect(after.counts).toMatchObject({ events: 4, matched: 1, ticketsMissing: 21 });
    expect(after.sentence).toBe('1 of 4 events matched; 3 are not in your figures.');
    expect(after.deeds).toMatchObject([
      { what: 'Matched “Calender Girls” with “Calendar Girls”', by: 'Ann', undone: false },
    ]);
    await undoDeed(box.context, { ...deed(), deed: null });
    expect((await show()).deeds).toMatchObject([{ undone: true }]);
    expect((await show()).matched).toEqual([]);
    await expect(undoDeed(box.context, { ...deed(), deed: null })).rejects.toMatchObject({ code: 'not-possible-now' });
  });

  test('one event is shared by two activities, each with its own performances; no ticket counts twice', async () => {
    const first = await add({ title: 'Macbeth, opening', from: '2026-04-10' });
    const second = await add({ title: 'Macbeth, second night', from: '2026-04-11' });
    await matchEvents(box.context, {
      ...deed(),
      pairs: [
        { activity: first.id, ...event(101), performances: ['101-0'] },
        { activity: second.id, ...event(101) },
      ],
    });
    const { matched } = await show();
    expect(new Map(matched.map(({ activityTitle, performanceStarts }) => [activityTitle, performanceStarts]))).toEqual(
      new Map([
        ['Macbeth, opening', '2026-04-10 19:30'],
        ['Macbeth, second night', null],
      ]),
    );
    expect(await listPerformances(box.context, organisation, event(101))).toEqual({
      total: 2,
      items: [
        {
          ...{ performance: '101-0', starts: '2026-04-10 19:30', venue: 'Main House', cancelled: false },
          ...{ tickets: 5, activities: ['Macbeth, opening'] },
        },
        {
          ...{ performance: '101-1', starts: '2026-04-11 19:30', venue: 'Main House', cancelled: false },
          ...{ tickets: 5, activities: [] },
        },
      ],
    });
    await expect(listPerformances(box.context, organisation, event(999))).rejects.toMatchObject({ code: 'not-found' });
    const log = await listActivities(box.context, { organisation, year: '2026-05-01', archived: false });
    expect(log.quarters[0]?.items.map(({ ticketed }) => ticketed)).toEqual([5, 5]);
    expect(log.total).toMatchObject({ activities: 2, people: 10, ticketed: 10, withoutNumber: 0 });
    await expect(
      matchEvents(box.context, { ...deed(), pairs: [{ activity: first.id, ...event(101), performances: ['9'] }] }),
    ).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('what is excluded asks for no match, with its reason and author, until it is taken back', async () => {
    const { id } = await add({ title: 'Macbeth', from: '2026-04-10', eventId: '101' });
    await excludeEvents(box.context, { ...deed(), events: [event(103)], reason: 'car-park', note: null });
    expect(await show()).toMatchObject({
      counts: { events: 3, matched: 1, excluded: 1 },
      excluded: [{ name: 'Car park', reason: 'car-park', by: 'Ann' }],
    });
    await expect(
      excludeEvents(box.context, { ...deed(), events: [event(101)], reason: 'hire', note: null }),
    ).rejects.toMatchObject({ code: 'conflict', message: '“Macbeth” is matched with “Macbeth”.' });
    await expect(
      matchEvents(box.context, { ...deed(), pairs: [{ activity: id, ...event(103) }] }),
    ).rejects.toMatchObject({ code: 'conflict' });
    await includeEvents(box.context, { ...deed(), events: [event(103)] });
    expect((await show()).counts).toMatchObject({ events: 4, excluded: 0 });
    await undoDeed(box.context, { ...deed(), deed: null });
    expect((await show()).counts).toMatchObject({ events: 3, excluded: 1 });
  });

  test('undo after undo, and an undo that something later forbids', async () => {
    const { id } = await add({ title: 'Something', from: '2026-04-10' });
    await matchEvents(box.context, { ...deed(), pairs: [{ activity: id, ...event(104) }] });
    const [match] = (await show()).matched;
    // The same once more, out of another tab, is no deed: to undo it would do nothing.
    await matchEvents(box.context, { ...deed(), pairs: [{ activity: id, ...event(104) }] });
    expect((await show()).deeds).toHaveLength(1);
    await unmatchEvents(box.context, { ...deed(), matches: [match?.id ?? ''] });
    const hire = { ...deed(), events: [event(104)], reason: 'hire', note: 'a wedding' } as const;
    for (let time = 0; time < 2; time += 1) await excludeEvents(box.context, hire);
    const [, unmatched] = (await show()).deeds;
    await expect(undoDeed(box.context, { ...deed(), deed: unmatched?.id ?? '' })).rejects.toMatchObject({
      code: 'conflict',
    });
    for (let undo = 0; undo < 3; undo += 1) await undoDeed(box.context, { ...deed(), deed: null });
    const end = await show();
    expect(end.matched).toEqual([]);
    expect(end.excluded).toEqual([]);
    expect(end.deeds.every(({ undone }) => undone)).toBe(true);
    const trail = await box.context.db
      .selectFrom('audit')
      .select('action')
      .where('subject', '=', organisation.id)
      .where('action', 'like', 'matching.%')
      .orderBy('seq')
      .execute();
    expect(trail.map(({ action }) => action)).toEqual([
      'matching.match',
      'matching.unmatch',
      'matching.exclude',
      ...Array.from({ length: 3 }, () => 'matching.undone'),
    ]);
  });

  test('nothing of another organisation can be named', async () => {
    const { id } = await add({ title: 'Macbeth', from: '2026-04-10' });
    const other = await box.organisation('harbour');
    await expect(
      matchEvents(box.context, { organisation: other, actor, pairs: [{ activity: id, ...event(101) }] }),
    ).rejects.toMatchObject({ code: 'not-found' });
    await expect(
      excludeEvents(box.context, { organisation: other, actor, events: [event(101)], reason: 'hire', note: null }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('from the box office', () => {
  test('events are proposed with everything filled in, and taken into the log matched', async () => {
    await add({ title: 'Macbeth', from: '2026-04-10', eventId: '101' });
    const proposed = await proposeActivities(box.context, { organisation, limit: 10 });
    expect(proposed.items.map(({ activity }) => activity.title)).toEqual(['Calendar Girls', 'Car park', 'Folk Night']);
    expect(proposed.items[2]).toMatchObject({
      eventId: '104',
      tickets: 2,
      because: 'by the word “folk”',
      activity: { kind: 'performance', artform: 'music', place: 'Studio', from: '2026-05-08', to: '2026-05-08' },
    });
    await acceptProposals(box.context, { ...deed(), events: [event(104), event(102)] });
    expect((await show()).counts).toMatchObject({ events: 4, matched: 3, activities: 3 });
    await expect(acceptProposals(box.context, { ...deed(), events: [event(104)] })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect((await proposeActivities(box.context, { organisation, limit: 10 })).total).toBe(1);
    await undoDeed(box.context, { ...deed(), deed: null });
    await refreshMatches(box.context, organisation.id);
    expect((await show()).counts, 'their ids do not match them again').toMatchObject({ matched: 1, activities: 3 });
  });
});

describe('status', () => {
  test('says nothing of matches until there are activities, then how many events are matched', async () => {
    expect(await standing()).toBeNull();
    const { id, version } = await add({ title: 'Something else', from: '2026-04-02' });
    expect(await standing()).toEqual({ matched: 0, events: 4 });
    await matchEvents(box.context, { ...deed(), pairs: [{ activity: id, ...event(101) }] });
    expect(await standing()).toEqual({ matched: 1, events: 4 });
    const step = (await showSetUp(box.context, organisation)).items.find((item) => item.step === 'match-events');
    expect(step).toMatchObject({ state: 'in-progress', sentence: '1 of 4 events are matched.' });
    await archiveActivity(box.context, { ...deed(), activity: id, version, archived: true });
    expect(await standing()).toBeNull();
  });

  test('events of a quarter that the log has not reached are not asked for', async () => {
    await add({ title: 'Folk', from: '2026-07-01' });
    expect(await standing()).toEqual({ matched: 0, events: 0 });
    expect((await show()).sentence).toBe('No event of a box office is here for the time of the activity log.');
  });

  test('the Event ID report says to what each event is matched', async () => {
    await add({ title: 'The Scottish Play', from: '2026-04-10', eventId: '101' });
    await add({ title: 'Calendar Girls', from: '2026-04-17' });
    await excludeEvents(box.context, { ...deed(), events: [event(103)], reason: 'car-park', note: null });
    const report = await runEventIdReport(box.context, {
      organisation,
      from: '2026-04-01',
      to: '2026-06-30',
      columns: 'all',
    });
    expect(report.rows.map(({ eventId, match, matchedTo }) => [eventId, match, matchedTo])).toEqual([
      ['101', 'Matched', 'The Scottish Play'],
      ['102', 'Suggested', ''],
      ['103', 'Ignored', ''],
      ['104', 'Not matched', ''],
    ]);
  });
});
