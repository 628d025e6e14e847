// How rows cross from the extracting thread to the loading one: per column one UTF-8 text, values parted by SEPARATOR.
// A value holds no control character (the model says so, and whatever slips through becomes a space), so neither sign can be
// mistaken for one.
const SEPARATOR = '\x1f';

const SEPARATOR_BYTE = 0x1f;
const MARK_BYTE = 0x1d;
const NULL_BYTE = 0x1e;
const SPACE = 0x20;
const DELETE = 0x7f;
const BILLION = 1_000_000_000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\u0000-\u001f\u007f]/g;

const utf8 = new TextEncoder();

/** A text as it is stored: without control characters. */
export function cleanText(value: string): string {
  return value.replace(CONTROLS, ' ');
}

/** A few values as one column. */
export function packColumn(values: readonly string[]): Uint8Array<ArrayBuffer> {
  return utf8.encode(values.map(cleanText).join(SEPARATOR));
}

/**
 * Texts of many rows, written once as bytes, one value after another. Strings are never put together from parts: joining and
 * encoding them again by column cost several times as much as copying bytes.
 */
export class TextArena {
  #bytes = new Uint8Array(1 << 20);
  #starts = new Uint32Array(1 << 16);
  #ends = new Uint32Array(1 << 16);
  #end = 0;
  #values = 0;

  /** The index of the next value. */
  get values(): number {
    return this.#values;
  }

  /** How many bytes were written. */
  get length(): number {
    return this.#end;
  }

  writeNull(): void {
    this.#reserve(1);
    this.#bytes[this.#end] = NULL_BYTE;
    this.#endValue(this.#end + 1);
  }

  writeText(value: string): void {
    const { length } = value;
    this.#reserve(length * 3);
    const bytes = this.#bytes;
    let at = this.#end;
    for (let index = 0; index < length; index += 1) {
      const code = value.charCodeAt(index);
      if (code >= 0x80) {
        at += utf8.encodeInto(cleanText(value.slice(index)), bytes.subarray(at)).written;
        break;
      }
      bytes[at] = code < SPACE || code === DELETE ? SPACE : code;
      at += 1;
    }
    this.#endValue(at);
  }

  /** @param value a safe integer */
  writeInteger(value: number): void {
    this.#reserve(20);
    let at = this.#end;
    let rest = value;
    if (rest < 0) {
      this.#bytes[at] = 0x2d;
      at += 1;
      rest = -rest;
    }
    if (rest < BILLION) at = this.#writeDigits(at, rest, 1);
    else {
      const high = Math.floor(rest / BILLION);
      at = this.#writeDigits(this.#writeDigits(at, high, 1), rest - high * BILLION, 9);
    }
    this.#endValue(at);
  }

  #writeDigits(start: number, value: number, least: number): number {
    let digits = least;
    for (let bound = 10 ** least; bound <= value; bound *= 10) digits += 1;
    let rest = value | 0;
    for (let at = start + digits - 1; at >= start; at -= 1) {
      const tenth = (rest / 10) | 0;
      this.#bytes[at] = 0x30 + rest - tenth * 10;
      rest = tenth;
    }
    return start + digits;
  }

  /** Sets values of one kind apart from those of the next, for the hash. Belongs to no value. */
  mark(): void {
    this.#reserve(1);
    this.#bytes[this.#end] = MARK_BYTE;
    this.#end += 1;
  }

  /** Everything written since the arena was `from` long: values, each followed by a separator, and marks. */
  since(from: number): Uint8Array {
    return this.#bytes.subarray(from, this.#end);
  }

  /** One column: the values at these indexes, parted. */
  column(indexes: Uint32Array): Uint8Array<ArrayBuffer> {
    const bytes = this.#bytes;
    const starts = this.#starts;
    const ends = this.#ends;
    let size = indexes.length;
    for (const index of indexes) size += (ends[index] ?? 0) - (starts[index] ?? 0);
    const column = new Uint8Array(size);
    let at = 0;
    for (const index of indexes) {
      const end = ends[index] ?? 0;
      for (let from = starts[index] ?? 0; from < end; from += 1) {
        column[at] = bytes[from] ?? 0;
        at += 1;
      }
      column[at] = SEPARATOR_BYTE;
      at += 1;
    }
    return column.subarray(0, Math.max(0, size - 1));
  }

  /** Forgets everything, keeping the room. */
  clear(): void {
    this.#end = 0;
    this.#values = 0;
  }

  #endValue(end: number): void {
    const value = this.#values;
    if (value === this.#ends.length) {
      this.#starts = doubled(this.#starts);
      this.#ends = doubled(this.#ends);
    }
    this.#starts[value] = this.#end;
    this.#ends[value] = end;
    this.#values = value + 1;
    this.#bytes[end] = SEPARATOR_BYTE;
    this.#end = end + 1;
  }

  /** Makes room for a value of at most `length` bytes and its separator. */
  #reserve(length: number): void {
    const more = length + 1;
    if (this.#end + more <= this.#bytes.length) return;
    const bytes = new Uint8Array(Math.max(this.#bytes.length * 2, this.#end + more));
    bytes.set(this.#bytes.subarray(0, this.#end));
    this.#bytes = bytes;
  }
}

function doubled(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(numbers.length * 2);
  more.set(numbers);
  return more;
}
