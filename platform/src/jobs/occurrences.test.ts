import { expect, test } from 'vitest';
import { nextOccurrence } from './occurrences.ts';

const at = (time: string) => new Date(`2026-11-24T${time}Z`);
const minutely = { name: 'minutely', everySeconds: 60 };

test('a first start runs at once, or waits for its time, as the schedule says', () => {
  expect(nextOccurrence({ ...minutely, atOnce: true }, null, at('10:00:30'))).toEqual({
    dueAt: at('10:00:00'),
    missed: 0,
    run: true,
  });
  expect(nextOccurrence(minutely, null, at('10:00:30'))).toEqual({ dueAt: at('10:00:00'), missed: 0, run: false });
});

test('nothing is due twice, and the next is due on its second', () => {
  expect(nextOccurrence(minutely, at('10:00:00'), at('10:00:59.999'))).toBeUndefined();
  expect(nextOccurrence(minutely, at('10:00:00'), at('10:01:00'))).toEqual({
    dueAt: at('10:01:00'),
    missed: 0,
    run: true,
  });
});

test('what nobody ran is counted, and only the last of it is run', () => {
  expect(nextOccurrence(minutely, at('10:00:00'), at('11:00:10'))).toEqual({
    dueAt: at('11:00:00'),
    missed: 59,
    run: true,
  });
});

test('a clock put back by an hour does not silence a schedule for an hour', () => {
  expect(nextOccurrence(minutely, at('11:00:00'), at('10:00:00'))).toMatchObject({ missed: 0, run: true });
  expect(nextOccurrence(minutely, at('10:01:00'), at('10:00:50'))).toBeUndefined();
});

test('a nightly one keeps its hour', () => {
  const nightly = { name: 'nightly', everySeconds: 86_400, offsetSeconds: 7200 };
  expect(nextOccurrence(nightly, at('02:00:00'), at('23:59:59'))).toBeUndefined();
  const next = nextOccurrence(nightly, at('02:00:00'), new Date('2026-11-25T02:00:00Z'));
  expect(next).toMatchObject({ dueAt: new Date('2026-11-25T02:00:00Z'), missed: 0 });
});

test('jitter delays an occurrence by less than a period and is the same after a restart', () => {
  const jittered = { name: 'jittered', everySeconds: 60, jitterSeconds: 600 };
  const dues = Array.from({ length: 60 }, (_, second) =>
    nextOccurrence(jittered, at('09:59:00'), new Date(at('10:00:00').getTime() + second * 1000)),
  );
  const first = dues.findIndex((due) => due?.dueAt.getTime() === at('10:00:00').getTime());
  expect(first).toBeGreaterThanOrEqual(0);
  expect(dues.slice(first).every((due) => due?.missed === 0)).toBe(true);
});

test('a period that was changed counts in the new one', () => {
  const hourly = { name: 'hourly', everySeconds: 3600 };
  expect(nextOccurrence(hourly, at('10:59:00'), at('11:00:00'))).toEqual({
    dueAt: at('11:00:00'),
    missed: 0,
    run: true,
  });
});
