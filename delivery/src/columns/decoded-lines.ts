import { LIMITS } from '../limits.ts';
import type { ColumnMap } from './column-map.ts';
import { unreadable } from './unreadable.ts';

type Encoding = Extract<ColumnMap['file'], { type: 'csv' }>['encoding'];
export type Bytes = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const BYTE_ORDER_MARK = '\ufeff';
/** No piece is decoded in bigger bites: what is cut from one holds all of it. */
const BITE = 256 * 1024;

/**
 * Text in pieces that end with a line, with line breaks of all kinds as one: lines are counted alike within quotation marks and without.
 * @throws DeliveryFault part-unreadable for bytes of another encoding, and for a line that no reader would hold
 */
export async function* decodedLines(bytes: Bytes, encoding: Encoding): AsyncGenerator<string> {
  for await (const text of encoding === 'utf-8' ? utf8(bytes) : others(bytes, encoding)) {
    yield text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text;
  }
}

/**
 * No letter of UTF-8 holds the byte of a line break, so that it can be cut first. What is decoded whole, and not as a stream, becomes
 * text of one byte a letter where it can, in a tenth of the time. (Of windows-1252 some versions of Node read a few letters wrongly so.)
 */
async function* utf8(bytes: Bytes): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const decode = (whole: Uint8Array): string => decodedOr('utf-8', () => decoder.decode(whole));
  let held = new Uint8Array();
  let isFirst = true;
  for await (const piece of bytes) {
    for (let from = 0; from < piece.length; from += BITE) {
      const bite = piece.subarray(from, from + BITE);
      const joined = held.length === 0 ? bite : joinedOf(held, bite);
      const end = endOfLines(joined);
      if (end > 0) {
        const text = decode(joined.subarray(0, end));
        yield isFirst && text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
        isFirst = false;
      }
      held = joined.slice(end);
      if (held.length > LIMITS.lineBytes) throw tooLong();
    }
  }
  if (held.length === 0) return;
  const text = decode(held);
  yield isFirst && text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
}

/** Behind the last line break. A return at the end may have its newline in the next piece. */
function endOfLines(bytes: Uint8Array): number {
  const back = bytes.length < 2 ? -1 : bytes.lastIndexOf(RETURN, bytes.length - 2);
  return Math.max(bytes.lastIndexOf(NEWLINE), back) + 1;
}

function joinedOf(one: Uint8Array, other: Uint8Array): Uint8Array {
  const joined = new Uint8Array(one.length + other.length);
  joined.set(one);
  joined.set(other, one.length);
  return joined;
}

async function* others(bytes: Bytes, encoding: Encoding): AsyncGenerator<string> {
  let held = '';
  for await (const text of decoded(bytes, encoding)) {
    held += text;
    const end = Math.max(held.lastIndexOf('\n'), held.lastIndexOf('\r', held.length - 2)) + 1;
    if (end > 0) yield held.slice(0, end);
    held = held.slice(end);
    if (held.length > LIMITS.lineBytes) throw tooLong();
  }
  if (held !== '') yield held;
}

async function* decoded(bytes: Bytes, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const piece of bytes) {
    for (let from = 0; from < piece.length; from += BITE) {
      yield decodedOr(encoding, () => decoder.decode(piece.subarray(from, from + BITE), { stream: true }));
    }
  }
  yield decodedOr(encoding, () => decoder.decode());
}

function decodedOr(encoding: Encoding, decode: () => string): string {
  try {
    return decode();
  } catch {
    const next =
      encoding === 'utf-8'
        ? 'Save it as UTF-8, or say "encoding": "windows-1252" in the map if it comes from a spreadsheet program.'
        : 'Say in the map in which encoding it is written.';
    throw unreadable(`It is not written in ${encoding}.`, next);
  }
}

const tooLong = () => unreadable('A line is longer than 1 MiB.');
