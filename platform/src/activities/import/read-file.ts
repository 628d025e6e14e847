import {
  type Cell,
  DeliveryFault,
  isEmpty,
  linesOfFile,
  lookIntoWorkbook,
  plainText,
  readSample,
  titlesAbove,
} from '@illuminate/delivery';
import { invalidInput } from '../../refusal.ts';
import { coveredFromAbove, type FileRow } from './fill-rows.ts';

const MOST_ROWS = 5_000;

/** How a file is to be read, as far as somebody says. */
export interface FileForm {
  /** Left out: the first one that is shown. */
  readonly sheet?: string | undefined;
  /** The row with the names of the columns, from 1; 0: no row has them. Left out: looked for. */
  readonly headerLine?: number | undefined;
}

export interface ReadFile {
  /** Of each column that has a name or a value. */
  readonly headers: readonly string[];
  readonly rows: readonly FileRow[];
  readonly headerLine: number;
  /** The one that was read; null where there are none. */
  readonly sheet: string | null;
  /** Those that a spreadsheet program shows. */
  readonly sheets: readonly string[];
  /** What is written above the names of the columns, line by line. */
  readonly titles: readonly string[];
}

/**
 * Reads the log in a CSV or XLSX file: what its columns are called, and its rows with their numbers in the file.
 * @throws Refusal invalid-input for a file that cannot be read
 */
export async function readFile(content: string, said: FileForm = {}): Promise<ReadFile> {
  const bytes = Buffer.from(content, 'base64');
  if (bytes.length === 0) throw unreadable('is empty; choose the file that holds the activities');
  try {
    const isNamed = said.headerLine !== 0;
    const { file, headers: found } = await readSample(bytes, isNamed ? said : { ...said, headerLine: undefined });
    const { sheet, sheets } = await sheetsOf(bytes, file);
    const headers = isNamed ? found : [];
    const rows = await rowsOf(bytes, file, isNamed);
    if (rows.length === 0)
      throw unreadable(`${isNamed ? 'has a header and no rows below it' : 'has no rows'}${among(sheet, sheets)}`);
    const width = rows.reduce(
      (widest, { cells }) => Math.max(widest, cells.findLastIndex(isSomething) + 1),
      headers.findLastIndex((header) => header !== '') + 1,
    );
    return {
      headers: Array.from({ length: width }, (_, at) => headers[at] ?? ''),
      rows,
      headerLine: isNamed ? file.headerLine : 0,
      sheet,
      sheets,
      titles: isNamed ? await titlesAbove(bytes, file) : [],
    };
  } catch (err) {
    if (err instanceof DeliveryFault) throw unreadable(`cannot be read: ${err.detail} ${err.nextStep}`);
    throw err;
  }
}

type Form = Awaited<ReturnType<typeof readSample>>['file'];

async function rowsOf(bytes: Uint8Array, file: Form, isNamed: boolean): Promise<FileRow[]> {
  const rows: FileRow[] = [];
  // Of a workbook a row that is no header may be merged.
  const from = isNamed ? file.headerLine : file.type === 'csv' ? 1 : 0;
  let isHeader = isNamed;
  for await (const line of linesOfFile(once(bytes), { ...file, headerLine: from })) {
    if (!isHeader && line.cells.some(isSomething)) {
      rows.push({ row: line.line, cells: line.cells, covered: coveredFromAbove(line) });
    }
    isHeader = false;
    if (rows.length > MOST_ROWS) throw unreadable(`has more than ${MOST_ROWS} rows; cut it into several files`);
  }
  return rows;
}

async function sheetsOf(bytes: Uint8Array, file: Form): Promise<Pick<ReadFile, 'sheet' | 'sheets'>> {
  if (file.type === 'csv') return { sheet: null, sheets: [] };
  const { sheets } = await lookIntoWorkbook(bytes);
  const asked = file.sheet?.trim().toLowerCase();
  const read =
    sheets.find(({ name, isHidden }) => (asked === undefined ? !isHidden : name.trim().toLowerCase() === asked)) ??
    sheets[0];
  const shown = sheets.filter(({ name, isHidden }) => !isHidden || name === read?.name);
  return { sheet: read?.name ?? null, sheets: shown.map(({ name }) => name) };
}

/** Which sheet that is said of, where there are others. */
function among(sheet: string | null, sheets: readonly string[]): string {
  const others = sheets.filter((name) => name !== sheet);
  return others.length === 0 ? '' : `, in its sheet “${sheet ?? ''}”; choose another one of: ${others.join(', ')}`;
}

const isSomething = (cell: Cell): boolean =>
  (!isEmpty(cell) && plainText(cell) !== '') || (typeof cell === 'object' && cell !== null);

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** What is wrong with the file: the end of a sentence that begins with it. */
export const unreadable = (message: string) => invalidInput([{ path: 'body.content', message }]);
