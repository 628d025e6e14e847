// What is sealed in a backup: entries one after another, each a line of JSON that says what it is and how long, and its bytes.
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { z } from 'zod';

const Checksums = z.record(z.string(), z.object({ rows: z.int(), sum: z.string() }));

const EntryHead = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('manifest'),
    made_at: z.iso.datetime(),
    made_by: z.string(),
    folder: z.string(),
    demo: z.boolean(),
    leaves_out: z.array(z.string()),
    bytes: z.literal(0),
  }),
  z.object({ kind: z.literal('control'), bytes: z.int().nonnegative() }),
  z.object({
    kind: z.literal('store'),
    organisation: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/),
    /** When the store was as it is here; earlier than the backup where only an older copy could be read. */
    as_of: z.iso.datetime(),
    checksums: Checksums.nullable(),
    bytes: z.int().nonnegative(),
  }),
  z.object({
    kind: z.literal('file'),
    /** Under the data folder, with / between. */
    path: z.string().regex(/^pages(?:\/[A-Za-z0-9_][A-Za-z0-9_.-]{0,200}){1,8}$/),
    bytes: z.int().nonnegative(),
  }),
  z.object({ kind: z.literal('end'), entries: z.int(), warnings: z.array(z.string()), bytes: z.literal(0) }),
]);
export type EntryHead = z.infer<typeof EntryHead>;

const LENGTH_BYTES = 4;
const LONGEST_HEAD = 1024 * 1024;

/** What comes of a content that ends before it should, or of bytes that are no entry. */
export class NotAnArchive extends Error {}

/** The bytes of an entry without content. */
export function encodeHead(head: EntryHead): Buffer {
  const text = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(text.length);
  return Buffer.concat([length, text]);
}

/** An entry and the bytes of a file as long as it is now. @throws Error of the file system; NotAnArchive if it shrinks meanwhile */
export async function* encodeFile(file: string, headOf: (bytes: number) => EntryHead): AsyncGenerator<Buffer> {
  // Opened once: what is deleted or replaced meanwhile stays readable as it was.
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    yield encodeHead(headOf(size));
    if (size === 0) return;
    let sent = 0;
    const stream = createReadStream(file, {
      fd: handle.fd,
      autoClose: false,
      start: 0,
      end: size - 1,
      highWaterMark: 1 << 18,
    });
    for await (const piece of stream as AsyncIterable<Buffer>) {
      sent += piece.length;
      yield piece;
    }
    if (sent !== size) throw new NotAnArchive();
  } finally {
    await handle.close();
  }
}

export interface Entry {
  readonly head: EntryHead;
  /** To be read to its end before the next entry is asked for. */
  readonly content: AsyncIterable<Buffer>;
}

/** The entries of an archive, in order, the end among them. @throws NotAnArchive */
export async function* readEntries(archive: AsyncIterable<Buffer>): AsyncGenerator<Entry> {
  const reader = createReader(archive);
  let entries = 0;
  for (;;) {
    const length = (await reader.exactly(LENGTH_BYTES)).readUInt32BE();
    if (length > LONGEST_HEAD) throw new NotAnArchive();
    const head = parseHead(await reader.exactly(length));
    if (head.kind === 'end') {
      if (head.entries !== entries || !(await reader.isAtEnd())) throw new NotAnArchive();
      yield { head, content: reader.next(0) };
      return;
    }
    let isRead = false;
    const content = (async function* () {
      yield* reader.next(head.bytes);
      isRead = true;
    })();
    yield { head, content };
    if (!isRead) for await (const _ of content);
    entries += 1;
  }
}

function parseHead(text: Buffer): EntryHead {
  try {
    return EntryHead.parse(JSON.parse(text.toString('utf8')));
  } catch {
    throw new NotAnArchive();
  }
}

function createReader(source: AsyncIterable<Buffer>) {
  const pieces = source[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  /** False at the end of the source. */
  const more = async (): Promise<boolean> => {
    const piece = await pieces.next();
    if (piece.done === true) return false;
    held = held.length === 0 ? piece.value : Buffer.concat([held, piece.value]);
    return true;
  };
  return {
    async exactly(length: number): Promise<Buffer> {
      while (held.length < length) if (!(await more())) throw new NotAnArchive();
      const taken = held.subarray(0, length);
      held = held.subarray(length);
      return taken;
    },
    async *next(length: number): AsyncGenerator<Buffer> {
      for (let left = length; left > 0; ) {
        if (held.length === 0 && !(await more())) throw new NotAnArchive();
        const taken = held.subarray(0, left);
        held = held.subarray(taken.length);
        left -= taken.length;
        if (taken.length > 0) yield taken;
      }
    },
    async isAtEnd(): Promise<boolean> {
      while (held.length === 0) if (!(await more())) return true;
      return false;
    },
  };
}
