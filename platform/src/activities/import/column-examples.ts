// Some values of each column, by which somebody sees what it is. Pure.
import type { FileRow } from './fill-rows.ts';
import { textOfCell } from './text-of-cell.ts';

const EXAMPLES = 3;
const SHOWN = 60;

/** Of each column the first values that differ, as they were typed. */
export function columnExamples(rows: readonly FileRow[], columns: number): string[][] {
  const examples = Array.from({ length: columns }, () => new Set<string>());
  for (const { cells } of rows) {
    for (const [at, values] of examples.entries()) {
      const text = textOfCell(cells[at] ?? null);
      if (values.size < EXAMPLES && text !== '') values.add(text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
    }
  }
  return examples.map((values) => [...values]);
}
