import type { UploadProblem } from '@illuminate/contract';
import {
  type Cell,
  type DeliveryFault,
  DROP,
  formOf,
  isEmpty,
  type Line,
  normalHeader,
  personalLook,
  plainText,
  type UploadedMap,
  wallText,
} from '@illuminate/delivery';
import type { Notes } from '../upload-messages.ts';
import { FIX_OF_HEADING, fixOfCovered, fixOfFault } from './fix-of-fault.ts';

/** As many as a person reads; the rejected lines are all in their file. */
const MOST_PROBLEMS = 1_000;
const MOST_REJECTED = 100_000;
const LONGEST_VALUE = 100;
/** What is never shown again, not even to whoever sent it. */
const OF_BOOKERS = new Set(['customer_id', 'customer_postcode', 'customer_country']);

interface Noted {
  readonly fault: DeliveryFault;
  readonly severity: UploadProblem['severity'];
}

interface Found {
  readonly notes: Omit<Notes, 'ticketTypes'>;
  readonly rejected: number;
}

/** Gathers what is wrong with lines while a file is read, and afterwards the lines themselves. */
export function createNotes(map: UploadedMap) {
  const noted: Noted[] = [];
  const reasons = new Map<number, string>();
  let errors = 0;
  let warnings = 0;
  const shown = map.columns.map(({ field }) => field !== DROP && !OF_BOOKERS.has(field));
  const orderColumn = map.records === 'sales' ? map.columns.findIndex(({ field }) => field === 'order_id') : -1;
  const orderOf = ({ cells }: Line): string => plainText(cells[orderColumn]);

  const columnOf = (field: string | undefined): number =>
    map.columns.findIndex(({ header }) => field !== undefined && normalHeader(header) === normalHeader(field));

  const valueIn = (line: Line, field: string | undefined): string | null => {
    const at = columnOf(field);
    if (at < 0 || shown[at] !== true) return null;
    const cell = line.cells[at];
    if (typeof cell === 'object' && cell !== null && 'fault' in cell) return null;
    const text = textOf(cell);
    if (personalLook(text) !== null) return null;
    return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
  };

  /** A cell alone, with words, where a date belongs. */
  const isHeading = (line: Line | undefined, at: number): boolean =>
    line !== undefined &&
    formOf(map.records, map.columns[at]?.field ?? '') === 'instant' &&
    line.cells.every((cell, other) => isEmpty(cell) !== (other === at)) &&
    /\p{L}{3}/u.test(plainText(line.cells[at]));

  const fixOf = (fault: DeliveryFault, line: Line | undefined): string => {
    const at = columnOf(fault.field);
    if (isHeading(line, at)) return FIX_OF_HEADING;
    const isCovered = isEmpty(line?.cells[at]) && line?.merged?.some(({ from, to }) => from <= at && at <= to) === true;
    return isCovered ? fixOfCovered(map.columns[at]?.field ?? '') : fixOfFault(fault, map);
  };

  return {
    get errors() {
      return errors;
    },
    get warnings() {
      return warnings;
    },
    get isEmpty() {
      return noted.length === 0;
    },
    error(fault: DeliveryFault): void {
      errors += 1;
      if (noted.length < MOST_PROBLEMS) noted.push({ fault, severity: 'error' });
      const { row, what } = fault;
      if (row !== undefined && !reasons.has(row)) reasons.set(row, what);
    },
    warning(fault: DeliveryFault): void {
      warnings += 1;
      if (noted.length < MOST_PROBLEMS) noted.push({ fault, severity: 'warning' });
    },

    /**
     * Reads the file once or twice more for the lines that cannot be loaded: those with an error, and of sales all of the same order.
     * `read` begins below the header. @returns how many they are
     */
    async finish(read: () => AsyncIterable<Line>): Promise<Found> {
      const orders = new Map<string, number>();
      const values = new Map<number, Line>();
      if (reasons.size > 0 || noted.length > 0) {
        const wanted = new Set(noted.map(({ fault }) => fault.row));
        for await (const line of read()) {
          if (wanted.has(line.line)) values.set(line.line, line);
          if (orderColumn >= 0 && reasons.has(line.line) && orderOf(line) !== '') orders.set(orderOf(line), line.line);
        }
      }
      const lines = [csvLine([...headers(map, shown), 'Row', 'Reason'])];
      let rejected = 0;
      if (reasons.size > 0) {
        for await (const line of read()) {
          const other = orderColumn >= 0 ? orders.get(orderOf(line)) : undefined;
          const own = reasons.get(line.line);
          const reason = own ?? (other === undefined ? undefined : `Row ${other} of the same order cannot be loaded.`);
          if (reason === undefined) continue;
          rejected += 1;
          if (rejected > MOST_REJECTED) continue;
          const cells = map.columns.flatMap((_, at) => (shown[at] === true ? [kept(textOf(line.cells[at]))] : []));
          lines.push(csvLine([...cells, String(line.line), reason]));
        }
      }
      const problems = noted.map(({ fault, severity }): UploadProblem => {
        const line = fault.row === undefined ? undefined : values.get(fault.row);
        return {
          severity,
          row: fault.row ?? null,
          column: fault.field ?? null,
          value: line === undefined ? null : valueIn(line, fault.field),
          what: fault.what,
          fix: fixOf(fault, line),
        };
      });
      problems.sort((one, two) => Number(one.severity === 'warning') - Number(two.severity === 'warning'));
      return { notes: { problems, rejected: `${lines.join('\r\n')}\r\n` }, rejected };
    },
  };
}

const headers = (map: UploadedMap, shown: readonly boolean[]): string[] =>
  map.columns.flatMap(({ header }, at) => (shown[at] === true ? [header] : []));

const textOf = (cell: Cell | undefined): string => {
  if (typeof cell !== 'object' || cell === null) return plainText(cell);
  return 'wall' in cell ? wallText(cell.wall) : '';
};

const kept = (text: string): string => (personalLook(text) === null ? text : '');

/** What begins like a formula is one to a spreadsheet; a number with a sign is none. */
function csvLine(cells: readonly string[]): string {
  return cells
    .map((cell) => {
      const isFormula = /^[=+\-@\t\r]/.test(cell) && !/^[+-]?[\d.,\s]+$/.test(cell);
      const text = isFormula ? `'${cell}` : cell;
      return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    })
    .join(',');
}
