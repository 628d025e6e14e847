// What a file of kept pages holds before it is sealed: lines of JSON, compressed. Written and read in the extracting thread.
import { promisify } from 'node:util';
import { gunzipSync, gzip, gzipSync } from 'node:zlib';

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
  /** Written down at once, so that no copy of an answer stays in memory. */
  add(record: unknown): void;
  /** Everything since the last time, compressed; null where there is nothing. Between answers, and nothing is added until it is there. */
  take(): Promise<Uint8Array<ArrayBuffer> | null>;
  discard(): void;
}

const FORMAT = 1;
const RECORDS_A_LINE = 200;
/** Compressed in pieces, so that the text of a batch never lies in memory whole. */
const PIECE_BYTES = 512 * 1024;
/** Level 1 takes half of what writing the JSON takes, and higher ones gain little (docs/decisions/2026-11-29-what-a-replay-believes.md). */
const LEVEL = 1;
/** So many pieces are compressed beside the thread that fills them. One more it compresses itself, so that they cannot pile up. */
const PIECES_BESIDE = 8;
/** Far more than a batch can hold: a file that grows beyond is none of ours. */
const MOST_BYTES = 1024 * 1024 * 1024;

const gzipBeside = promisify(gzip) as (text: Uint8Array, options: { level: number }) => Promise<Uint8Array>;

/** @param references what normalisers need beside the records, asked for once a file */
export function createPageGatherer(references: () => unknown): PageGatherer {
  let piece: Buffer | null = null;
  let held = 0;
  let pieces: Promise<Uint8Array>[] = [];
  /** Room for pieces to come. */
  const free: Buffer[] = [];
  let beside = 0;
  let hasHead = false;
  let answers = 0;
  let answer: Omit<KeptAnswer, 'records'> | null = null;
  /** Records in the line that is open. */
  let inLine = 0;

  const compressBeside = async (room: Buffer, bytes: number): Promise<Uint8Array> => {
    beside += 1;
    try {
      return await gzipBeside(room.subarray(0, bytes), { level: LEVEL });
    } finally {
      beside -= 1;
      free.push(room);
    }
  };
  const compress = (): void => {
    if (piece !== null && held > 0) {
      if (beside < PIECES_BESIDE) {
        const compressed = compressBeside(piece, held);
        // Its rejection is seen when the batch is taken.
        compressed.catch(() => undefined);
        pieces.push(compressed);
        piece = null;
      } else pieces.push(Promise.resolve(gzipSync(piece.subarray(0, held), { level: LEVEL })));
    }
    held = 0;
  };
  const write = (text: string): void => {
    // In UTF-8 a unit of a text takes three bytes at most.
    if (held + text.length * 3 > PIECE_BYTES) compress();
    if (text.length * 3 > PIECE_BYTES) pieces.push(Promise.resolve(gzipSync(text, { level: LEVEL })));
    else {
      piece ??= free.pop() ?? Buffer.allocUnsafeSlow(PIECE_BYTES);
      held += piece.write(text, held);
    }
  };
  const endLine = (): void => {
    if (inLine > 0) write(']}\n');
    inLine = 0;
  };
  const beginLine = (): void => {
    if (!hasHead) write(`${JSON.stringify({ format: FORMAT, references: references() }, mapsAsLists)}\n`);
    hasHead = true;
    const head = JSON.stringify({ answer: answers, ...answer });
    write(`${head.slice(0, -1)},"records":[`);
  };
  const discard = (): void => {
    piece = null;
    held = 0;
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
    add(record) {
      if (inLine === RECORDS_A_LINE) endLine();
      if (inLine === 0) beginLine();
      else write(',');
      write(JSON.stringify(record) ?? 'null');
      inLine += 1;
    },
    async take() {
      endLine();
      compress();
      const compressed = await Promise.all(pieces);
      const whole = new Uint8Array(compressed.reduce((sum, { length }) => sum + length, 0));
      let at = 0;
      for (const each of compressed) {
        whole.set(each, at);
        at += each.length;
      }
      discard();
      return whole.length === 0 ? null : whole;
    },
    discard,
  };
}

export interface OpenedPages {
  readonly references: unknown;
  readonly lines: Iterable<KeptLine>;
}

/** @throws Error for anything that was not written by a gatherer */
export function readPageContent(content: Uint8Array): OpenedPages {
  const text = gunzipSync(content, { maxOutputLength: MOST_BYTES });
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
