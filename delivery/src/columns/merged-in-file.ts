import { LIMITS } from '../limits.ts';
import type { Covered, Line } from './cells.ts';
import type { ColumnMap } from './column-map.ts';
import { lineBlocksOfFile, wholeWorkbook } from './lines-of-file.ts';
import { MERGED_MARKS } from './merged-marks.ts';
import { readMerges } from './xlsx/merges.ts';
import { openWorkbook } from './xlsx/workbook.ts';
import { Archive } from './xlsx/zip.ts';

/** Merged cells with a value, below the header: how many, and the columns that they begin in or go down in, by their positions from 0. */
export interface MergedInFile {
  readonly cells: number;
  readonly columns: readonly number[];
}

type Open = () => AsyncIterable<Uint8Array>;

const NONE: MergedInFile = { cells: 0, columns: [] };
const MARKS = Object.values(MERGED_MARKS).map((mark) => Buffer.from(mark));
const MARK_BYTES = 3;

/**
 * Counts the merged cells of a file, which is read for it only if it has any.
 * @param open begins to read the file anew
 * @throws DeliveryFault part-unreadable
 */
export async function mergedInFile(open: Open, file: ColumnMap['file'], width: number): Promise<MergedInFile> {
  if (!(await mayHaveAny(open, file))) return NONE;
  return countMerged(lineBlocksOfFile(open(), file), width);
}

async function mayHaveAny(open: Open, file: ColumnMap['file']): Promise<boolean> {
  if (file.type === 'csv') return file.encoding === 'utf-8' ? hasMarkBytes(open()) : file.encoding.startsWith('utf-16');
  const archive = new Archive(await wholeWorkbook(open()), { bytes: LIMITS.unpackedBytes });
  const { sheet } = await openWorkbook(archive, file.sheet);
  return (await readMerges(archive, sheet)).some(({ top }) => top > file.headerLine);
}

async function hasMarkBytes(bytes: AsyncIterable<Uint8Array>): Promise<boolean> {
  // A mark may begin in one piece and end in the next.
  let end = Buffer.alloc(0);
  for await (const piece of bytes) {
    const joined = Buffer.concat([end, piece]);
    if (MARKS.some((mark) => joined.includes(mark))) return true;
    end = joined.subarray(1 - MARK_BYTES);
  }
  return false;
}

async function countMerged(blocks: AsyncIterable<readonly Line[]>, width: number): Promise<MergedInFile> {
  const isIn = new Array<boolean>(width).fill(false);
  /** By position: the last change in which it belonged to a merged cell. */
  const last = new Array<number>(width).fill(-2);
  let cells = 0;
  let change = 0;
  let before: readonly Covered[] = [];
  for await (const block of blocks) {
    for (const { merged = NOTHING } of block) {
      if (merged === before) continue;
      before = merged;
      change += 1;
      for (const { from, to, by } of merged) {
        // The cell that has the value lies to the left of what it covers in its own line, and is itself covered below it.
        const first = by === 'left' ? from - 1 : from;
        for (let at = first; at <= to && at < width; at += 1) {
          const isCounted = by === 'left' ? at > first : last[at] === change - 1;
          if (!isCounted) cells += 1;
          last[at] = change;
          // A total is often merged over half of its row, whose columns are not what anybody merged.
          if (by === 'above' || at === first) isIn[at] = true;
        }
      }
    }
  }
  return { cells, columns: isIn.flatMap((is, at) => (is ? [at] : [])) };
}

const NOTHING: readonly Covered[] = [];
