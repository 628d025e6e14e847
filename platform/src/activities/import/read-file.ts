import { type Cell, DeliveryFault, isEmpty, linesOfFile, plainText, readSample } from '@illuminate/delivery';
import { invalidInput } from '../../refusal.ts';
import { FIELD_NAMES, type ImportColumn, readColumns } from './columns.ts';

const MOST_ROWS = 5_000;

export interface ReadFile {
  readonly columns: readonly ImportColumn[];
  readonly rows: readonly { readonly row: number; readonly cells: readonly Cell[] }[];
}

/**
 * Reads the log in a CSV or XLSX file: its columns by what they are called, and its rows with their numbers in the file.
 * @throws Refusal invalid-input for a file that cannot be read, or that lacks a title or a day
 */
export async function readFile(content: string): Promise<ReadFile> {
  const bytes = Buffer.from(content, 'base64');
  if (bytes.length === 0) throw unreadable('is empty; choose the file that holds the activities');
  try {
    const { file, headers } = await readSample(bytes);
    const columns = readColumns(headers);
    for (const field of ['title', 'from'] as const) {
      if (columns.some((one) => one.field === field)) continue;
      const called = FIELD_NAMES[field].slice(0, 5).join('”, “');
      const found = headers
        .filter((header) => header !== '')
        .slice(0, 12)
        .join(', ');
      throw unreadable(
        `has no column for the ${field === 'title' ? 'title' : 'first day'}: call one of them “${called}”. Found: ${found || 'none'}`,
      );
    }
    const rows: { row: number; cells: readonly Cell[] }[] = [];
    let isHeader = true;
    for await (const { line, cells } of linesOfFile(once(bytes), file)) {
      if (!isHeader && cells.some((cell) => (!isEmpty(cell) && plainText(cell) !== '') || typeof cell === 'object')) {
        rows.push({ row: line, cells });
      }
      isHeader = false;
      if (rows.length > MOST_ROWS) throw unreadable(`has more than ${MOST_ROWS} rows; cut it into several files`);
    }
    if (rows.length === 0) throw unreadable('has a header and no rows below it');
    return { columns, rows };
  } catch (err) {
    if (err instanceof DeliveryFault) throw unreadable(`cannot be read: ${err.what} ${err.nextStep}`);
    throw err;
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

const unreadable = (message: string) => invalidInput([{ path: 'body.content', message }]);
