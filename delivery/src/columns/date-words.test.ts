import { describe, expect, test } from 'vitest';
import { DAY_NUMBERS, datePattern } from './date-pattern.ts';
import { guessDate } from './guess-forms.ts';
import { monthOf } from './month-names.ts';

const readBy = (pattern: string, text: string): string | null => {
  const read = datePattern(pattern);
  if (typeof read === 'string') throw new TypeError(read);
  const wall = read.read(text);
  return wall === null ? null : new Date(wall).toISOString().slice(0, 16);
};
const read = (text: string): string | null => {
  const guess = guessDate([text]);
  return guess === null ? null : readBy(guess.pattern, text);
};

describe('dates as people write them', () => {
  test.each([
    ['12 avril 2025', '2025-04-12T00:00'],
    ['1 févr. 2025 20:30', '2025-02-01T20:30'],
    ['sam. 12 août 2025 20h30', '2025-08-12T20:30'],
    ['12/04/2025 à 20h30', '2025-04-12T20:30'],
    ['12 déc. 2025', '2025-12-12T00:00'],
    ['12. März 2025', '2025-03-12T00:00'],
    ['Sa, 12.04.2025 19:30 Uhr', '2025-04-12T19:30'],
    ['Samstag, 12. Oktober 2025 um 19.30 Uhr', '2025-10-12T19:30'],
    ['12 Dez 2025', '2025-12-12T00:00'],
    ['12 Gorffennaf 2025 19:30', '2025-07-12T19:30'],
    ['Dydd Sadwrn 12 Ebrill 2025', '2025-04-12T00:00'],
    ['12 April 2025 at 7:30pm', '2025-04-12T19:30'],
    ['12 fe\u0301vrier 2025', '2025-02-12T00:00'],
    ['12/04/2025 24:00', '2025-04-13T00:00'],
    ['Saturday 12th April 2025', '2025-04-12T00:00'],
    ['3rd of April 2025 at 7pm', '2025-04-03T19:00'],
    ['04-Apr-25', '2025-04-04T00:00'],
    ['4-Apr-2025 19:30', '2025-04-04T19:30'],
    ['Sat 12 Apr 25', '2025-04-12T00:00'],
    ['4-4-2025', '2025-04-04T00:00'],
    ['Saturday, April 12, 2025', '2025-04-12T00:00'],
    ['Apr 12 2025 7:30 PM', '2025-04-12T19:30'],
  ])('%s', (text, wall) => {
    expect(read(text)).toBe(wall);
  });

  test('a word that could be two months, or is none, is no month', () => {
    expect(['ju', 'jui', 'ma', 'mar', 'juil', 'sept', 'Tach', 'Saturday'].map(monthOf)).toEqual([
      null,
      null,
      null,
      3,
      7,
      9,
      11,
      null,
    ]);
  });

  test('nothing is later than 24:00', () => {
    expect(readBy('DD/MM/YYYY HH:mm', '12/04/2025 24:01')).toBeNull();
    expect(readBy('DD/MM/YYYY HH:mm', '31/12/2025 24:00')).toBe('2026-01-01T00:00');
    expect(readBy('DD/MM/YYYY', '31/02/2025')).toBeNull();
  });
});

describe('days as the numbers that a spreadsheet gives them', () => {
  test('are told where a whole column is so, with the time as a fraction', () => {
    expect(guessDate(['45291', '45292.8125'])).toEqual({ pattern: DAY_NUMBERS, isAmbiguous: false });
    expect(readBy(DAY_NUMBERS, '45291')).toBe('2023-12-31T00:00');
    expect(readBy(DAY_NUMBERS, '45292.8125')).toBe('2024-01-01T19:30');
    expect(readBy(DAY_NUMBERS, '45292,8125')).toBe('2024-01-01T19:30');
  });

  test('and are not where they would be no days of our time', () => {
    expect(guessDate(['12345', '17000'])).toBeNull();
    expect(readBy(DAY_NUMBERS, '99999')).toBeNull();
    expect(readBy(DAY_NUMBERS, '2024')).toBeNull();
  });
});
