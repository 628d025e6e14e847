import type { Cell, Line } from '../cells.ts';
import { isEmpty } from '../cells.ts';
import type { ColumnMap } from '../column-map.ts';
import { unreadable } from '../unreadable.ts';
import { createCovered } from './covered.ts';
import { columnOf, lettersOf, type MergedRange, readMerges } from './merges.ts';
import type { PackageParts } from './package-parts.ts';
import { readXml, unescaped } from './read-xml.ts';
import { readSharedStrings } from './shared-strings.ts';
import { readDateStyles } from './styles.ts';
import { openWorkbook } from './workbook.ts';

type XlsxFile = Extract<ColumnMap['file'], { type: 'xlsx' }>;

/** Columns to the right of these are not read; a map can't name so many. */
const MOST_COLUMNS = 1_000;
const DAY_MS = 86_400_000;
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
/** 31 December 9999. */
const LAST_SERIAL = 2_958_465;

/**
 * The rows of a sheet from its header row on, empty ones left out. The sheet streams; the texts its cells refer to are held.
 * It is unpacked twice: `again`, where it is given, is the same package for the second time.
 * @throws DeliveryFault part-unreadable, also where unpacked it is more than a part may be, or its header cells are merged
 */
export async function* sheetLines(archive: PackageParts, file: XlsxFile, again = archive): AsyncGenerator<Line> {
  for await (const block of sheetLineBlocks(archive, file, again)) yield* block;
}

/** As `sheetLines`, some rows at a time, never none. */
export async function* sheetLineBlocks(
  archive: PackageParts,
  file: XlsxFile,
  again = archive,
): AsyncGenerator<readonly Line[]> {
  const { sheet, sharedStrings, styles, from1904 } = await openWorkbook(archive, file.sheet);
  const merges = await readMerges(again, sheet);
  refuseWideNames(merges, file.headerLine);
  const reader = sheetReader({
    merges,
    strings: await readSharedStrings(archive, sharedStrings),
    isDate: await readDateStyles(archive, styles),
    epoch: from1904 ? EPOCH_1904 : EPOCH_1900,
    firstRow: file.headerLine,
  });
  for await (const _ of readXml(archive.read(sheet), reader)) {
    const block = reader.taken();
    if (block.length > 0) yield block;
  }
}

/** One name over several columns. Down a column a name may be merged: two rows of names often are. @throws DeliveryFault part-unreadable */
function refuseWideNames(merges: readonly MergedRange[], headerLine: number): void {
  const wide = merges.find(({ top, bottom, left, right }) => top <= headerLine && headerLine <= bottom && left < right);
  if (wide === undefined) return;
  const { top, bottom, left, right } = wide;
  const range = `${lettersOf(left + 1)}${top}:${lettersOf(right + 1)}${bottom}`;
  throw unreadable(
    `In the header row, row ${headerLine}, cells are merged across columns (${range}), so that it does not say which column is which.`,
    'If the names of the columns stand in another row, such as the one below, say that it is the header row. Otherwise part these cells, and give each column a name of its own.',
  );
}

interface SheetOptions {
  readonly merges: readonly MergedRange[];
  readonly strings: readonly string[];
  readonly isDate: readonly boolean[];
  readonly epoch: number;
  readonly firstRow: number;
}

function sheetReader({ merges, strings, isDate, epoch, firstRow }: SheetOptions) {
  const coveredIn = createCovered(merges.filter(({ top }) => top > firstRow));
  const names = namesFromAbove(merges, firstRow);
  let lines: Line[] = [];
  let row = 0;
  let column = 0;
  let cells: Cell[] = [];
  let kind = '';
  let style = 0;
  let value = '';
  let inline = '';
  let hasFormula = false;
  let hasValue = false;
  let into: 'value' | 'inline' | null = null;
  let inPhonetic = false;

  const cellNow = (): Cell => {
    if (kind === 'inlineStr') return unescaped(inline);
    if (!hasValue || value === '') return hasFormula && kind !== 'str' ? { fault: 'not-worked-out' } : null;
    if (kind === 's') return strings[Number(value)] ?? null;
    if (kind === 'str') return unescaped(value);
    if (kind === 'b') return value === '1';
    if (kind === 'e') return { fault: 'error' };
    if (kind === 'd') return value;
    const number = Number(value);
    if (Number.isNaN(number)) return { fault: 'error' };
    return isDate[style] === true ? (dateOfSerial(number, epoch) ?? number) : number;
  };

  return {
    taken(): Line[] {
      const ready = lines;
      lines = [];
      return ready;
    },
    open(name: string, attributes: Readonly<Record<string, string>>): void {
      switch (name) {
        case 'row':
          row = attributes.r === undefined ? row + 1 : Number(attributes.r);
          column = 0;
          cells = [];
          break;
        case 'c':
          column = attributes.r === undefined ? column + 1 : columnOf(attributes.r);
          kind = attributes.t ?? 'n';
          style = Number(attributes.s ?? 0);
          value = '';
          inline = '';
          hasFormula = false;
          hasValue = false;
          break;
        case 'f':
          hasFormula = true;
          break;
        case 'v':
          hasValue = true;
          into = 'value';
          break;
        case 'rPh':
          inPhonetic = true;
          break;
        case 't':
          if (!inPhonetic) into = 'inline';
          break;
      }
    },
    text(text: string): void {
      if (into === 'value') value += text;
      else if (into === 'inline') inline += text;
    },
    close(name: string): void {
      if (name === 'v' || name === 't') into = null;
      if (name === 'rPh') inPhonetic = false;
      if (name === 'c' && row >= names.firstRow) {
        const cell = cellNow();
        if (isEmpty(cell)) return;
        if (column > MOST_COLUMNS) {
          if (row < firstRow) return;
          throw unreadable(`The sheet has cells beyond column ${MOST_COLUMNS}.`, undefined, row);
        }
        while (cells.length < column - 1) cells.push(null);
        cells[column - 1] = cell;
      }
      if (name !== 'row' || row < names.firstRow) return;
      if (row <= firstRow) names.look(row, cells);
      if (row < firstRow || cells.length === 0) return;
      const merged = coveredIn(row, cells);
      lines.push(merged.length === 0 ? { line: row, cells } : { line: row, cells, merged });
    },
  };
}

/** Names of columns in cells that are merged down into the header row, whose text stands in a row above it. */
function namesFromAbove(merges: readonly MergedRange[], headerRow: number) {
  const into = merges.filter(
    ({ top, bottom, left, right }) => top < headerRow && headerRow <= bottom && left === right && left < MOST_COLUMNS,
  );
  const names = new Map<number, Cell>();
  return {
    /** The first row to be looked at. */
    firstRow: Math.min(headerRow, ...into.slice(0, 1).map(({ top }) => top)),
    /** Takes names out of a row above the header, and puts them into the header. */
    look(row: number, cells: Cell[]): void {
      for (const { top, left } of into) {
        if (top === row) names.set(left, cells[left] ?? null);
        if (row !== headerRow || !isEmpty(cells[left]) || isEmpty(names.get(left))) continue;
        while (cells.length < left) cells.push(null);
        cells[left] = names.get(left) ?? null;
      }
    },
  };
}

/**
 * The wall time of a spreadsheet's day number, to the second; null if no spreadsheet can show it as a date. Days before March
 * 1900 are one off in every spreadsheet, and no box office has them.
 */
function dateOfSerial(serial: number, epoch = EPOCH_1900): { wall: number } | null {
  if (serial < 0 || serial > LAST_SERIAL + 1) return null;
  return { wall: epoch + Math.round(serial * (DAY_MS / 1000)) * 1000 };
}
