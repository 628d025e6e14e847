import { describe, expect, test } from 'vitest';
import { guessDate } from './guess-forms.ts';
import { otherWays } from './other-ways.ts';

const read = (pattern: string, text: string): string | null => {
  const wall = otherWays(pattern)(text);
  return wall === null ? null : new Date(wall).toISOString().slice(0, 16);
};

describe('what is written otherwise than the rest of its column', () => {
  test.each([
    ['HH:mm', '7.30pm', '1970-01-01T19:30'],
    ['HH:mm', '2 pm', '1970-01-01T14:00'],
    ['HH:mm', '1930', '1970-01-01T19:30'],
    ['HH:mm', '09.30', '1970-01-01T09:30'],
    ['HH:mm', '19h30', '1970-01-01T19:30'],
    ['H:mm', '19.30', '1970-01-01T19:30'],
    ['h:mm A', '19:30', '1970-01-01T19:30'],
    ['h.mm A', '7:30 p.m.', '1970-01-01T19:30'],
    ['DD/MM/YYYY', '3/4/2026', '2026-04-03T00:00'],
    ['DD/MM/YYYY', '03.04.26', '2026-04-03T00:00'],
    ['MM/DD/YYYY', '3-4-2026', '2026-03-04T00:00'],
    ['DD/MM/YYYY', '2026-04-03', '2026-04-03T00:00'],
    ['DD/MM/YYYY', 'Fri 3rd April 2026', '2026-04-03T00:00'],
    ['YYYY-MM-DD', 'April 3, 2026', '2026-04-03T00:00'],
    ['DD/MM/YYYY HH:mm', '3 April 2026 at 7.30pm', '2026-04-03T19:30'],
    ['DD/MM/YYYY HH:mm', '2026-04-03T19:30', '2026-04-03T19:30'],
    ['DD/MM/YYYY, HH:mm', '3/4/26 1930', '2026-04-03T19:30'],
    ['ddd D MMM YYYY h:mm A', 'Fri 3 Apr 2026 19:30', '2026-04-03T19:30'],
  ])('beside %s, %j is %s', (pattern, text, wall) => {
    expect(read(pattern, text)).toBe(wall);
  });

  test.each([
    ['h:mm A', '7:30'],
    ['h:mm A', '12:30'],
    ['h:mm A', '0730'],
    ['H:mm', '7.30'],
    ['H:mm', '7.30pm'],
    ['HH:mm', '7:30'],
    ['HH:mm', '2530'],
    ['YYYY-MM-DD', '03/04/2026'],
    ['D MMM YYYY', '03/04/2026'],
    ['DD/MM/YYYY', '04/13/2026'],
    ['DD/MM/YYYY', 'April 2026'],
    ['DD/MM/YYYY HH:mm', '3 April 2026'],
    ['MMM YYYY', '3 April 2026'],
  ])('beside %s, %j can be something else, or is nothing', (pattern, text) => {
    expect(read(pattern, text)).toBeNull();
  });
});

describe('the form that most of a column has', () => {
  test.each([
    [['19:30', '7.30pm', '2pm', '1930', '14:00'], 'HH:mm'],
    [['7.30pm', '2.30pm', '19:30', '3 pm'], 'h:mm A'],
    [['03/04/2026', '4/4/2026', '5 April 2026', '2026-04-06'], 'DD/MM/YYYY'],
  ])('of %j is %s', (texts, pattern) => {
    expect(guessDate(texts)?.pattern).toBe(pattern);
  });
});
