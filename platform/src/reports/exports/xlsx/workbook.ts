import { STYLES, stylesXml } from './cell-styles.ts';
import { wordsRow } from './sheet-cells.ts';
import { type ZipEntry, zipStream } from './zip-stream.ts';

export interface SheetColumn {
  readonly label: string;
  /** In characters. */
  readonly width: number;
}

export interface WorkbookOf {
  readonly columns: readonly SheetColumn[];
  readonly currency: string;
  /** Pieces of `<row>…</row>`. */
  readonly rows: AsyncIterable<Buffer>;
  /** Behind the rows: `<row>…</row>` of totals. */
  readonly total: string | null;
  /** Behind them: a word on what is not among them. */
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

function* entriesOf(workbook: WorkbookOf): Generator<ZipEntry> {
  const { currency, about } = workbook;
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
  yield { name: 'xl/worksheets/sheet1.xml', content: reportSheet(workbook) };
  yield text('xl/worksheets/sheet2.xml', aboutSheet(about));
}

async function* reportSheet({ columns, rows, total, afterRows }: WorkbookOf): AsyncGenerator<Buffer> {
  const frozen =
    '<sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  const labels = columns.map(({ label }) => label);
  yield Buffer.from(
    `${HEAD}<worksheet xmlns="${MAIN}">${frozen}${widths(columns.map(({ width }) => width))}<sheetData>${wordsRow(labels, STYLES.heading)}`,
  );
  yield* rows;
  const last = afterRows === null ? '' : wordsRow([afterRows], STYLES.plain);
  yield Buffer.from(`${total ?? ''}${last}</sheetData></worksheet>`);
}

function aboutSheet(about: readonly (readonly string[])[]): string {
  const rows = about.map((words) => wordsRow(words, words.length === 1 ? STYLES.heading : STYLES.words));
  return `<worksheet xmlns="${MAIN}">${widths([28, 90, 40])}<sheetData>${rows.join('')}</sheetData></worksheet>`;
}

const widths = (each: readonly number[]): string =>
  `<cols>${each.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('')}</cols>`;

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

const styles = (currency: string): string => `<styleSheet xmlns="${MAIN}">${stylesXml(currency)}</styleSheet>`;
