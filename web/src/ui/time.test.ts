import { expect, test } from 'vitest';
import {
  dayInWords,
  dayOrInstantInWords,
  instantInWords,
  lengthOf,
  monthInWords,
  parseDay,
  relativeInWords,
  todayIn,
} from './time.ts';

const NOW = Date.parse('2026-11-24T10:58:00Z');

test('instants are told in the organisation’s zone, whatever the reader’s', () => {
  expect(instantInWords('2026-07-01T19:30:00Z', 'Europe/London', 'en')).toBe('1 Jul 2026, 20:30');
  expect(instantInWords('2026-07-01T04:30:00Z', 'America/Winnipeg', 'en')).toBe('30 Jun 2026, 23:30');
  expect(todayIn('America/Winnipeg', Date.parse('2026-11-24T03:00:00Z'))).toBe('2026-11-23');
});

test('local days keep their date', () => {
  expect(dayInWords('2022-12-31', 'en')).toBe('31 December 2022');
  expect(monthInWords('2023-04-01', 'en')).toBe('April 2023');
});

test('relative times do not flicker by the second', () => {
  expect(relativeInWords('2026-11-24T10:57:40Z', NOW, 'en')).toBe('now');
  expect(relativeInWords('2026-11-24T10:56:00Z', NOW, 'en')).toBe('2 minutes ago');
  expect(relativeInWords('2026-11-24T11:12:00Z', NOW, 'en')).toBe('in 14 minutes');
  expect(relativeInWords('2026-11-23T10:58:00Z', NOW, 'en')).toBe('yesterday');
  expect(relativeInWords('2024-11-23T10:58:00Z', NOW, 'en')).toBe('2 years ago');
});

test('lengths take the unit that suits them', () => {
  expect(lengthOf(4_200)).toEqual({ unit: 'seconds', count: 4 });
  expect(lengthOf(89_900)).toEqual({ unit: 'minutes', count: 2 });
  expect(lengthOf(3 * 3_600_000)).toEqual({ unit: 'hours', count: 3 });
});

test('days may be typed as people write them', () => {
  for (const typed of ['2022-01-31', '31/01/2022', '31/1/2022', '31.1.2022', ' 31 Jan 2022', '31  january 2022']) {
    expect(parseDay(typed), typed).toBe('2022-01-31');
  }
  for (const typed of ['31/1/22', '31 jan 22', '31st Jan 2022', 'Mon 31 Jan 2022', 'Monday, 31st January 2022']) {
    expect(parseDay(typed), typed).toBe('2022-01-31');
  }
  for (const typed of ['', '31/2/2022', '2022-13-01', '31 Foo 2022', 'yesterday', '1/2', '1/2/222', 'Mon 31/2/22']) {
    expect(parseDay(typed), typed).toBeNull();
  }
});

test('what a file says without a time is a day, by the clock of the organisation', () => {
  expect(dayOrInstantInWords('2026-01-02T00:00:00.000Z', 'Europe/London', 'en')).toBe('2 Jan 2026');
  expect(dayOrInstantInWords('2026-07-01T23:00:00.000Z', 'Europe/London', 'en')).toBe('2 Jul 2026');
  expect(dayOrInstantInWords('2026-07-02T00:00:00.000Z', 'Europe/London', 'en')).toBe('2 Jul 2026, 01:00');
});
