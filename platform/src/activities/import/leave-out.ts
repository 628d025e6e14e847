// Rows that are no activity: what a spreadsheet writes between and below them. Pure.
import { type Cell, isEmpty, plainText } from '@illuminate/delivery';
import { saysTotal } from '../../uploads/says-total.ts';
import { type ImportColumn, nameOfColumn } from './columns.ts';
import type { RowFault } from './read-row.ts';

/** “Q2 (Jul–Sep)”, “Summer term”, “May 2026”: over the rows of that time, and no title. */
const TIME_OF_YEAR =
  /^(?:q(?:uarter|tr)?\.? ?[1-4]\b.*|(?:(?:jan|febr)uary|march|april|may|june|july|august|(?:septem|octo|novem|decem)ber|spring|summer|autumn|winter)(?: term| season)?(?: \d{4})?|(?:19|20)\d\d(?:[-/]\d{2,4})?)$/i;

/** Why a row without a day is left out: it is a total, a heading, or the names of the columns again. Null for every other. */
export function whyLeftOut(cells: readonly Cell[], columns: readonly ImportColumn[]): RowFault | null {
  const at = columns.findIndex(({ field }) => field === 'from');
  const texts = cells.map((cell) => plainText(cell).trim());
  const isHeader = columns.every(({ header }, column) => (texts[column] ?? '') === header.trim());
  const hasDay = !isEmpty(cells[at] ?? null) && !saysTotal(texts[at] ?? '');
  if (!isHeader && hasDay) return null;
  const filled = texts.flatMap((text, column) => (text === '' ? [] : [column]));
  const [only = 0] = filled;
  const isHeading = filled.length === 1 && (columns[only]?.field !== 'title' || TIME_OF_YEAR.test(texts[only] ?? ''));
  const total = texts.find((text) => saysTotal(text));
  if (!isHeader && !isHeading && total === undefined) return null;
  const shown = total ?? texts[only] ?? '';
  return {
    column: nameOfColumn(columns, texts.indexOf(shown)),
    value: shown.slice(0, 80),
    fault: 'is taken for a heading or a total, as the row has no day',
    next: 'Nothing has to be done, unless it is an activity: then give it its day.',
  };
}
