import { createPerformanceCheck } from '../records/check-performance.ts';
import type { DeliveredPerformance } from '../records/delivered.ts';
import type { PerformanceNames } from '../records/field-names.ts';
import type { Table } from './cells.ts';
import { droppedColumns, PERFORMANCE_COLUMNS, readHeader } from './header.ts';
import type { TableOptions } from './read-orders.ts';

const NAMES: PerformanceNames = {
  id: 'performance_id',
  eventId: 'event_id',
  eventName: 'event_name',
  venueId: 'venue_id',
  venueName: 'venue_name',
  startsAt: 'starts_at',
  capacity: 'capacity',
  cancelled: 'cancelled',
};

const toWhole = (text: string): unknown => (/^\d{1,9}$/.test(text) ? Number(text) : text);

function toFlag(text: string): unknown {
  if (/^true$/i.test(text)) return true;
  return /^false$/i.test(text) ? false : text;
}

/** Performances of a table, one a line. */
export async function* readPerformances(
  { header, rows }: Table,
  { reader, personal, part }: Omit<TableOptions, 'currency'>,
): AsyncGenerator<DeliveredPerformance> {
  const cell = readHeader(header, { names: PERFORMANCE_COLUMNS, personal, reader, part });
  const dropped = droppedColumns(header, PERFORMANCE_COLUMNS, personal);
  const check = createPerformanceCheck({ reader, personal, names: NAMES });
  for await (const { row, cells } of rows) {
    for (const column of dropped) personal.count(column);
    if (cells.length !== header.length) {
      reader.begin(row);
      reader.fault('record-invalid', `The line has ${cells.length} cells, the header ${header.length}.`);
      continue;
    }
    const of = (column: string) => cell(cells, column);
    const isSomewhere = of('venue_id') !== '' || of('venue_name') !== '';
    const performance = check(
      {
        id: of('performance_id'),
        event: { id: of('event_id'), name: of('event_name') },
        venue: isSomewhere ? { id: of('venue_id'), name: of('venue_name') } : null,
        startsAt: of('starts_at'),
        capacity: toWhole(of('capacity')),
        cancelled: toFlag(of('cancelled')),
      },
      row,
    );
    if (performance !== null) yield performance;
  }
}
