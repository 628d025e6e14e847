import { setTimeout as sleep } from 'node:timers/promises';

/** A question costs whoever is asked: what takes long is asked about less often. */
const pauseAfter = (ms: number): number => Math.min(Math.max(100, ms / 40), 500);

/** Asks again and again until the answer is neither null nor undefined nor false. @throws Error with what was last seen */
export async function until<T>(
  what: string,
  withinMs: number,
  ask: () => Promise<T | null | undefined | false>,
  seen: () => unknown = () => '',
): Promise<T> {
  const began = performance.now();
  const deadline = began + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    if (performance.now() > deadline) throw new Error(`Not within ${withinMs} ms: ${what}. ${seen()}`);
    await sleep(pauseAfter(performance.now() - began));
  }
}
