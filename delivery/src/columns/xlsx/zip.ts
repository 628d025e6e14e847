import { createInflateRaw } from 'node:zlib';
import { unreadable } from '../unreadable.ts';
import type { PackageParts } from './package-parts.ts';
import {
  CUT_OFF,
  DEFLATED,
  type Entry,
  entriesOf,
  headBytesOf,
  LOCAL_BYTES,
  placeOfDirectory,
  refuseOthers,
  SEND_AGAIN,
  STORED,
} from './zip-directory.ts';

/** What may still be unpacked of a file, counted down over all its entries: what a directory declares can lie. */
export interface Allowance {
  bytes: number;
}

/** The entries of a ZIP archive by their names, from its directory, which is the one thing in it that says where they are. */
export class Archive implements PackageParts {
  readonly #bytes: Buffer;
  readonly #allowance: Allowance;
  readonly #entries: ReadonlyMap<string, Entry>;

  /** @throws DeliveryFault part-unreadable */
  constructor(bytes: Uint8Array, allowance: Allowance) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#allowance = allowance;
    refuseOthers(bytes);
    const { entries, at } = placeOfDirectory(this.#bytes);
    this.#entries = entriesOf(this.#bytes.subarray(at), entries);
  }

  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
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

  #packed({ offset, compressed }: Entry): Buffer {
    const all = this.#bytes;
    const start = offset + headBytesOf(all.subarray(offset, offset + LOCAL_BYTES));
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
