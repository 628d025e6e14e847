import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ContextForTests, openContextForTests } from '../context-for-tests.ts';
import type { Refusal } from '../refusal.ts';
import { type AttemptKind, beginAttempt, type Counted, endAttempt, waitAfter } from './attempts.ts';

test.each<[AttemptKind, number, number]>([
  ['account', 1, 0],
  ['account', 4, 0],
  ['account', 5, 1],
  ['account', 6, 2],
  ['account', 9, 16],
  ['account', 13, 256],
  ['account', 14, 300],
  ['account', 1_000_000, 300],
  ['browser', 5, 1],
  ['address', 29, 0],
  ['address', 30, 1],
  ['address', 60, 300],
  ['reset', 3, 1],
])('of an %s, after %i wrong ones, the next waits %i s', (kind, failures, seconds) => {
  expect(waitAfter(kind, failures)).toBe(seconds);
});

describe('attempts', () => {
  let box: ContextForTests;
  beforeAll(async () => {
    box = await openContextForTests();
  });
  beforeEach(() => box.context.db.deleteFrom('sign_in_attempts').execute());
  afterAll(() => box.close());

  const account: Counted = { kind: 'account', of: 'asha@riverside.example' };
  const at = (address: string): Counted => ({ kind: 'address', of: address });
  const attempt = (...counted: Counted[]): Promise<number> =>
    beginAttempt(box.context, counted).then(
      () => 0,
      (err: Refusal) => err.parts.retryAfter ?? -1,
    );
  const attempts = async (times: number, ...counted: Counted[]): Promise<number[]> => {
    const waits: number[] = [];
    for (let n = 0; n < times; n += 1) waits.push(await attempt(...counted));
    return waits;
  };

  test('wait longer and longer, and what is refused meanwhile does not count', async () => {
    expect(await attempts(7, account)).toEqual([0, 0, 0, 0, 0, 1, 1]);
    await box.clock.advance(1000);
    expect(await attempts(2, account)).toEqual([0, 2]);
    await box.clock.advance(2000);
    expect(await attempts(2, account)).toEqual([0, 4]);
  });

  test('at the same time are counted one after the other', async () => {
    const waits = await Promise.all(Array.from({ length: 12 }, () => attempt(account)));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(5);
  });

  test('at many accounts from one address are those of the address', async () => {
    for (let n = 0; n < 30; n += 1) await attempt({ kind: 'account', of: `a${n}@x.example` }, at('203.0.113.9'));
    expect(await attempt(account, at('203.0.113.9'))).toBe(1);
    expect(await attempt(account, at('198.51.100.7'))).toBe(0);
  });

  test('are forgotten after an hour, and once one was right', async () => {
    await attempts(6, account);
    await box.clock.advance(3_600_000);
    expect(await attempts(5, account)).toEqual([0, 0, 0, 0, 0]);
    await endAttempt(box.context, [account]);
    expect(await attempt(account)).toBe(0);
  });

  test('leave nothing that tells whose address was typed', async () => {
    await attempt(account, at('203.0.113.9'));
    const rows = await box.context.db.selectFrom('sign_in_attempts').selectAll().execute();
    expect(JSON.stringify(rows)).not.toMatch(/asha|203/);
  });
});
