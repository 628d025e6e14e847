import { setInterval as every } from 'node:timers';
import { expect, test } from 'vitest';
import { type ActivityToMatch, type EventToMatch, suggestMatches } from './suggest.ts';
import { suggestBeside } from './suggest-beside.ts';

const WORDS = 'winter moon tale river glass king letter garden storm paper ghost market'.split(' ');
const titleOf = (at: number): string =>
  [at, at * 7, at * 13].map((one) => WORDS[one % WORDS.length]).join(' ') + (at % 3 === 0 ? ` ${at}` : '');
const activities = Array.from({ length: 600 }, (_, at): ActivityToMatch => {
  return { id: `a${at}`, title: titleOf(at), place: 'Main House', from: 20_000 + (at % 60), to: 20_002 + (at % 60) };
});
const events = Array.from({ length: 600 }, (_, at): EventToMatch => {
  return { key: `e${at}`, name: titleOf(at), venues: ['Main House'], from: 20_000 + (at % 60), to: 20_002 + (at % 60) };
});

test('what is suggested beside other work is what is suggested at once, and others have their turn meanwhile', async () => {
  let turns = 0;
  const timer = every(() => {
    turns += 1;
  }, 1);
  const found = await suggestBeside(activities, events);
  clearInterval(timer);
  expect(found).toEqual(suggestMatches(activities, events));
  expect(found.length).toBeGreaterThan(100);
  expect(turns).toBeGreaterThan(2);
});

test('the same question is answered from what is known, and another one anew', async () => {
  const first = await suggestBeside(activities, events);
  expect(await suggestBeside([...activities], events.slice())).toBe(first);
  const without = await suggestBeside(activities, events.slice(1));
  expect(without.some(({ event }) => event === 'e0')).toBe(false);
});
