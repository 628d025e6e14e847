import type { FieldReader } from '../records/field-reader.ts';
import type { ReadColumn } from './cell-reader.ts';
import type { Cell } from './cells.ts';

/**
 * Reads the same cells on one line after another once: lines of one order stand together, and differ in their tickets alone. What is
 * wrong is reported on each line anew.
 */
export function readRepeated<T>(
  { columns, reader }: { readonly columns: readonly ReadColumn[]; readonly reader: FieldReader },
  read: (cells: readonly Cell[]) => T,
): (cells: readonly Cell[]) => T {
  const places = columns.map(({ at }) => at);
  let known: { readonly cells: readonly Cell[]; readonly value: T } | null = null;
  return (cells) => {
    if (known !== null && isSame(cells, known.cells, places)) return known.value;
    const value = read(cells);
    known = reader.wrong === 0 ? { cells, value } : null;
    return value;
  };
}

function isSame(cells: readonly Cell[], before: readonly Cell[], places: readonly number[]): boolean {
  for (const at of places) if (cells[at] !== before[at]) return false;
  return true;
}
