import type { HeadlineCode } from '@illuminate/contract';
import { describe, expect, test } from 'vitest';
import { at, complete, consenting, failedWith, fault, well } from './facts-for-tests.ts';
import { HEADLINE_ROWS } from './headline-rows-for-tests.ts';
import { statusOf } from './status.ts';
import type { StatusFacts } from './status-facts.ts';

describe('where two headlines fit, the first wins', () => {
  const one = (code: HeadlineCode): Partial<StatusFacts> => HEADLINE_ROWS.find((row) => row[0] === code)?.[2] ?? {};
  test.each([
    ['CALLED_OFF', 'WITHDRAWN'],
    ['WITHDRAWN', 'CRED_REJECTED'],
    ['UNCLAIMED', 'AWAITING_CONSENT'],
    ['AWAITING_CONSENT', 'STALE'],
    ['PARTIAL', 'CONSENT_EXPIRING'],
    ['PAUSED', 'CRED_REJECTED'],
    ['PAUSED', 'NO_EVENTS'],
    ['SUSPENDED', 'CRED_INSUFFICIENT'],
    ['CRED_REJECTED', 'CRED_INSUFFICIENT'],
    ['CRED_REJECTED', 'RETRYING'],
    ['CRED_INSUFFICIENT', 'BACKFILL'],
    ['ZONE_DIFFERS', 'BACKFILL'],
    ['BACKFILL', 'NO_EVENTS'],
    ['BACKFILL', 'PARTIAL'],
    ['NO_EVENTS', 'STALE'],
    ['FAILED', 'STALE'],
    ['PROVIDER_DOWN', 'STALE'],
    ['RETRYING', 'PARTIAL'],
    ['STALE', 'TWO_SOURCES'],
    ['PARTIAL', 'SCHEMA_CHANGED'],
    ['DIFFERS', 'PARTIAL'],
    ['STORE_DAMAGED', 'PAUSED'],
    ['AWAITING_CONSENT', 'STORE_DAMAGED'],
    ['NOT_SET_UP', 'STORE_DAMAGED'],
    ['TWO_SOURCES', 'PARTIAL'],
    ['RETRYING', 'DELIVERY_GAP'],
    ['DELIVERY_GAP', 'STALE'],
    ['DELIVERY_GAP', 'PARTIAL'],
  ] as const)('%s before %s', (first, second) => {
    expect(statusOf({ ...well, ...one(second), ...one(first) }).headline.code).toBe(first);
  });

  test('silence of sales comes after what is counted twice or differs', () => {
    const silent = { sales: { latestAt: new Date(well.now.getTime() - 400 * 86_400_000), usualGapMs: 86_400_000 } };
    const codeOf = (more: Partial<StatusFacts>) => statusOf({ ...well, ...complete, ...silent, ...more }).headline.code;
    expect(codeOf({})).toBe('STALE');
    for (const code of ['TWO_SOURCES', 'DIFFERS'] as const) expect(codeOf(one(code))).toBe(code);
  });

  test('history that cannot go on is not "loading"', () => {
    const facts = { ...well, progress: { ...complete, complete: false }, ...failedWith(fault({ code: 'no-answer' })) };
    expect(statusOf(facts).headline.code).toBe('PROVIDER_DOWN');
  });

  test('what failed before permission was given again is over', () => {
    const failed = failedWith(fault({ code: 'consent-refused', whoActs: 'organisation' }));
    const again = { ...well, ...consenting, ...failed, worstStream: null, stateAt: at('11:09') };
    expect(statusOf(again).headline.code).toBe('OK');
    expect(statusOf({ ...again, stateAt: at('11:07') }).headline.code).toBe('FAILED');
  });

  test('a refused sign-in is over once it has been seen to work', () => {
    const failed = failedWith(fault({ code: 'credential-refused', whoActs: 'organisation' }));
    const repaired = {
      ...well,
      ...failed,
      worstStream: null,
      credential: { rejectedAt: null, lastUsedAt: at('11:09') },
    };
    expect(statusOf(repaired).headline.code).toBe('OK');
  });

  test('"signed in, nothing there" is no success', () => {
    expect(statusOf({ ...well, events: 0 }).headline.tone).not.toBe('ok');
  });
});
