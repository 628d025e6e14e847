import type { Cell, Line } from '../cells.ts';
import { isEmpty } from '../cells.ts';
import type { ColumnMap } from '../column-map.ts';
import { unreadable } from '../unreadable.ts';
import { isMerged } from './header-merges.ts';
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
  if (await isMerged(again, sheet, file.headerLine)) {
    throw unreadable(
      `In the header row, row ${file.headerLine}, cells are merged, so that it does not say which column is which.`,
      'Have the report give each column a name of its own, in one row; then set the map again.',
    );
  }
  const reader = sheetReader({
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

interface SheetOptions {
  readonly strings: readonly string[];
  readonly isDate: readonly boolean[];
  readonly epoch: number;
  readonly firstRow: number;
}

function sheetReader({ strings, isDate, epoch, firstRow }: SheetOptions) {
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
      if (name === 'c' && row >= firstRow) {
        const cell = cellNow();
        if (isEmpty(cell)) return;
        if (column > MOST_COLUMNS)
          throw unreadable(`The sheet has cells beyond column ${MOST_COLUMNS}.`, undefined, row);
        while (cells.length < column - 1) cells.push(null);
        cells[column - 1] = cell;
      }
      if (name === 'row' && row >= firstRow && cells.length > 0) lines.push({ line: row, cells });
    },
  };
}

/** "AB12" → 28. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference) {
    const at = letter.charCodeAt(0) - 64;
    if (at < 1 || at > 26) break;
    column = column * 26 + at;
  }
  return column;
}

/**
 * The wall time of a spreadsheet's day number, to the second; null if no spreadsheet can show it as a date. Days before March
 * 1900 are one off in every spreadsheet, and no box office has them.
 */
function dateOfSerial(serial: number, epoch = EPOCH_1900): { wall: number } | null {
  if (serial < 0 || serial > LAST_SERIAL + 1) return null;
  return { wall: epoch + Math.round(serial * (DAY_MS / 1000)) * 1000 };
}
