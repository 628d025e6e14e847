import { createInflateRaw } from 'node:zlib';
import { unreadable } from '../unreadable.ts';
import type { PackageParts } from './package-parts.ts';

const END_OF_DIRECTORY = 0x06054b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 65_535;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const MOST_ENTRIES = 10_000;
const ZIP64_MARK = 0xffffffff;
const ZIP64_EXTRA = 0x0001;
const ENCRYPTED = 1;
const [STORED, DEFLATED] = [0, 8];
/** Of programs before 2007, and of workbooks under a password. */
const OLE_CONTAINER = [0xd0, 0xcf, 0x11, 0xe0];

const CUT_OFF = 'The XLSX file is cut off or damaged.';
const SEND_AGAIN = 'Save it anew in a spreadsheet program, and send that.';

interface Entry {
  readonly method: number;
  readonly compressed: number;
  readonly offset: number;
}

/** What may still be unpacked of a file, counted down over all its entries: what a directory declares can lie. */
export interface Allowance {
  bytes: number;
}

/** The entries of a ZIP archive by their names, from its directory, which is the one thing in it that says where they are. */
export class Archive implements PackageParts {
  readonly #bytes: Buffer;
  readonly #allowance: Allowance;
  readonly #entries = new Map<string, Entry>();

  /** @throws DeliveryFault part-unreadable */
  constructor(bytes: Uint8Array, allowance: Allowance) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#allowance = allowance;
    if (OLE_CONTAINER.every((byte, at) => bytes[at] === byte)) {
      throw unreadable('It is an old XLS workbook, or one under a password.', 'Save it as XLSX without a password.');
    }
    if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) {
      throw unreadable('It is not an XLSX file.', 'Say in the map what it is, or save it as XLSX.');
    }
    try {
      this.#readDirectory();
    } catch (err) {
      if (err instanceof RangeError) throw unreadable(CUT_OFF, SEND_AGAIN);
      throw err;
    }
  }

  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  #readDirectory(): void {
    const all = this.#bytes;
    const lowest = Math.max(0, all.length - END_BYTES - LONGEST_COMMENT);
    let end = all.length - END_BYTES;
    while (end >= lowest && all.readUInt32LE(end) !== END_OF_DIRECTORY) end -= 1;
    if (end < lowest) throw unreadable(CUT_OFF, SEND_AGAIN);
    const count = all.readUInt16LE(end + 10);
    if (count > MOST_ENTRIES) throw unreadable(`The XLSX file has over ${MOST_ENTRIES} parts within.`, SEND_AGAIN);
    let at = all.readUInt32LE(end + 16);
    for (let entry = 0; entry < count; entry += 1) {
      if (all.readUInt32LE(at) !== DIRECTORY_ENTRY) throw unreadable(CUT_OFF, SEND_AGAIN);
      const [name, extra, comment] = [28, 30, 32].map((field) => all.readUInt16LE(at + field)) as [
        number,
        number,
        number,
      ];
      if ((all.readUInt16LE(at + 8) & ENCRYPTED) !== 0) {
        throw unreadable('The XLSX file is encrypted.', 'Save it without a password.');
      }
      const text = all.toString('utf8', at + 46, at + 46 + name);
      // Names in a package differ by more than their case; some programs write them in another one than they refer to them.
      this.#entries.set(text.toLowerCase(), {
        method: all.readUInt16LE(at + 10),
        ...placeOf(all, at, all.subarray(at + 46 + name, at + 46 + name + extra)),
      });
      at += 46 + name + extra + comment;
    }
  }

  /** The bytes of an entry, unpacked piece by piece. @throws DeliveryFault part-unreadable, also for more than is allowed */
  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(name.toLowerCase());
    if (entry === undefined) throw unreadable(`The XLSX file lacks its part ${name}.`, SEND_AGAIN);
    const packed = this.#packed(entry);
    if (entry.method === STORED) {
      this.#take(packed.length);
      yield packed;
      return;
    }
    if (entry.method !== DEFLATED)
      throw unreadable('The XLSX file is packed in a way that spreadsheets do not use.', SEND_AGAIN);
    const inflate = createInflateRaw();
    inflate.end(packed);
    try {
      for await (const piece of inflate as AsyncIterable<Buffer>) {
        this.#take(piece.length);
        yield piece;
      }
    } catch (err) {
      if (err instanceof Error && 'code' in err && String(err.code).startsWith('Z_'))
        throw unreadable(CUT_OFF, SEND_AGAIN);
      throw err;
    } finally {
      inflate.destroy();
    }
  }

  /** The whole of a small entry. */
  async text(name: string): Promise<string> {
    const pieces: Buffer[] = [];
    for await (const piece of this.read(name)) pieces.push(piece);
    return Buffer.concat(pieces).toString('utf8');
  }

  #packed({ offset, compressed }: Entry): Buffer {
    const all = this.#bytes;
    if (offset + 30 > all.length || all.readUInt32LE(offset) !== LOCAL_ENTRY) throw unreadable(CUT_OFF, SEND_AGAIN);
    const start = offset + 30 + all.readUInt16LE(offset + 26) + all.readUInt16LE(offset + 28);
    if (start + compressed > all.length) throw unreadable(CUT_OFF, SEND_AGAIN);
    return all.subarray(start, start + compressed);
  }

  #take(bytes: number): void {
    this.#allowance.bytes -= bytes;
    if (this.#allowance.bytes < 0) {
      throw unreadable('Unpacked, the XLSX file is bigger than a part may be.', 'Cut it into several files.');
    }
  }
}

/** Size and place of an entry; those that do not fit 32 bits stand in an extra field, in the order of the marks. */
function placeOf(all: Buffer, at: number, extra: Buffer): { compressed: number; offset: number } {
  const unpacked = all.readUInt32LE(at + 24);
  let compressed = all.readUInt32LE(at + 20);
  let offset = all.readUInt32LE(at + 42);
  if (unpacked !== ZIP64_MARK && compressed !== ZIP64_MARK && offset !== ZIP64_MARK) return { compressed, offset };
  let field = 0;
  while (extra.readUInt16LE(field) !== ZIP64_EXTRA) field += 4 + extra.readUInt16LE(field + 2);
  let value = field + 4;
  const next = (): number => {
    const number = Number(extra.readBigUInt64LE(value));
    value += 8;
    return number;
  };
  if (unpacked === ZIP64_MARK) next();
  if (compressed === ZIP64_MARK) compressed = next();
  if (offset === ZIP64_MARK) offset = next();
  return { compressed, offset };
}
