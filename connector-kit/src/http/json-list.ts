import type { Records } from '../define-stream.ts';
import { boundsOfList } from './json-bounds.ts';
import { jsonText } from './json-text.ts';

/** So much of a list is parsed at once: what is made of it is gone before anybody has had to move it. */
const PIECE_BYTES = 64 * 1024;

/**
 * The elements of a list that is kept as JSON. They are made of it some at a time, as somebody goes through them, and again when somebody
 * goes through them again: a day of a big house is 40 MB of JSON, and five times as much as objects.
 */
export class JsonList implements Records<unknown> {
  readonly #body: Buffer;
  readonly #bounds: readonly number[];

  private constructor(body: Buffer, bounds: readonly number[]) {
    this.#body = body;
    this.#bounds = bounds;
  }

  /** @returns null where the body is no list, or not JSON to its last byte */
  static of(body: Buffer): JsonList | null {
    const bounds = boundsOfList(body);
    return bounds === null ? null : new JsonList(body, bounds);
  }

  get length(): number {
    return this.#bounds.length / 2;
  }

  *[Symbol.iterator](): Generator<unknown, undefined> {
    const bounds = this.#bounds;
    for (let at = 0; at < bounds.length; ) {
      const from = bounds[at] as number;
      let next = at + 2;
      while (next < bounds.length && (bounds[next + 1] as number) - from < PIECE_BYTES) next += 2;
      yield* parsed(this.#body.subarray(from, bounds[next - 1]));
      at = next;
    }
  }
}

/** @throws Error that quotes nothing, should the engine not take for JSON what was found to be */
function parsed(elements: Buffer): readonly unknown[] {
  try {
    return JSON.parse(`[${jsonText(elements)}]`) as unknown[];
  } catch {
    throw new Error('a list that was looked through is not JSON');
  }
}
