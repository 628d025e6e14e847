import { type Line, plainText } from '@illuminate/delivery/cells';
import { personalLook } from '@illuminate/delivery/looks-personal';
import { MERGED_MARKS } from '@illuminate/delivery/merged-marks';
import { cellText, type DateShape } from './cell-text.ts';
import { isTooLong } from './look-through.ts';
import type { Table } from './open-table.ts';
import { Sha256 } from './sha256.ts';

/** What is sent in the place of the file. */
export interface Rewritten {
  /** CSV in UTF-8. The browser keeps it outside the page's memory. */
  readonly content: Blob;
  readonly sha256: string;
  readonly rows: number;
  /** Cells with an e-mail address in columns that are sent, left empty: how many, by the column's position from 0. */
  readonly emptied: ReadonlyMap<number, number>;
}

interface Rewrite {
  /** Positions of the columns that are sent, from 0. */
  readonly keep: readonly number[];
  /** Columns of the file. */
  readonly columns: number;
  /** How dates are written, by the column's position. */
  readonly shapes: ReadonlyMap<number, DateShape>;
  /** Told the lines that were written. */
  readonly onProgress: (rows: number) => void;
}

const PIECE_CHARACTERS = 512 * 1024;
const PROGRESS_EVERY = 20_000;

/**
 * Writes a table anew with the columns that are sent and no other. Each line keeps its number, so that what is said of a line holds
 * in the file that the person has; lines above the header become empty ones. Where merged cells lie is said by marks in what they cover.
 * @throws DeliveryFault part-unreadable
 */
export async function rewrite(table: Table, { keep, columns, shapes, onProgress }: Rewrite): Promise<Rewritten> {
  const separator = table.form.type === 'csv' ? table.form.separator : ',';
  const toQuote = new RegExp(`["\\n\\r${separator === '\t' ? '\\t' : separator}]|^\\s|\\s$`);
  const quoted = (text: string): string => (toQuote.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const out = new Output();
  const markOf = createMarks(keep);
  const emptied = new Map<number, number>();
  let next = 1;
  let rows = -1;
  for await (const whole of table.lines()) {
    const { line, cells } = whole;
    rows += 1;
    const isSent = rows === 0 || !isTooLong(cells, columns);
    const marks = markOf(whole, isSent);
    if (!isSent) continue;
    const texts = keep.map((at) => {
      const cell = cells[at];
      const text = rows === 0 ? plainText(cell) : cellText(cell, shapes.get(at));
      if (text === '') return marks?.get(at) ?? '';
      if (!text.includes('@') || personalLook(text) !== 'an e-mail address') return text;
      emptied.set(at, (emptied.get(at) ?? 0) + 1);
      return '';
    });
    const record = texts.map(quoted).join(separator);
    out.write(`${'\n'.repeat(Math.max(0, line - next))}${record}\n`);
    next = Math.max(line, next) + 1 + breaksIn(texts);
    if (rows % PROGRESS_EVERY === 0) onProgress(rows);
  }
  return { ...out.ended(), rows: Math.max(0, rows), emptied };
}

const breaksIn = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => (text.includes('\n') ? sum + text.split('\n').length - 1 : sum), 0);

/** Tells the marks of a line by the positions of their columns; none where the value that a mark points at is not sent. */
function createMarks(keep: readonly number[]) {
  const kept = new Set(keep);
  /** Columns whose last value stood in a line that is not sent. */
  const lost = new Set<number>();
  return ({ merged }: Line, isSent: boolean): ReadonlyMap<number, string> | null => {
    if (merged === undefined && isSent && lost.size === 0) return null;
    const marks = new Map<number, string>();
    for (const { from, to, by } of merged ?? []) {
      const isKnown = by === 'above' || kept.has(from - 1);
      for (const at of keep) if (isKnown && from <= at && at <= to) marks.set(at, MERGED_MARKS[by]);
    }
    for (const at of keep) {
      if (marks.get(at) === MERGED_MARKS.above) {
        if (lost.has(at)) marks.delete(at);
      } else if (isSent) lost.delete(at);
      else lost.add(at);
    }
    return marks;
  };
}

/** Gathers text as bytes that the browser keeps for itself, and their hash. */
class Output {
  readonly #pieces: Blob[] = [];
  readonly #hash = new Sha256();
  readonly #encoder = new TextEncoder();
  #held: string[] = [];
  #characters = 0;

  write(text: string): void {
    this.#held.push(text);
    this.#characters += text.length;
    if (this.#characters >= PIECE_CHARACTERS) this.#settle();
  }

  #settle(): void {
    const bytes = this.#encoder.encode(this.#held.join(''));
    this.#hash.update(bytes);
    this.#pieces.push(new Blob([bytes]));
    this.#held = [];
    this.#characters = 0;
  }

  ended(): { content: Blob; sha256: string } {
    this.#settle();
    return { content: new Blob(this.#pieces), sha256: this.#hash.hex() };
  }
}
