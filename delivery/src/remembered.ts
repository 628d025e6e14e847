/** What was worked out for texts that repeat. It forgets all before it grows beyond `most`. */
export class Remembered<T> {
  readonly #known = new Map<string, T>();
  readonly #most: number;
  #lastKey: string | null = null;
  #last: T | undefined;

  constructor(most = 50_000) {
    this.#most = most;
  }

  /** Undefined: it was not remembered. */
  get(key: string): T | undefined {
    // Lines of one order stand together, and say the same.
    if (key === this.#lastKey) return this.#last;
    const value = this.#known.get(key);
    if (value === undefined) return undefined;
    this.#lastKey = key;
    this.#last = value;
    return value;
  }

  /** @param key one that is its own text: see `ownText` */
  set(key: string, value: T): T {
    if (this.#known.size >= this.#most) this.#known.clear();
    this.#known.set(key, value);
    this.#lastKey = key;
    this.#last = value;
    return value;
  }
}

/** So short a piece of a text is copied when it is cut. */
const ALWAYS_COPIED = 12;

/** A text that may be kept: a longer piece of a line would hold the whole piece of the file that it was cut from. */
export function ownText(text: string): string {
  return text.length <= ALWAYS_COPIED ? text : Buffer.from(text).toString();
}
