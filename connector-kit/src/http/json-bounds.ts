const [QUOTE, BACKSLASH, COMMA, COLON, MINUS, PLUS, POINT, SPACE] = [
  0x22, 0x5c, 0x2c, 0x3a, 0x2d, 0x2b, 0x2e, 0x20,
] as const;
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d] as const;
const [ZERO, ONE, NINE, SMALL_A, SMALL_E, SMALL_F, SMALL_U] = [0x30, 0x31, 0x39, 0x61, 0x65, 0x66, 0x75] as const;
/** Setting it makes a capital letter small, and leaves digits as they are. */
const CASE_BIT = 0x20;
/** What may stand behind a backslash, but for `u` and its four digits. */
const ESCAPES = new Set(Buffer.from('"\\/bfnrt'));
const WORDS = ['true', 'false', 'null'].map((word) => Buffer.from(word));
/** Deeper nesting is left to whoever does not mind. */
const DEEPEST = 200;

/**
 * Where the elements of a JSON list begin and end, by turns; null where the bytes are no list, or not JSON to the last of them. What
 * is a list here is one for the engine too, and the other way round but for nesting that nobody sends. Nothing is made of it: a page
 * of megabytes is walked through in a third of the time that its values would take.
 */
export function boundsOfList(bytes: Uint8Array): number[] | null {
  return new Walk(bytes).list();
}

class Walk {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  list(): number[] | null {
    const bounds: number[] = [];
    if (this.#next() !== OPEN_LIST) return null;
    this.#at += 1;
    if (this.#next() === CLOSE_LIST) this.#at += 1;
    else {
      for (let end: number | undefined; end !== CLOSE_LIST; this.#at += 1) {
        this.#next();
        bounds.push(this.#at);
        if (!this.#value(0)) return null;
        bounds.push(this.#at);
        end = this.#next();
        if (end !== COMMA && end !== CLOSE_LIST) return null;
      }
    }
    this.#next();
    return this.#at === this.#bytes.length ? bounds : null;
  }

  /** Goes to the next byte that is no white space. @returns it; undefined behind the end */
  #next(): number | undefined {
    const bytes = this.#bytes;
    let byte = bytes[this.#at];
    while (byte === SPACE || byte === 0x0a || byte === 0x0d || byte === 0x09) {
      this.#at += 1;
      byte = bytes[this.#at];
    }
    return byte;
  }

  /** Goes behind a value. @returns whether it is one */
  #value(depth: number): boolean {
    const first = this.#next();
    if (first === QUOTE) return this.#text();
    if (first === OPEN_OBJECT) return depth < DEEPEST && this.#members(depth + 1, CLOSE_OBJECT);
    if (first === OPEN_LIST) return depth < DEEPEST && this.#members(depth + 1, CLOSE_LIST);
    return first === MINUS || isDigit(first) ? this.#number() : this.#word();
  }

  /** What stands between brackets: values, or names and values. */
  #members(depth: number, close: number): boolean {
    this.#at += 1;
    let end = this.#next();
    if (end === close) this.#at += 1;
    while (end !== close) {
      if (close === CLOSE_OBJECT && !this.#name()) return false;
      if (!this.#value(depth)) return false;
      end = this.#next();
      if (end !== COMMA && end !== close) return false;
      this.#at += 1;
    }
    return true;
  }

  #name(): boolean {
    if (this.#next() !== QUOTE || !this.#text() || this.#next() !== COLON) return false;
    this.#at += 1;
    return true;
  }

  #text(): boolean {
    const bytes = this.#bytes;
    let at = this.#at + 1;
    for (;;) {
      const byte = bytes[at];
      if (byte === QUOTE) break;
      if (byte === BACKSLASH) {
        const length = escapeAt(bytes, at);
        if (length === 0) return false;
        at += length;
      } else if (byte !== undefined && byte >= SPACE) at += 1;
      else return false;
    }
    this.#at = at + 1;
    return true;
  }

  #number(): boolean {
    const bytes = this.#bytes;
    if (bytes[this.#at] === MINUS) this.#at += 1;
    const first = bytes[this.#at];
    if (first === ZERO) this.#at += 1;
    else if (first === undefined || first < ONE || !this.#digits()) return false;
    if (bytes[this.#at] === POINT) {
      this.#at += 1;
      if (!this.#digits()) return false;
    }
    if (((bytes[this.#at] ?? 0) | CASE_BIT) !== SMALL_E) return true;
    this.#at += 1;
    const sign = bytes[this.#at];
    if (sign === PLUS || sign === MINUS) this.#at += 1;
    return this.#digits();
  }

  /** @returns whether there was one at least */
  #digits(): boolean {
    const from = this.#at;
    while (isDigit(this.#bytes[this.#at])) this.#at += 1;
    return this.#at > from;
  }

  #word(): boolean {
    const bytes = this.#bytes;
    for (const word of WORDS) {
      if (bytes[this.#at] !== word[0]) continue;
      for (const letter of word) {
        if (bytes[this.#at] !== letter) return false;
        this.#at += 1;
      }
      return true;
    }
    return false;
  }
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE;
}

/** How long the escape is that begins here; 0 where it is none. */
function escapeAt(bytes: Uint8Array, at: number): number {
  const sign = bytes[at + 1] ?? 0;
  if (sign !== SMALL_U) return ESCAPES.has(sign) ? 2 : 0;
  for (let nth = 2; nth < 6; nth += 1) {
    const digit = bytes[at + nth];
    const letter = (digit ?? 0) | CASE_BIT;
    if (!isDigit(digit) && (letter < SMALL_A || letter > SMALL_F)) return 0;
  }
  return 6;
}
