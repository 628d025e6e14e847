import type { CellType } from '../../compile/keys.ts';
import { isText } from '../cells-as-sql.ts';
import { moneyFormat, STYLES, WALL_FORMAT, wordsRow } from './sheet-cells.ts';
import { type ZipEntry, zipStream } from './zip-stream.ts';

export interface SheetColumn {
  readonly label: string;
  readonly type: CellType;
}

export interface WorkbookOf {
  readonly columns: readonly SheetColumn[];
  readonly currency: string;
  /** Pieces of `<row>…</row>`. */
  readonly rows: AsyncIterable<Buffer>;
  /** Behind the rows: a word on what is not among them. */
  readonly afterRows: string | null;
  /** The sheet "About this report": a word and what it is, or words over the whole width. */
  readonly about: readonly (readonly string[])[];
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEETS = ['Report', 'About this report'];

/** A workbook of two sheets, made while it is taken: what it holds of memory does not grow with its rows. */
export function workbookStream(workbook: WorkbookOf): AsyncGenerator<Buffer> {
  return zipStream(entriesOf(workbook));
}

function* entriesOf({ columns, currency, rows, afterRows, about }: WorkbookOf): Generator<ZipEntry> {
  const text = (name: string, xml: string): ZipEntry => ({ name, content: [Buffer.from(HEAD + xml)] });
  yield text('[Content_Types].xml', contentTypes());
  yield text('_rels/.rels', relations([`${RELATIONS}/officeDocument`, 'xl/workbook.xml']));
  yield text('xl/workbook.xml', workbookXml());
  yield text(
    'xl/_rels/workbook.xml.rels',
    relations(
      [`${RELATIONS}/worksheet`, 'worksheets/sheet1.xml'],
      [`${RELATIONS}/worksheet`, 'worksheets/sheet2.xml'],
      [`${RELATIONS}/styles`, 'styles.xml'],
    ),
  );
  yield text('xl/styles.xml', styles(currency));
  yield { name: 'xl/worksheets/sheet1.xml', content: reportSheet(columns, rows, afterRows) };
  yield text('xl/worksheets/sheet2.xml', aboutSheet(about));
}

async function* reportSheet(
  columns: readonly SheetColumn[],
  rows: AsyncIterable<Buffer>,
  afterRows: string | null,
): AsyncGenerator<Buffer> {
  const frozen =
    '<sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  const labels = columns.map(({ label }) => label);
  yield Buffer.from(
    `${HEAD}<worksheet xmlns="${MAIN}">${frozen}${widths(columns.map(widthOf))}<sheetData>${wordsRow(labels, STYLES.heading)}`,
  );
  yield* rows;
  const last = afterRows === null ? '' : wordsRow([afterRows], STYLES.plain);
  yield Buffer.from(`${last}</sheetData></worksheet>`);
}

function aboutSheet(about: readonly (readonly string[])[]): string {
  const rows = about.map((words) => wordsRow(words, words.length === 1 ? STYLES.heading : STYLES.words));
  return `<worksheet xmlns="${MAIN}">${widths([28, 90, 40])}<sheetData>${rows.join('')}</sheetData></worksheet>`;
}

const widths = (each: readonly number[]): string =>
  `<cols>${each.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('')}</cols>`;

/** In characters; nobody knows the longest text before the last row. */
function widthOf({ label, type }: SheetColumn): number {
  const content = isText(type) ? 24 : type === 'wall' ? 17 : 12;
  return Math.min(Math.max(content, label.length + 2), 60);
}

function contentTypes(): string {
  const part = (name: string, type: string): string =>
    `<Override PartName="/xl/${name}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`;
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part('workbook', 'sheet.main')}${part('worksheets/sheet1', 'worksheet')}${part('worksheets/sheet2', 'worksheet')}${part('styles', 'styles')}</Types>`;
}

function relations(...each: readonly (readonly [string, string])[]): string {
  const all = each.map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${type}" Target="${target}"/>`);
  return `<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`;
}

function workbookXml(): string {
  const sheets = SHEETS.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`);
  return `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${sheets.join('')}</sheets></workbook>`;
}

/** In the order of STYLES. Number format 49 is text: what is typed over such a cell stays text too. */
function styles(currency: string): string {
  const formats = [WALL_FORMAT, moneyFormat(currency), '0.0%'];
  const own = formats.map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${code}"/>`);
  const cell = (format: number, font = 0, rest = '/>'): string =>
    `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"${font === 0 ? '' : ' applyFont="1"'}${rest}`;
  const wrapped = ' applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>';
  const cells = [cell(0), cell(0, 1), cell(49), cell(164), cell(165), cell(2), cell(166), cell(0, 0, wrapped)];
  const font = (weight: string): string => `<font>${weight}<sz val="11"/><name val="Calibri"/></font>`;
  return `<styleSheet xmlns="${MAIN}"><numFmts count="${own.length}">${own.join('')}</numFmts><fonts count="2">${font('')}${font('<b/>')}</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="${cells.length}">${cells.join('')}</cellXfs></styleSheet>`;
}
