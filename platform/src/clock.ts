// The one door to time: nothing else in the platform asks the machine what time it is, so a test can step it.
import { performance } from 'node:perf_hooks';

export interface Clock {
  now(): Date;
  /** Milliseconds from an arbitrary origin, never going back: for durations. */
  monotonic(): number;
  /** Rejects with the signal's reason when it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** setTimeout fires at once beyond 2^31-1 ms. */
const LONGEST_TIMER_MS = 2_147_483_647;

export const systemClock: Clock = {
  now: () => new Date(),
  monotonic: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise<void>((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const stop = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(
        () => {
          signal?.removeEventListener('abort', stop);
          resolve();
        },
        Math.min(ms, LONGEST_TIMER_MS),
      );
      signal?.addEventListener('abort', stop, { once: true });
    }),
};

export interface ManualClock extends Clock {
  /** Moves time and wakes the sleepers that are due, in order. */
  advance(ms: number): Promise<void>;
  /** Moves the wall clock only, as an operator or NTP would. */
  set(time: Date): void;
  sleepers(): number;
}

/** A clock that stands still until it is told to move. */
export function manualClock(start: Date): ManualClock {
  let wall = start.getTime();
  let elapsed = 0;
  let waiting: { due: number; wake: () => void }[] = [];
  return {
    now: () => new Date(wall),
    monotonic: () => elapsed,
    sleepers: () => waiting.length,
    set: (time) => {
      wall = time.getTime();
    },
    async advance(ms) {
      const end = elapsed + ms;
      for (;;) {
        const next = waiting.filter((sleeper) => sleeper.due <= end).sort((a, b) => a.due - b.due)[0];
        if (!next) break;
        waiting = waiting.filter((sleeper) => sleeper !== next);
        wall += next.due - elapsed;
        elapsed = next.due;
        next.wake();
        // What was woken gets its turn (and may sleep again) before time moves on.
        await new Promise((resolve) => setImmediate(resolve));
      }
      wall += end - elapsed;
      elapsed = end;
    },
    sleep: (ms, signal) =>
      new Promise<void>((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const stop = () => {
          waiting = waiting.filter((other) => other !== sleeper);
          reject(signal?.reason);
        };
        const sleeper = {
          due: elapsed + Math.max(0, ms),
          wake: () => {
            signal?.removeEventListener('abort', stop);
            resolve();
          },
        };
        waiting.push(sleeper);
        signal?.addEventListener('abort', stop, { once: true });
      }),
  };
}
