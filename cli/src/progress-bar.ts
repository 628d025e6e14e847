import type { Terminal } from './terminal.ts';

const BAR = 24;

/** "[████████░░░░] 34 %"; empty when how much there is to do is not known. */
export function formatBar(done: number, total: number): string {
  if (total <= 0) return '';
  const share = Math.min(1, Math.max(0, done / total));
  const full = Math.round(share * BAR);
  return `[${'█'.repeat(full)}${'░'.repeat(BAR - full)}] ${Math.floor(share * 100)} %`;
}

/** As many of the words as fit beside the bar, so that no figure is cut in two. */
function fitting(bar: string, text: string, width: number): string {
  const parts = text.split(', ');
  const lines = parts.map((_, at) => [bar, parts.slice(0, parts.length - at).join(', ')].filter(Boolean).join(' '));
  return lines.find((line) => line.length <= width) ?? text.slice(0, width);
}

export interface ProgressLine {
  /** Says how far it is: over the same line on a terminal, on a line of its own in a pipe, and there only when the words change. */
  show(step: { done: number; total: number; text: string }): void;
  end(): void;
}

/** The bar goes beside the result; in a pipe the lines are part of it, unless a program reads that as JSON. */
export function createProgressLine({ err, isTerminal, out, width }: Terminal, asJson: boolean): ProgressLine {
  let last = '';
  return {
    show({ done, total, text }) {
      if (text === last) return;
      last = text;
      if (isTerminal) err(`\r\u001b[K${fitting(formatBar(done, total), text, width - 1)}`);
      else if (asJson) err(`${text}\n`);
      else out(`${text}\n`);
    },
    end() {
      if (isTerminal && last !== '') err('\r\u001b[K');
    },
  };
}
