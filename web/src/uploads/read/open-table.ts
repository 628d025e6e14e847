import type { Line } from '@illuminate/delivery/cells';
import { type CsvForm, csvForm, refuseSeparator } from '@illuminate/delivery/csv-form';
import { csvLines } from '@illuminate/delivery/csv-lines';
import { headerLineOf, MOST_TITLE_LINES, rawLinesOf } from '@illuminate/delivery/header-line';
import { sheetLines } from '@illuminate/delivery/sheet-lines';
import { unreadable } from '@illuminate/delivery/unreadable';
import { listSheets, type Sheet } from '@illuminate/delivery/workbook';
import { openBlobPackage } from './blob-package.ts';
import { piecesOf } from './pieces-of.ts';

/** How a file is read, as it was found or as somebody said. Lines are counted from 1. */
export type TableForm =
  | ({ readonly type: 'csv'; readonly headerLine: number } & CsvForm)
  | { readonly type: 'xlsx'; readonly headerLine: number; readonly sheet: string };

/** What somebody said about how a file is read; the rest is found. */
export interface FormWish {
  readonly encoding?: CsvForm['encoding'] | undefined;
  readonly separator?: CsvForm['separator'] | undefined;
  readonly sheet?: string | undefined;
  readonly headerLine?: number | undefined;
}

/** A file as a table: its lines may be read again and again. */
export interface Table {
  readonly form: TableForm;
  /** Of a workbook. */
  readonly sheets: readonly Sheet[];
  /** From the header line on, empty ones left out. @throws DeliveryFault part-unreadable */
  lines(): AsyncGenerator<Line>;
}

const HEAD_BYTES = 256 * 1024;
const ZIP = [0x50, 0x4b];
const OLE = [0xd0, 0xcf];

/** Finds out what a file is and how it is read. Holds no more of it than its beginning. @throws DeliveryFault part-unreadable */
export async function openTable(file: Blob, wish: FormWish = {}): Promise<Table> {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  if (head.length === 0) throw unreadable('The file is empty.', 'Choose the file that your system wrote.');
  const begins = (mark: readonly number[]): boolean => mark.every((byte, at) => head[at] === byte);
  return begins(ZIP) || begins(OLE) ? openWorkbook(file, wish) : openCsv(file, head, wish);
}

function openCsv(file: Blob, head: Uint8Array, wish: FormWish): Table {
  const found = csvForm(head);
  const encoding = wish.encoding ?? found.encoding;
  const separator = wish.separator ?? found.separator;
  const text = new TextDecoder(encoding).decode(head, { stream: true });
  const headerLine = wish.headerLine ?? headerLineOf(rawLinesOf(text, separator));
  const form = { type: 'csv', encoding, separator, headerLine } as const;
  const lines = (): AsyncGenerator<Line> => {
    // Only once lines are asked for, so that how the file was read so far can be shown beside it, and changed.
    if (wish.separator !== undefined) refuseSeparator(text, separator);
    return csvLines(piecesOf(file.stream()), form);
  };
  return { form, sheets: [], lines };
}

async function openWorkbook(file: Blob, wish: FormWish): Promise<Table> {
  const parts = await openBlobPackage(file);
  if (!parts.has('_rels/.rels')) {
    throw unreadable(
      'It is an archive or a document of another program, not an XLSX workbook.',
      'Open it in a spreadsheet program, and save it as XLSX or CSV.',
    );
  }
  const sheets = await listSheets(parts);
  const sheet = wish.sheet ?? (sheets.find(({ isHidden }) => !isHidden) ?? sheets[0])?.name;
  if (sheet === undefined)
    throw unreadable('The workbook has no sheet with rows.', 'Save the right one, and choose it.');
  const linesFrom = (headerLine: number): AsyncGenerator<Line> =>
    sheetLines(parts, { type: 'xlsx', sheet, headerLine });
  // No row is its header yet: cells of a title may be merged.
  const headerLine = wish.headerLine ?? headerLineOf(await firstOf(linesFrom(0), MOST_TITLE_LINES * 2));
  return { form: { type: 'xlsx', sheet, headerLine }, sheets, lines: () => linesFrom(headerLine) };
}

async function firstOf(lines: AsyncGenerator<Line>, most: number): Promise<Line[]> {
  const first: Line[] = [];
  for await (const line of lines) {
    first.push(line);
    if (first.length >= most) break;
  }
  return first;
}
