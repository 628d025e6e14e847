import { expect, test } from 'vitest';
import type { Cell } from './cells.ts';
import { refuseCrossTab } from './cross-tab.ts';
import type { RecordKind } from './fields.ts';

function refusal(kind: RecordKind, header: readonly Cell[], ...rows: readonly (readonly string[])[]): string | null {
  const valuesOf = (at: number): string[] => rows.flatMap((row) => row[at] || []);
  try {
    refuseCrossTab(header, { kind, valuesOf, hasDates: () => false });
    return null;
  } catch (err) {
    return (err as Error).message;
  }
}
const wall = (day: number): Cell => ({ wall: Date.UTC(2026, 9, day, 19, 30) });

test.each<[string, readonly Cell[]]>([
  ['performances', ['Ticket type', '14/10/2026 19:30', '15/10/2026 19:30', 'Total']],
  ['performances of a workbook', ['Ticket type', wall(14), wall(15)]],
  ['days of the week', ['Venue', 'Mon', 'Tue', 'Weds', 'Total']],
  ['months', ['Site', 'Apr', 'May', 'June']],
  ['years', ['Production', '2024/25', '2025/26']],
  ['what the row above names', ['Ticket type', 'Sold', 'Value', 'Sold', 'Value']],
])('a table with %s across is refused with what to do', (_, header) => {
  const row = ['Adult', '12', '40', '1', '2'];
  expect(refusal('counts', header, row)).toMatch(/^It is a cross-tab: .* a line for each performance/);
  expect(refusal('sales', header, row)).toMatch(/cross-tab/);
});

test('a table that says on which day a line is, is none, by the name of a column or by what it holds', () => {
  expect(refusal('counts', ['Week commencing', 'Mon', 'Tue', 'Total'], ['05/10/2026', '1', '2', '3'])).toBeNull();
  expect(refusal('counts', ['Event', 'X', 'Sold', 'Sold'], ['Hamlet', '14/10/2026', '1', '2'])).toBeNull();
  expect(refusal('counts', ['Event', 'Sold', 'Income'], ['Hamlet', '1', '2'])).toBeNull();
  // A file without names of columns begins with its first line.
  const sale = ['1', '01/10/2026', 'Hamlet', '14/10/2026 19:30', '12.50'];
  expect(refusal('sales', sale, sale)).toBeNull();
  expect(refusal('sales', ['Name', 'Note', 'Note'], ['A', 'b', 'c'])).toBeNull();
});
