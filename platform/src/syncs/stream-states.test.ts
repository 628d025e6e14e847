import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ContextForTests, openContextForTests } from '../context-for-tests.ts';
import { backoffMs, streamFailed, wholeFaultIsOver } from './stream-states.ts';

let box: ContextForTests;
beforeAll(async () => {
  box = await openContextForTests();
});
afterAll(() => box.close());

const fault = { code: 'no-answer', cause: 'Nothing came.', whoActs: 'nobody', nextStep: 'Wait.' } as const;
const failure = { fault, afterMs: null, reference: 'ref' };

test('what stopped a whole sync is over for every stream at once, due or not; what a stream has of its own stays', async () => {
  const { db } = box.context;
  const { id } = await box.claim(await box.organisation('riverside'), 'riversidetheatre');
  await streamFailed(box.context, id, 'venues', { ...failure, whole: true });
  await streamFailed(box.context, id, 'orders', { ...failure, whole: false });
  await wholeFaultIsOver(box.context, id);
  const states = await db
    .selectFrom('stream_states')
    .select(['stream', 'failures', 'backoff_until'])
    .orderBy('stream')
    .execute();
  expect(states.map(({ stream, failures, backoff_until }) => [stream, failures, backoff_until !== null])).toEqual([
    ['orders', 1, true],
    ['venues', 0, false],
  ]);
});

test('waiting doubles to an hour, unless the box office asks for longer', () => {
  expect([1, 2, 3, 20].map((failures) => backoffMs(failures, null))).toEqual([30_000, 60_000, 120_000, 3_600_000]);
  expect(backoffMs(1, 7_200_000)).toBe(7_200_000);
});
