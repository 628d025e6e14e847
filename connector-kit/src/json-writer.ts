const [QUOTE, BACKSLASH, SPACE, TILDE, ZERO, POINT] = [0x22, 0x5c, 0x20, 0x7e, 0x30, 0x2e] as const;
/** Below this a number with two decimals is written digit by digit. */
const SMALL = 10_000_000;

const utf8 = new TextEncoder();

/**
 * Writes JSON as bytes, piece by piece, for records of which there are millions: an object that is built to be written, and a text of
 * it, cost twice as much. Whoever uses it sees to it that the pieces make up JSON.
 */
export class JsonWriter {
  #bytes: Uint8Array<ArrayBuffer>;
  #end = 0;

  constructor(room: number) {
    this.#bytes = new Uint8Array(room);
  }

  /** How many bytes were written since the last time they were taken. */
  get length(): number {
    return this.#end;
  }

  /** What was written, until something else is; begins anew. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.#bytes.subarray(0, this.#end);
    this.#end = 0;
    return taken;
  }

  /** Goes on in other room, so that what was taken may stay where it is. */
  moveTo(room: Uint8Array<ArrayBuffer>): void {
    this.#bytes = room;
    this.#end = 0;
  }

  /** JSON of ASCII, as it stands: brackets, commas, names of fields. */
  raw(json: string): void {
    const bytes = this.#reserve(json.length);
    const start = this.#end;
    for (let at = 0; at < json.length; at += 1) bytes[start + at] = json.charCodeAt(at);
    this.#end = start + json.length;
  }

  /** Any value; null for one that JSON cannot hold. */
  value(value: unknown): void {
    if (typeof value === 'string') this.#text(value);
    else if (typeof value === 'number') this.number(value);
    else this.json(JSON.stringify(value) ?? 'null');
  }

  /** JSON of any signs, as it stands. */
  json(json: string): void {
    const bytes = this.#reserve(json.length * 3);
    this.#end += utf8.encodeInto(json, bytes.subarray(this.#end)).written;
  }

  /** A number; null for one that JSON cannot hold. */
  number(value: number): void {
    const hundredths = Math.round(value * 100);
    if (value < 0 || value >= SMALL || hundredths / 100 !== value) {
      this.json(JSON.stringify(value));
      return;
    }
    const bytes = this.#reserve(16);
    let rest = Math.floor(hundredths / 100);
    const decimals = hundredths - rest * 100;
    let end = this.#end + 1;
    for (let left = rest; left >= 10; left = Math.floor(left / 10)) end += 1;
    for (let at = end - 1; at >= this.#end; at -= 1) {
      bytes[at] = ZERO + (rest % 10);
      rest = Math.floor(rest / 10);
    }
    if (decimals > 0) {
      bytes[end++] = POINT;
      bytes[end++] = ZERO + Math.floor(decimals / 10);
      if (decimals % 10 > 0) bytes[end++] = ZERO + (decimals % 10);
    }
    this.#end = end;
  }

  /** Writes once more what stands from one length to another. */
  repeat(from: number, to: number): void {
    this.#reserve(to - from).copyWithin(this.#end, from, to);
    this.#end += to - from;
  }

  #text(text: string): void {
    const bytes = this.#reserve(text.length + 2);
    let end = this.#end;
    bytes[end++] = QUOTE;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code < SPACE || code > TILDE || code === QUOTE || code === BACKSLASH) {
        this.json(JSON.stringify(text));
        return;
      }
      bytes[end++] = code;
    }
    bytes[end++] = QUOTE;
    this.#end = end;
  }

  #reserve(more: number): Uint8Array {
    const needed = this.#end + more;
    if (needed > this.#bytes.length) {
      const bigger = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
      bigger.set(this.#bytes.subarray(0, this.#end));
      this.#bytes = bigger;
    }
    return this.#bytes;
  }
}
