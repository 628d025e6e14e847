import { type Column, formatTable, onOneLine, widthOf } from './table.ts';
import type { Terminal } from './terminal.ts';

export type Tone = 'ok' | 'info' | 'warn' | 'bad' | 'neutral';

/** A text whose tone a terminal shows in colour; without colour nothing is lost. */
export interface Toned {
  readonly text: string;
  readonly tone: Tone;
}

export type Cell = string | Toned;

/** A piece of what a command has to say. */
export type Block =
  | { readonly kind: 'line'; readonly text: Cell }
  /** Lines of somebody else's, in their own shape. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'table'; readonly columns: readonly Column[]; readonly rows: readonly (readonly Cell[])[] }
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [label: string, value: Cell | null])[] }
  | { readonly kind: 'list'; readonly title: string; readonly items: readonly string[]; readonly numbered?: boolean };

/** What a command gives: blocks for people, and the API's own answer for programs. Remarks go beside the result, not into it. */
export interface Result {
  readonly json: unknown;
  readonly blocks: readonly Block[];
  readonly remarks?: readonly string[];
}

/** SGR codes of the foreground: green, cyan, yellow, red, grey. */
const COLOURS = { ok: 32, info: 36, warn: 33, bad: 31, neutral: 90 } as const;

const coloured = (text: string, tone: Tone): string => `\u001b[${COLOURS[tone]}m${text}\u001b[39m`;
const bold = (text: string): string => `\u001b[1m${text}\u001b[22m`;

/** A table, or nothing where it would be its heading alone. */
export const tableUnlessEmpty = (columns: readonly Column[], rows: readonly (readonly Cell[])[]): Block[] =>
  rows.length === 0 ? [] : [{ kind: 'table', columns, rows }];

const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.text);

const painter =
  (colour: boolean) =>
  (text: string, cell: Cell | undefined): string =>
    !colour || cell === undefined || typeof cell === 'string' ? text : coloured(text, cell.tone);

/** The lines of a block. */
export function formatBlock(block: Block, colour: boolean): string[] {
  const paint = painter(colour);
  switch (block.kind) {
    case 'line':
      return [paint(onOneLine(textOf(block.text)), block.text)];
    case 'text':
      return block.text.trimEnd().split('\n').map(onOneLine);
    case 'table':
      return formatTable(
        block.columns,
        block.rows.map((row) => row.map(textOf)),
        (text, row, column) => {
          if (row < 0) return colour ? bold(text) : text;
          return paint(text, block.rows[row]?.[column]);
        },
      );
    case 'facts': {
      const facts = block.facts.flatMap(([label, value]) => (value === null ? [] : [[label, value] as const]));
      const width = Math.max(0, ...facts.map(([label]) => widthOf(label)));
      return facts.map(
        ([label, value]) => `${label}${' '.repeat(width - widthOf(label))}  ${paint(onOneLine(textOf(value)), value)}`,
      );
    }
    case 'list':
      return [
        `${block.title}:`,
        ...block.items.map((item, at) => `  ${block.numbered ? `${at + 1}.` : '-'} ${onOneLine(item)}`),
      ];
  }
}

/** The one way in which a command shows what it has: lines for people, on a terminal as in a pipe, or JSON for programs. */
export function printResult(terminal: Terminal, { blocks, json, remarks = [] }: Result, asJson = false): void {
  if (asJson) {
    terminal.out(`${JSON.stringify(json, null, 2)}\n`);
    return;
  }
  const texts = blocks
    .map((block) => formatBlock(block, terminal.colour))
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`);
  if (texts.length > 0) terminal.out(texts.join('\n'));
  for (const remark of remarks) terminal.err(`${onOneLine(remark)}\n`);
}
