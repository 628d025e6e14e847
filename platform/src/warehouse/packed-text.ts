// How rows cross from the extracting thread to the loading one: per column one UTF-8 text, values parted by SEPARATOR.
// A value holds no control character (the model says so, and whatever slips through becomes a space), so neither sign can be
// mistaken for one. A column of several rows that all hold the same is that value once: it has no separator.
const SEPARATOR = '\x1f';
/** Stands for a value that is not there. */
const NULL = '\x1e';

const SEPARATOR_BYTE = 0x1f;
const NULL_BYTE = 0x1e;
const SPACE = 0x20;
const DELETE = 0x7f;
const BILLION = 1_000_000_000;
/** A sign, and the digits of the largest safe integer. */
const LONGEST_INTEGER = 17;
/** So many values are held as they came, and then written together: more would outlive the page they came in. */
const HELD_VALUES = 2_048;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\u0000-\u001f\u007f]/g;

const utf8 = new TextEncoder();

/** Whether a column of several rows is one value, which they all hold. */
export function isAlike(column: Uint8Array, rows: number): boolean {
  return rows > 1 && !column.includes(SEPARATOR_BYTE);
}

/** A text as it is stored: without control characters. */
export function cleanText(value: string): string {
  return value.replace(CONTROLS, ' ');
}

/** A few values as one column. */
export function packColumn(values: readonly string[]): Uint8Array<ArrayBuffer> {
  return utf8.encode(values.map(cleanText).join(SEPARATOR));
}

/**
 * One column of many rows, as bytes. Texts become bytes some thousand at a time: joining and encoding are the engine's own loops, and
 * several times as fast as any of ours. For numbers it is the other way round. A column holds one or the other.
 */
export class PackedColumn {
  #bytes = new Uint8Array(1 << 12);
  #end = 0;
  #held: string[] = [];
  /** The first value, as long as no other has come. */
  #only: string | number | null | undefined;
  #isAlike = true;

  /** About as many bytes as were written. */
  get length(): number {
    return this.#end;
  }

  /** @param value null for one that is not there */
  writeText(value: string | null): void {
    this.#compare(value);
    this.#held.push(value === null ? NULL : value === NULL ? ' ' : value);
    if (this.#held.length === HELD_VALUES) this.#settle();
  }

  /** @param value a safe integer, or null for one that is not there */
  writeInteger(value: number | null): void {
    this.#compare(value);
    this.#reserve(LONGEST_INTEGER + 1);
    let at = this.#end;
    if (value === null) {
      this.#bytes[at] = NULL_BYTE;
      at += 1;
    } else {
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
    }
    this.#bytes[at] = SEPARATOR_BYTE;
    this.#end = at + 1;
  }

  /**
   * The column as it stands, to be handed over; begins anew, keeping the room.
   * @param dropped rows that are left out, by their number, ascending
   */
  take(dropped: readonly number[]): Uint8Array<ArrayBuffer> {
    this.#settle();
    const end = dropped.length === 0 ? this.#end : this.#leaveOut(dropped);
    const once = this.#isAlike ? this.#bytes.indexOf(SEPARATOR_BYTE) + 1 : end;
    this.#only = undefined;
    this.#isAlike = true;
    this.#end = 0;
    return this.#bytes.slice(0, Math.max(0, Math.min(end, once) - 1));
  }

  #compare(value: string | number | null): void {
    if (this.#only === undefined) this.#only = value;
    else if (this.#isAlike && value !== this.#only) this.#isAlike = false;
  }

  /** Writes what is held. */
  #settle(): void {
    const held = this.#held;
    if (held.length === 0) return;
    const start = this.#end;
    this.#append(held.join(SEPARATOR));
    if (!this.#isClean(start, held.length - 1)) {
      this.#end = start;
      this.#append(held.map((value) => (value === NULL ? value : cleanText(value))).join(SEPARATOR));
    }
    this.#bytes[this.#end] = SEPARATOR_BYTE;
    this.#end += 1;
    this.#held = [];
  }

  #append(text: string): void {
    this.#reserve(text.length * 3 + 1);
    this.#end += utf8.encodeInto(text, this.#bytes.subarray(this.#end)).written;
  }

  /** Whether there is no sign among the values that parts them, stands for none, or is a control character besides. */
  #isClean(start: number, separators: number): boolean {
    const bytes = this.#bytes;
    const end = this.#end;
    let found = 0;
    for (let at = start; at < end; at += 1) {
      const byte = bytes[at] as number;
      if (byte >= SPACE && byte !== DELETE) continue;
      if (byte === SEPARATOR_BYTE) found += 1;
      else if (byte !== NULL_BYTE || !this.#standsAlone(at, start, end)) return false;
    }
    return found === separators;
  }

  #standsAlone(at: number, start: number, end: number): boolean {
    const bytes = this.#bytes;
    return (at === start || bytes[at - 1] === SEPARATOR_BYTE) && (at + 1 === end || bytes[at + 1] === SEPARATOR_BYTE);
  }

  /** Moves the values that stay together. @returns where they end */
  #leaveOut(dropped: readonly number[]): number {
    const bytes = this.#bytes;
    const end = this.#end;
    const after = (row: number, from: number): number => {
      let at = from;
      for (let left = row; left > 0 && at < end; left -= 1) at = bytes.indexOf(SEPARATOR_BYTE, at) + 1;
      return at;
    };
    let to = 0;
    let from = 0;
    let row = 0;
    for (const next of [...dropped, Number.POSITIVE_INFINITY]) {
      const stop = after(next - row, from);
      bytes.copyWithin(to, from, stop);
      to += stop - from;
      from = after(1, stop);
      row = next + 1;
    }
    return to;
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

  #reserve(more: number): void {
    if (this.#end + more <= this.#bytes.length) return;
    const bytes = new Uint8Array(Math.max(this.#bytes.length * 2, this.#end + more));
    bytes.set(this.#bytes.subarray(0, this.#end));
    this.#bytes = bytes;
  }
}
