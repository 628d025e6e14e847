import { formatWall } from '@illuminate/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { datePattern } from './date-pattern.ts';

const read = (pattern: string, text: string): string | null => {
  const made = datePattern(pattern);
  if (typeof made === 'string') throw new Error(made);
  const wall = made.read(text);
  return wall === null ? null : formatWall(wall);
};

test.each([
  ['DD/MM/YYYY HH:mm', '01/03/2026 19:30', '2026-03-01 19:30'],
  ['D/M/YYYY H:mm', '1/3/2026 9:05', '2026-03-01 09:05'],
  ['MM/DD/YYYY hh:mm A', '03/01/2026 07:30 PM', '2026-03-01 19:30'],
  ['D MMM YYYY h:mmA', '1 Mar 2026 12:00am', '2026-03-01 00:00'],
  ['D MMMM YYYY', '1 September 2026', '2026-09-01 00:00'],
  ['ddd D MMM YYYY', 'Sunday 1 Sept 2026', '2026-09-01 00:00'],
  ['YYYY-MM-DDTHH:mm:ss', '2026-03-01T19:30:59.123', '2026-03-01 19:30'],
  ['DD.MM.YY, HH.mm', '01.03.26, 19.30', '2026-03-01 19:30'],
  ['HH:mm', '19:30', '1970-01-01 19:30'],
  ['DD/MM/YYYY HH:mm', ' 01/03/2026   19:30 ', '2026-03-01 19:30'],
  ['D   MMM    YYYY', '1 Mar 2026', '2026-03-01 00:00'],
])('%s reads %j', (pattern, text, wall) => {
  expect(read(pattern, text)).toBe(wall);
});

test.each([
  ['DD/MM/YYYY', '31/02/2026'],
  ['DD/MM/YYYY', '1/3/2026'],
  ['DD/MM/YYYY', '01/13/2026'],
  ['DD/MM/YYYY', '01/03/2026 19:30'],
  ['DD/MM/YYYY HH:mm', '01/03/2026 24:30'],
  ['DD/MM/YYYY hh:mm A', '01/03/2026 13:00 PM'],
  ['D MMM YYYY', '1 Foo 2026'],
  ['DD-MM-YYYY', '01/03/2026'],
  // At once: not after each way of sharing out the gap.
  [`D${' '.repeat(10)}MM YYYY`, `1${' '.repeat(40)}x`],
])('%s does not read %j', (pattern, text) => {
  expect(read(pattern, text)).toBeNull();
});

test.each([
  ['DD/MM', 'a date is a year, a month and a day'],
  ['DD/MM/YYYY DD', 'it names one part of a date twice'],
  ['DD/MM/YYYY HH', 'a time is hours and minutes'],
  ['DD/MM/YYYY hh:mm', 'need an A for am or pm'],
  ['DD/MM/YYYY x', '`x` means nothing in a date pattern'],
  ['', 'it is empty'],
])('%j is no pattern', (pattern, reason) => {
  expect(datePattern(pattern)).toContain(reason);
});

test('what a pattern wrote, it reads back', () => {
  const minutes = fc.integer({ min: Date.UTC(2000, 0, 1) / 60_000, max: Date.UTC(2099, 11, 31) / 60_000 });
  fc.assert(
    fc.property(minutes, (minute) => {
      const text = formatWall(minute * 60_000);
      const [day = '', time = ''] = text.split(' ');
      const [year = '', month = '', date = ''] = day.split('-');
      expect(read('DD/MM/YYYY HH:mm', `${date}/${month}/${year} ${time}`)).toBe(text);
      expect(read('D.M.YY H:mm', `${Number(date)}.${Number(month)}.${year.slice(2)} ${time}`)).toBe(text);
    }),
    { numRuns: 300 },
  );
});
