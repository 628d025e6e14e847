import { type Cell, isEmpty, plainText } from './cells.ts';
import { guessDate } from './guess-forms.ts';
import { monthOf } from './month-names.ts';
import { normalHeader } from './normal-header.ts';

interface Headed {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Fields that columns are. */
  readonly fields: ReadonlySet<string>;
  readonly remarks: string[];
}

const OF_EVENT = ['event_name', 'event_id', 'performance_id'];
/** Parts of a year over their lines, totals below them, and who signed: no names of what was on. */
const NO_EVENT =
  /^(?:q[1-4]|quarter|week|w\/c|month|year|season|spring|summer|autumn|winter|easter|christmas|half[ -]?term|term)\b|total|sum|summe|totaal|cyfanswm|signed|printed|page|report|note|^\d{4}/i;

/**
 * Says it where events stand in rows of their own over the lines of their performances, and no column says what a line is of: read as
 * they are, all lines would be of one event.
 */
export function sayHeadings({ headers, rows, fields, remarks }: Headed): void {
  if (OF_EVENT.some((field) => fields.has(field)) && fields.has('starts_at')) return;
  const isAlone = (row: readonly Cell[]): boolean => row.filter((cell) => !isEmpty(cell)).length === 1;
  const headings = new Set(
    rows.flatMap((row, at) => {
      const below = rows[at + 1];
      if (!isAlone(row) || below === undefined || isAlone(below)) return [];
      const text = plainText(row.find((cell) => !isEmpty(cell)));
      return /\p{L}{2}/u.test(text) && !NO_EVENT.test(text) && !isPeriod(text) ? [text] : [];
    }),
  );
  // One above the names of the columns is a title, of the first table of several.
  const least = rows.some((row) => isNamesAgain(row, headers)) ? 1 : 2;
  if (headings.size < least) return;
  remarks.unshift(
    'What was on seems to stand in rows of its own, as a heading over its lines, so that no line says what it is of. Headings are not read. Choose a report that repeats the event (and its day and time) on every line, such as a list that is not grouped; or add columns “Event” and “Date” to the file and fill them in on every line.',
  );
}

const isPeriod = (text: string): boolean =>
  monthOf(text.split(/\s/)[0] ?? '') !== null || guessDate([text])?.pattern.includes('M') === true;

/** Whether a line names the columns once more. */
export const isNamesAgain = (row: readonly Cell[], headers: readonly string[]): boolean =>
  headers.every((header, at) => normalHeader(plainText(row[at])) === normalHeader(header));
