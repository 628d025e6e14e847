import { setImmediate as othersTurn } from 'node:timers/promises';

/** So long it works before others have their turn. */
const SLICE_MS = 8;

/** Does what takes long in small steps, with others having their turn meanwhile. */
export async function inSlices<T>(steps: Generator<undefined, T>): Promise<T> {
  for (;;) {
    for (const begun = performance.now(); performance.now() - begun < SLICE_MS; ) {
      const { done, value } = steps.next();
      if (done === true) return value;
    }
    await othersTurn();
  }
}
