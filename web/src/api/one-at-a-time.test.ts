import { expect, test } from 'vitest';
import { oneAtATime } from './one-at-a-time.ts';

const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

test('a thousand causes are one piece of work, and what comes during it is one more', async () => {
  const ends: (() => void)[] = [];
  const work = () => new Promise<void>((resolve) => ends.push(resolve));
  const ask = oneAtATime(work, 0, new AbortController().signal);
  for (let cause = 0; cause < 1_000; cause += 1) ask();
  await expect.poll(() => ends.length).toBe(1);
  for (let cause = 0; cause < 1_000; cause += 1) ask();
  for (let turns = 0; turns < 5; turns += 1) await turn();
  expect(ends, 'never two at once').toHaveLength(1);
  ends[0]?.();
  await expect.poll(() => ends.length).toBe(2);
  ends[1]?.();
  for (let turns = 0; turns < 5; turns += 1) await turn();
  expect(ends).toHaveLength(2);
  ask();
  await expect.poll(() => ends.length).toBe(3);
});

test('work that failed is asked for again, and none begins after the end', async () => {
  let times = 0;
  const over = new AbortController();
  const ask = oneAtATime(
    () => {
      times += 1;
      return Promise.reject(new Error('no answer'));
    },
    0,
    over.signal,
  );
  ask();
  await expect.poll(() => times).toBe(1);
  await turn();
  ask();
  await expect.poll(() => times).toBe(2);
  over.abort();
  ask();
  for (let turns = 0; turns < 5; turns += 1) await turn();
  expect(times).toBe(2);
});
