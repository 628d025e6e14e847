import type { ActivityLog } from '@illuminate/contract';
import { stringify } from 'csv-stringify/sync';

const HOW = { counted: 'counted', estimated: 'estimated', 'box-office': 'ticketed' } as const;

/** The log of a year as a spreadsheet, in the columns that an import reads. Notes stay inside. */
export function activitiesCsv({ year, quarters }: ActivityLog): string {
  const rows = quarters.flatMap(({ quarter, items }) =>
    items.map((one) => ({
      Year: year.label,
      Quarter: `Q${quarter}`,
      Title: one.title,
      Kind: one.kind,
      Artform: one.artform,
      Place: one.place ?? '',
      From: one.from,
      To: one.to,
      People: one.number ?? '',
      Method: one.number === null && one.method === 'box-office' ? '' : HOW[one.method],
      'Event ID':
        one.matches.length > 0 ? one.matches.flatMap(({ eventId }) => eventId ?? []).join('; ') : (one.eventId ?? ''),
    })),
  );
  return stringify(rows, { header: true, columns: COLUMNS, record_delimiter: '\n', escape_formulas: true });
}

const COLUMNS = ['Year', 'Quarter', 'Title', 'Kind', 'Artform', 'Place', 'From', 'To', 'People', 'Method', 'Event ID'];
