// What a file of kept pages holds before it is sealed: lines of JSON, compressed. Written and read in the extracting thread.
import { promisify } from 'node:util';
import { brotliCompress, brotliCompressSync, brotliDecompressSync, constants, gunzipSync } from 'node:zlib';
import { JsonWriter } from '@illuminate/connector-kit';

/** An answer of a box office, as it is kept: of its records nothing but the fields that their stream declares. */
export interface KeptAnswer {
  readonly stream: string;
  /** The instant (ms) our request began. */
  readonly requestedAt: number;
  /** Where a record without an id can be found again. */
  readonly place: string | null;
  readonly records: readonly unknown[];
}

/** Of an answer, as many records as a line holds. */
export interface KeptLine extends KeptAnswer {
  /** Which answer of its file. */
  readonly answer: number;
}

/** Gathers answers until they are handed over. */
export interface PageGatherer {
  /** Begins an answer; what is added from then on belongs to it. */
  begin(answer: Omit<KeptAnswer, 'records'>): void;
  /** A record, written as one value of JSON at once, so that no copy of an answer stays in memory. */
  add(write: (out: JsonWriter) => void): void;
  /** Everything since the last time, compressed; null where there is nothing. Between answers, and nothing is added until it is there. */
  take(): Promise<Uint8Array<ArrayBuffer> | null>;
  discard(): void;
}

const FORMAT = 1;
const RECORDS_A_LINE = 200;
/** Compressed in pieces, so that the text of a batch never lies in memory whole. */
const PIECE_BYTES = 512 * 1024;
/** And what the record brings that fills it. One that is bigger gets more room, for once. */
const ROOM = PIECE_BYTES + 32 * 1024;
/** The lowest but one takes half of the time of the lowest level of gzip and yields less; higher ones cost more than they gain. */
const SETTINGS = {
  chunkSize: PIECE_BYTES / 2,
  params: { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_LGWIN]: 18 },
};
/** Begins a file; those of earlier versions are gzip, whose first byte is another. A piece follows its length, of four bytes. */
const MARK = 0x02;
const LENGTH_BYTES = 4;
/** So many pieces are compressed beside the thread that fills them. One more it compresses itself, so that they cannot pile up. */
const PIECES_BESIDE = 8;
/** Far more than a batch can hold: a file that grows beyond is none of ours. */
const MOST_BYTES = 1024 * 1024 * 1024;

const compressed = promisify(brotliCompress) as (text: Uint8Array, options: typeof SETTINGS) => Promise<Uint8Array>;

/** @param references what normalisers need beside the records, asked for once a file */
export function createPageGatherer(references: () => unknown): PageGatherer {
  const out = new JsonWriter(ROOM);
  let pieces: Promise<Uint8Array>[] = [];
  /** Room for pieces to come. */
  const free: Uint8Array<ArrayBuffer>[] = [];
  let beside = 0;
  let hasHead = false;
  let answers = 0;
  let answer: Omit<KeptAnswer, 'records'> | null = null;
  /** Records in the line that is open. */
  let inLine = 0;

  const compressBeside = async (piece: Uint8Array<ArrayBuffer>): Promise<Uint8Array> => {
    beside += 1;
    try {
      return await compressed(piece, SETTINGS);
    } finally {
      beside -= 1;
      if (piece.buffer.byteLength === ROOM) free.push(new Uint8Array(piece.buffer));
    }
  };
  const compress = (): void => {
    if (out.length === 0) return;
    const piece = out.take();
    if (beside < PIECES_BESIDE) {
      const soon = compressBeside(piece);
      // Its rejection is seen when the batch is taken.
      soon.catch(() => undefined);
      pieces.push(soon);
      out.moveTo(free.pop() ?? Buffer.allocUnsafeSlow(ROOM));
    } else pieces.push(Promise.resolve(brotliCompressSync(piece, SETTINGS)));
  };
  const endLine = (): void => {
    if (inLine > 0) out.raw(']}\n');
    inLine = 0;
  };
  const beginLine = (): void => {
    if (!hasHead) {
      out.json(JSON.stringify({ format: FORMAT, references: references() }, mapsAsLists));
      out.raw('\n');
    }
    hasHead = true;
    const head = JSON.stringify({ answer: answers, ...answer });
    out.json(head.slice(0, -1));
    out.raw(',"records":[');
  };
  const discard = (): void => {
    out.take();
    pieces = [];
    hasHead = false;
    answers = 0;
    answer = null;
    inLine = 0;
  };
  return {
    begin(next) {
      endLine();
      answers += 1;
      answer = next;
    },
    add(write) {
      if (inLine === RECORDS_A_LINE) endLine();
      if (inLine === 0) beginLine();
      else out.raw(',');
      write(out);
      inLine += 1;
      if (out.length >= PIECE_BYTES) compress();
    },
    async take() {
      endLine();
      compress();
      const whole = joined(await Promise.all(pieces));
      discard();
      return whole.length === 0 ? null : whole;
    },
    discard,
  };
}

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  if (pieces.length === 0) return new Uint8Array(0);
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + LENGTH_BYTES + length, 1));
  const view = new DataView(whole.buffer);
  whole[0] = MARK;
  let at = 1;
  for (const piece of pieces) {
    view.setUint32(at, piece.length);
    whole.set(piece, at + LENGTH_BYTES);
    at += LENGTH_BYTES + piece.length;
  }
  return whole;
}

/** The text of a file. @throws Error for anything else than `joined` pieces, or pieces that hold more than a file of ours can */
export function unpackPages(content: Uint8Array): Buffer {
  if (content[0] !== MARK) return gunzipSync(content, { maxOutputLength: MOST_BYTES });
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const texts: Buffer[] = [];
  let left = MOST_BYTES;
  for (let at = 1; at < content.length; ) {
    const from = at + LENGTH_BYTES;
    at = from + view.getUint32(at);
    if (at > content.length) throw new Error('kept pages that were cut short');
    const text = brotliDecompressSync(content.subarray(from, at), { maxOutputLength: left });
    left -= text.length;
    texts.push(text);
  }
  return Buffer.concat(texts);
}

export interface OpenedPages {
  readonly references: unknown;
  readonly lines: Iterable<KeptLine>;
}

/** @throws Error for anything that was not written by a gatherer */
export function readPageContent(content: Uint8Array): OpenedPages {
  const text = unpackPages(content);
  const lines = linesOf(text);
  const head = JSON.parse(lines.next().value ?? '', listsAsMaps) as { format: number; references: unknown };
  if (head.format !== FORMAT) throw new Error('kept pages of another format');
  return {
    references: head.references,
    lines: (function* () {
      for (const line of lines) yield JSON.parse(line) as KeptLine;
    })(),
  };
}

function* linesOf(text: Buffer): Generator<string, undefined> {
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf(10, from);
    const to = end === -1 ? text.length : end;
    yield text.toString('utf8', from, to);
    from = to + 1;
  }
}

const MAP = '@map';

function mapsAsLists(_key: string, value: unknown): unknown {
  return value instanceof Map ? { [MAP]: [...value] } : value;
}

function listsAsMaps(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !(MAP in value)) return value;
  return new Map(value[MAP] as [unknown, unknown][]);
}
