import { isUtf8 } from 'node:buffer';
import { DeliveryFault } from '../fault.ts';
import { LIMITS } from '../limits.ts';

const NEWLINE = 0x0a;
/** No piece is looked at in bigger bites, so that a line's length is known before it is held. */
const BITE = 256 * 1024;

/** Whole lines, each with its newline but perhaps the last of all. */
export interface LineBlock {
  readonly text: string;
  /** Row of the first line, from 1. */
  readonly row: number;
}

const withoutBom = (bytes: Buffer): Buffer =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;

function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) lines += 1;
  return lines;
}

function rowOfBadText(bytes: Buffer, row: number): number {
  for (let from = 0, at = row; ; at += 1) {
    const end = bytes.indexOf(NEWLINE, from);
    if (end < 0 || !isUtf8(bytes.subarray(from, end))) return at;
    from = end + 1;
  }
}

/**
 * Text in blocks of whole lines, cut on bytes and checked to be UTF-8. At most one line and one bite are held.
 * @throws DeliveryFault `part-unreadable` with the row, for a line over the limit or one that is not UTF-8.
 */
export async function* lineBlocks(bytes: AsyncIterable<Uint8Array>, part: number): AsyncGenerator<LineBlock> {
  let row = 1;
  let held: Buffer[] = [];
  let heldBytes = 0;
  const tooLong = () =>
    new DeliveryFault({
      code: 'part-unreadable',
      what: `The line has more than ${LIMITS.lineBytes} bytes.`,
      part,
      row,
    });
  const toBlock = (raw: Buffer): LineBlock => {
    const block = row === 1 ? withoutBom(raw) : raw;
    if (!isUtf8(block)) {
      const badRow = rowOfBadText(block, row);
      throw new DeliveryFault({ code: 'part-unreadable', what: 'The line is not UTF-8.', part, row: badRow });
    }
    const made = { text: block.toString('utf8'), row };
    row += countLines(block);
    return made;
  };
  for await (const piece of bytes) {
    const whole = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    for (let from = 0; from < whole.length; from += BITE) {
      const bite = whole.subarray(from, from + BITE);
      const end = bite.lastIndexOf(NEWLINE) + 1;
      if (end === 0) {
        held.push(bite);
        heldBytes += bite.length;
        if (heldBytes > LIMITS.lineBytes) throw tooLong();
        continue;
      }
      if (heldBytes + bite.indexOf(NEWLINE) > LIMITS.lineBytes) throw tooLong();
      const lines = bite.subarray(0, end);
      yield toBlock(held.length === 0 ? lines : Buffer.concat([...held, lines]));
      held = end < bite.length ? [bite.subarray(end)] : [];
      heldBytes = bite.length - end;
    }
  }
  if (heldBytes > 0) yield toBlock(Buffer.concat(held));
}
