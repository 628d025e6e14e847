import { createPerformanceCheck } from '../records/check-performance.ts';
import type { DeliveredPerformance } from '../records/delivered.ts';
import { PERFORMANCE_PATHS } from '../records/field-names.ts';
import type { ReadColumn } from './cell-reader.ts';
import type { Line } from './cells.ts';
import type { MappedSource } from './mapped-source.ts';

/** Performances of an export, one a line. */
export async function* mappedPerformances(source: MappedSource): AsyncGenerator<DeliveredPerformance> {
  const { map, lines, columns, cells: read, reader, personal } = source;
  const header = (field: string): string => columns.get(field)?.[0]?.header ?? field;
  const check = createPerformanceCheck({
    reader,
    personal,
    names: {
      ...PERFORMANCE_PATHS,
      id: header('performance_id'),
      eventId: header('event_id'),
      eventName: header('event_name'),
      venueId: header('venue_id'),
      venueName: header('venue_name'),
      startsAt: header('starts_at'),
      capacity: header('capacity'),
      cancelled: header('cancelled'),
    },
  });
  const only = (field: string): ReadColumn | undefined => columns.get(field)?.[0];
  const text = ({ cells }: Line, field: string): string | null => {
    const column = only(field);
    return column === undefined ? (map.constants[field] ?? null) : read.text(cells[column.at], column);
  };
  const [startsAt, capacity, cancelled] = [columns.get('starts_at') ?? [], only('capacity'), only('cancelled')];

  for await (const line of lines) {
    reader.begin(line.line);
    const venue = { id: text(line, 'venue_id'), name: text(line, 'venue_name') };
    const performance = {
      id: text(line, 'performance_id'),
      event: { id: text(line, 'event_id'), name: text(line, 'event_name') },
      // A venue that an export knows by its name alone has that for its id.
      venue:
        venue.id === null && venue.name === null ? null : { id: venue.id ?? venue.name, name: venue.name ?? venue.id },
      startsAt: read.instant(line.cells, startsAt) ?? '',
      capacity: capacity === undefined ? null : read.count(line.cells[capacity.at], capacity),
      cancelled:
        cancelled === undefined
          ? map.constants.cancelled?.toLowerCase() === 'true'
          : read.flag(line.cells[cancelled.at], cancelled),
    };
    if (reader.wrong > 0) continue;
    const checked = check(performance, line.line);
    if (checked !== null) yield checked;
  }
}
