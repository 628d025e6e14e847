import { once } from 'node:events';
import { Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

/** A file within the archive. */
export interface ZipEntry {
  /** ASCII. */
  readonly name: string;
  readonly content: Iterable<Buffer> | AsyncIterable<Buffer>;
}

/** Beyond this an archive needs an extension that not every reader has. */
const MOST_BYTES = 0xffff_ffff;
const LEVEL = 4;
/** Sizes follow the content, as nobody knows them before. */
const FOLLOWS = 0x0008;
const DEFLATED = 8;
const VERSION = 20;
/** 1 January 1980, the first day that the format knows: the same content makes the same file. */
const DAY = 0x0021;

interface Written {
  readonly name: Buffer;
  readonly at: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
}

/** Packs files into one archive while they are read, no faster than it is taken; holds nothing of them. */
export async function* zipStream(entries: Iterable<ZipEntry>): AsyncGenerator<Buffer> {
  const written: Written[] = [];
  let at = 0;
  for (const { name, content } of entries) {
    const entry = { name: Buffer.from(name, 'ascii'), at, crc: 0, packed: 0, size: 0 };
    const head = localHeader(entry.name);
    at += head.length;
    yield head;
    const measured = async function* (): AsyncGenerator<Buffer> {
      for await (const piece of content) {
        entry.crc = crc32(piece, entry.crc);
        entry.size += piece.length;
        yield piece;
      }
    };
    for await (const piece of deflated(measured())) {
      entry.packed += piece.length;
      yield piece;
    }
    const tail = descriptor(entry);
    at += entry.packed + tail.length;
    if (at > MOST_BYTES || entry.size > MOST_BYTES) throw new RangeError('an archive grew beyond 4 GiB');
    yield tail;
    written.push(entry);
  }
  const list = Buffer.concat(written.map(listed));
  yield Buffer.concat([list, ending(written.length, at, list.length)]);
}

/** Packed in threads of Node's own. What goes wrong in `content` comes out here, and whoever leaves ends it. */
async function* deflated(content: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const source = Readable.from(content, { objectMode: false });
  const packing = createDeflateRaw({ level: LEVEL });
  source.once('error', (err) => packing.destroy(err));
  source.pipe(packing);
  try {
    for await (const piece of packing) yield piece as Buffer;
  } finally {
    packing.destroy();
    if (!source.destroyed) {
      source.destroy();
      await once(source, 'close');
    }
  }
}

function localHeader(name: Buffer): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(VERSION, 4);
  head.writeUInt16LE(FOLLOWS, 6);
  head.writeUInt16LE(DEFLATED, 8);
  head.writeUInt16LE(DAY, 12);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, name]);
}

function descriptor({ crc, packed, size }: Written): Buffer {
  const tail = Buffer.alloc(16);
  tail.writeUInt32LE(0x08074b50, 0);
  tail.writeUInt32LE(crc, 4);
  tail.writeUInt32LE(packed, 8);
  tail.writeUInt32LE(size, 12);
  return tail;
}

function listed({ name, at, crc, packed, size }: Written): Buffer {
  const line = Buffer.alloc(46);
  line.writeUInt32LE(0x02014b50, 0);
  line.writeUInt16LE(VERSION, 4);
  line.writeUInt16LE(VERSION, 6);
  line.writeUInt16LE(FOLLOWS, 8);
  line.writeUInt16LE(DEFLATED, 10);
  line.writeUInt16LE(DAY, 14);
  line.writeUInt32LE(crc, 16);
  line.writeUInt32LE(packed, 20);
  line.writeUInt32LE(size, 24);
  line.writeUInt16LE(name.length, 28);
  line.writeUInt32LE(at, 42);
  return Buffer.concat([line, name]);
}

function ending(entries: number, at: number, bytes: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries, 8);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(bytes, 12);
  end.writeUInt32LE(at, 16);
  return end;
}
