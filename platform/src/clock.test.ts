import { expect, test } from 'vitest';
import { manualClock, systemClock } from './clock.ts';

test('a sleep ends with its time or with its signal', async () => {
  await systemClock.sleep(1);
  const stop = new AbortController();
  const sleeping = systemClock.sleep(60_000, stop.signal);
  stop.abort(new RangeError('stopped'));
  await expect(sleeping).rejects.toThrow('stopped');
  await expect(systemClock.sleep(1, stop.signal)).rejects.toThrow('stopped');
});

test('a manual clock wakes sleepers in order, each at its own time', async () => {
  const clock = manualClock(new Date('2026-03-29T00:59:00Z'));
  const woken: string[] = [];
  const sleeper = async (name: string, ms: number) => {
    await clock.sleep(ms);
    woken.push(`${name} ${clock.now().toISOString().slice(11, 19)}`);
  };
  void sleeper('second', 2000);
  void sleeper('first', 1000).then(() => sleeper('third', 1500));
  await clock.advance(3000);
  expect(woken).toEqual(['first 00:59:01', 'second 00:59:02', 'third 00:59:02']);
  expect(clock.now().toISOString()).toBe('2026-03-29T00:59:03.000Z');
  const stop = new AbortController();
  const sleeping = clock.sleep(10, stop.signal);
  stop.abort(new RangeError('stopped'));
  await expect(sleeping).rejects.toThrow('stopped');
  expect(clock.sleepers()).toBe(0);
});
