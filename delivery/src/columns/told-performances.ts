import { createPerformanceCheck } from '../records/check-performance.ts';
import type { DeliveredPerformance } from '../records/delivered.ts';
import { PERFORMANCE_PATHS } from '../records/field-names.ts';
import type { ReadColumn } from './cell-reader.ts';
import type { Cell } from './cells.ts';
import type { MappedSource } from './mapped-source.ts';
import { eventIdOf, performanceIdOf } from './named-ids.ts';

/**
 * Reads which performance a line is about, whether it names it by an id or in words. The ids that a file lacks are made from the name
 * of the event and from when the performance begins, so that files of one organisation agree on them.
 */
export function createPerformanceReader({ map, columns, cells: read, reader, personal }: MappedSource) {
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
  const text = (cells: readonly Cell[], field: string): string | null => {
    const column = only(field);
    return column === undefined ? (map.constants[field] ?? null) : read.text(cells[column.at], column);
  };
  // A day on which sales were counted is when they took place, where a file tells no other time.
  const startsAt = columns.get('starts_at') ?? columns.get('counted_on') ?? [];
  const [capacity, cancelled] = [only('capacity'), only('cancelled')];

  return {
    /** Whether lines tell enough of a performance for its row: its event's name and when it begins. */
    tells: (only('event_name') !== undefined || map.constants.event_name !== undefined) && startsAt.length > 0,

    /** The id of the line's performance alone; null where it names none. Wrong fields are reported. */
    id(cells: readonly Cell[]): string | null {
      const own = text(cells, 'performance_id');
      if (own !== null || !map.derive.includes('performance_id')) return own;
      const eventId = text(cells, 'event_id') ?? named(text(cells, 'event_name'));
      const begins = read.instant(cells, startsAt);
      return eventId === null || begins === null ? null : performanceIdOf(eventId, Date.parse(begins));
    },

    /** The whole performance; null where something is wrong, which is reported. */
    performance(cells: readonly Cell[], line: number): DeliveredPerformance | null {
      reader.begin(line);
      const name = text(cells, 'event_name');
      const begins = read.instant(cells, startsAt);
      const own = { event: text(cells, 'event_id'), performance: text(cells, 'performance_id') };
      const eventId = own.event ?? (map.records === 'sales' || map.derive.includes('event_id') ? named(name) : null);
      const isNamed = own.performance === null && map.derive.includes('performance_id');
      const id = isNamed && eventId !== null && begins !== null ? performanceIdOf(eventId, Date.parse(begins)) : null;
      // What its ids are made from is missed by its own name.
      if (eventId === null && own.event === null && map.derive.includes('event_id') && reader.wrong === 0) {
        reader.invalid(header('event_name'), 'there on every line', '');
      }
      const venue = { id: text(cells, 'venue_id'), name: text(cells, 'venue_name') };
      const performance = {
        id: own.performance ?? id ?? (isNamed ? 'none' : ''),
        event: { id: eventId ?? '', name: name ?? '' },
        // A venue that an export knows by its name alone has that for its id.
        venue:
          venue.id === null && venue.name === null
            ? null
            : { id: venue.id ?? venue.name, name: venue.name ?? venue.id },
        startsAt: begins ?? '',
        capacity: capacity === undefined ? null : read.count(cells[capacity.at], capacity),
        cancelled:
          cancelled === undefined
            ? map.constants.cancelled?.toLowerCase() === 'true'
            : read.flag(cells[cancelled.at], cancelled),
      };
      return reader.wrong > 0 ? null : check(performance, line);
    },
  };
}

const named = (name: string | null): string | null => (name === null ? null : eventIdOf(name));
