import { linesOf, type Output, type ResultLine } from '@illuminate/contract';
import type { Block, Result } from '../output.ts';
import { count, wallTime } from '../words.ts';

type ReportResult = Output<'runReport'>;
type Column = ReportResult['columns'][number];
type Cell = ReportResult['rows'][number][number];

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const NUMBERS: readonly string[] = ['integer', 'money', 'decimal', 'percent'];

/** A cell as people read it: "–" for nothing, 0 for zero, and words where no box office supplies it. */
function shown(cell: Cell, { type, kind, availability }: Column): string {
  if (!availability.isSupplied && (cell === null || (kind === 'measure' && Number(cell) === 0))) return 'not supplied';
  if (cell === null) return '–';
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  if (type === 'weekday') return WEEKDAYS[Number(cell) - 1] ?? String(cell);
  if (type === 'percent') return `${(Number(cell) * 100).toFixed(1)} %`;
  if (type === 'decimal') return Number(cell).toFixed(2);
  return String(cell);
}

const shownAll = (cells: readonly Cell[], columns: readonly Column[]): string[] =>
  columns.map((column, at) => shown(cells[at] ?? null, column));

/** A line below rows: words in the place of the keys, then a cell for each column that is none. */
const underKeys = (words: readonly string[], cells: readonly Cell[], columns: readonly Column[], keys: number) => [
  ...Array.from({ length: keys }, (_, at) => words[at] ?? ''),
  ...shownAll(cells, columns.slice(keys)),
];

/** The keys that its rows share, each in its column, the last of them saying what the line is. */
function subtotalOf(line: Extract<ResultLine, { kind: 'subtotal' }>, columns: readonly Column[], keys: number) {
  const words = shownAll(line.cells.slice(0, line.keys), columns.slice(0, line.keys));
  return underKeys([...words.slice(0, -1), `Total of ${words.at(-1)}`], line.cells.slice(line.keys), columns, keys);
}

/** The answer of a report: its rows, subtotals under theirs, and the total. */
export function describeResult(report: ReportResult): Result {
  const { columns, rows, subtotals, total, sentence, grain, matching, asOf, zone, isCut, warnings } = report;
  const keys = columns.filter(({ kind }) => kind === 'key').length;
  const table: Block = {
    kind: 'table',
    columns: columns.map(({ label, type }) => ({ title: label, align: NUMBERS.includes(type) ? 'right' : 'left' })),
    rows: [
      ...linesOf(rows, subtotals).map((line) =>
        line.kind === 'row' ? shownAll(line.cells, columns) : subtotalOf(line, columns, keys),
      ),
      ...(total === null || keys === 0 ? [] : [underKeys(['Total'], total, columns, keys)]),
    ],
  };
  const mixed = columns
    .filter(({ additivity }) => additivity !== null && additivity !== 'additive')
    .map(({ label }) => label);
  return {
    json: report,
    blocks: [table],
    remarks: [
      sentence,
      `${grain} ${count(matching, 'row')} match. ${asOf === null ? 'No data has been loaded yet.' : `Data as of ${wallTime(asOf, zone)} (${zone}).`}`,
      ...(isCut ? [`Only the first ${rows.length} rows are shown: ask for more with --limit, or for fewer.`] : []),
      ...(total !== null && mixed.length > 0
        ? [`${mixed.join(', ')}: the total is worked out anew; the rows do not add up to it.`]
        : []),
      ...warnings,
    ],
  };
}
