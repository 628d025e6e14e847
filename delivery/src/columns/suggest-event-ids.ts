import { type Cell, plainText } from './cells.ts';
import { DROP, type MappedColumn } from './column-map.ts';
import type { FieldName } from './fields.ts';

interface Numbered {
  readonly taken: Map<FieldName, number>;
  readonly guesses: readonly (readonly FieldName[])[];
  readonly rows: readonly (readonly Cell[])[];
}

/**
 * “Event ID” is a number of performances in one system, and of what they are performances of in another. Taken for the former where it is
 * the latter, all nights would become one. It numbers performances only where one event has several of them, each with one beginning.
 */
export function withEventIds(columns: MappedColumn[], { taken, guesses, rows }: Numbered): void {
  const at = taken.get('performance_id');
  const column = at === undefined ? undefined : columns[at];
  if (at === undefined || column === undefined || guesses[at]?.includes('event_id') !== true) return;
  const starts = columns.flatMap(({ field }, one) => (field === 'starts_at' ? [one] : []));
  const name = taken.get('event_name');
  if (starts.length === 0 || name === undefined) return;
  const [beginnings, numbers] = [new Map<string, Set<string>>(), new Map<string, Set<string>>()];
  const add = (to: Map<string, Set<string>>, key: string, value: string): void => {
    to.set(key, (to.get(key) ?? new Set()).add(value));
  };
  for (const row of rows) {
    const id = plainText(row[at]);
    if (id === '') continue;
    add(beginnings, id, starts.map((one) => wordsOf(row[one])).join(' '));
    add(numbers, plainText(row[name]), id);
  }
  const hasSeveral = (of: Map<string, Set<string>>): boolean => [...of.values()].some(({ size }) => size > 1);
  if (!hasSeveral(beginnings) && hasSeveral(numbers)) return;
  taken.delete('performance_id');
  columns[at] = { header: column.header, field: taken.has('event_id') ? DROP : 'event_id' };
  if (!taken.has('event_id')) taken.set('event_id', at);
}

const wordsOf = (cell: Cell | undefined): string =>
  typeof cell === 'object' && cell !== null && 'wall' in cell ? String(cell.wall) : plainText(cell);
