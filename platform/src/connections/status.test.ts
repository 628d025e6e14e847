import { expect, test } from 'vitest';
import { at, consenting, well } from './facts-for-tests.ts';
import { statusOf } from './status.ts';

test('the four facts are independent of each other', () => {
  expect(statusOf(well).facts).toEqual({ consent: 'not_needed', credential: 'valid', sync: 'idle_ok', coverage: 'ok' });
  expect(
    statusOf({
      ...well,
      ...consenting,
      state: 'suspended',
      stateReason: 'restored',
      rejects: { missing: 0, tickets: 0, outdated: 0, details: 2, doubts: 0, doubled: 0 },
    }).facts,
  ).toEqual({
    consent: 'suspended',
    credential: 'not_needed',
    sync: 'idle_ok',
    coverage: 'gaps',
  });
});

test('an interval decides what is out of date', () => {
  const data = { dataTo: at('10:50') };
  expect(statusOf({ ...well, ...data }).facts.coverage).toBe('ok');
  expect(statusOf({ ...well, ...data, syncEverySeconds: 60 }).facts.coverage).toBe('stale');
});

test('an agreement is due to be confirmed from 60 days before its day, and only then', () => {
  const of = (reviewOn: string) => statusOf({ ...well, agreement: { reviewOn } }).facts.consent;
  expect([of('2027-01-23'), of('2027-01-24')]).toEqual(['expiring', 'not_needed']);
});
