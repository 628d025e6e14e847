import { type Cell, DeliveryFault, isEmpty, linesOfFile, plainText, readSample } from '@illuminate/delivery';
import { invalidInput } from '../../refusal.ts';
import { coveredFromAbove, type FileRow } from './fill-rows.ts';

const MOST_ROWS = 5_000;

export interface ReadFile {
  /** Of each column that has a name or a value. */
  readonly headers: readonly string[];
  readonly rows: readonly FileRow[];
}

/**
 * Reads the log in a CSV or XLSX file: what its columns are called, and its rows with their numbers in the file.
 * @throws Refusal invalid-input for a file that cannot be read
 */
export async function readFile(content: string): Promise<ReadFile> {
  const bytes = Buffer.from(content, 'base64');
  if (bytes.length === 0) throw unreadable('is empty; choose the file that holds the activities');
  try {
    const { file, headers } = await readSample(bytes);
    const rows: FileRow[] = [];
    let isHeader = true;
    for await (const line of linesOfFile(once(bytes), file)) {
      if (!isHeader && line.cells.some(isSomething)) {
        rows.push({ row: line.line, cells: line.cells, covered: coveredFromAbove(line) });
      }
      isHeader = false;
      if (rows.length > MOST_ROWS) throw unreadable(`has more than ${MOST_ROWS} rows; cut it into several files`);
    }
    if (rows.length === 0) throw unreadable('has a header and no rows below it');
    const width = rows.reduce(
      (widest, { cells }) => Math.max(widest, cells.findLastIndex(isSomething) + 1),
      headers.findLastIndex((header) => header !== '') + 1,
    );
    return { headers: Array.from({ length: width }, (_, at) => headers[at] ?? ''), rows };
  } catch (err) {
    if (err instanceof DeliveryFault) throw unreadable(`cannot be read: ${err.what} ${err.nextStep}`);
    throw err;
  }
}

const isSomething = (cell: Cell): boolean =>
  (!isEmpty(cell) && plainText(cell) !== '') || (typeof cell === 'object' && cell !== null);

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** What is wrong with the file: the end of a sentence that begins with it. */
export const unreadable = (message: string) => invalidInput([{ path: 'body.content', message }]);
