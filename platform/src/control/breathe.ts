import { systemClock } from '../clock.ts';

const LONGEST_MS = 8;

/**
 * PGlite answers without ever leaving the microtask queue, so a chain of queries would keep timers, sockets and files
 * waiting until its end. Awaited before each query, this lets them have their turn often enough.
 */
export function createBreathing(): () => Promise<void> | undefined {
  let last = 0;
  return () => {
    if (systemClock.monotonic() - last < LONGEST_MS) return undefined;
    return new Promise((resolve) => {
      setImmediate(() => {
        last = systemClock.monotonic();
        resolve();
      });
    });
  };
}
