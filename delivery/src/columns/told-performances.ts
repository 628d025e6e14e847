import { createPerformanceCheck } from '../records/check-performance.ts';
import type { DeliveredPerformance } from '../records/delivered.ts';
import { PERFORMANCE_PATHS } from '../records/field-names.ts';
import { Remembered } from '../remembered.ts';
import type { ReadColumn } from './cell-reader.ts';
import type { Cell } from './cells.ts';
import type { MappedSource } from './mapped-source.ts';
import { eventIdOf, performanceIdOf } from './named-ids.ts';
import { readRepeated } from './repeated.ts';

const ID_FIELDS = ['performance_id', 'event_id', 'event_name'];

/**
 * Reads which performance a line is about, whether it names it by an id or in words. The ids that a file lacks are made from the name
 * of the event and from when the performance begins, so that files of one organisation agree on them.
 */
export function createPerformanceReader(source: MappedSource) {
  const { map, columns, cells: read, reader, personal } = source;
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
  const textOf = (field: string): ((cells: readonly Cell[]) => string | null) => {
    const column = only(field);
    const constant = map.constants[field] ?? null;
    return column === undefined ? () => constant : (cells) => read.text(cells[column.at], column);
  };
  const text = {
    performanceId: textOf('performance_id'),
    eventId: textOf('event_id'),
    eventName: textOf('event_name'),
    venueId: textOf('venue_id'),
    venueName: textOf('venue_name'),
  };
  const derivesId = map.derive.includes('performance_id');
  const named = nameIds();
  // A day on which sales were counted is when they took place, where a file tells no other time.
  const startsAt = columns.get('starts_at') ?? columns.get('counted_on') ?? [];
  const [capacity, cancelled] = [only('capacity'), only('cancelled')];
  const ofId = [...ID_FIELDS.flatMap((field) => columns.get(field) ?? []), ...startsAt];

  return {
    /** Whether lines tell enough of a performance for its row: its event's name and when it begins. */
    tells: (only('event_name') !== undefined || map.constants.event_name !== undefined) && startsAt.length > 0,

    /** The id of the line's performance alone; null where it names none. Wrong fields are reported. */
    id: readRepeated({ columns: ofId, reader }, (cells): string | null => {
      const own = text.performanceId(cells);
      if (own !== null || !derivesId) return own;
      const eventId = text.eventId(cells) ?? named.event(text.eventName(cells));
      const begins = read.instant(cells, startsAt);
      return eventId === null || begins === null ? null : named.performance(eventId, begins);
    }),

    /** When the line's performance begins; wrong fields are reported. */
    begins: readRepeated({ columns: startsAt, reader }, (cells): number | null => read.instant(cells, startsAt)),

    /** The whole performance; null where something is wrong, which is reported. */
    performance(cells: readonly Cell[], line: number): DeliveredPerformance | null {
      reader.begin(line);
      if (source.isTooWide(cells)) return null;
      const name = text.eventName(cells);
      const begins = read.instant(cells, startsAt);
      const own = { event: text.eventId(cells), performance: text.performanceId(cells) };
      const eventId =
        own.event ?? (map.records === 'sales' || map.derive.includes('event_id') ? named.event(name) : null);
      const isNamed = own.performance === null && derivesId;
      const id = isNamed && eventId !== null && begins !== null ? named.performance(eventId, begins) : null;
      // What its ids are made from is missed by its own name.
      if (eventId === null && own.event === null && map.derive.includes('event_id') && reader.wrong === 0) {
        reader.invalid(header('event_name'), 'there on every line', '');
      }
      const venue = { id: text.venueId(cells), name: text.venueName(cells) };
      const performance = {
        id: own.performance ?? id ?? (isNamed ? 'none' : ''),
        event: { id: eventId ?? '', name: name ?? '' },
        // A venue that an export knows by its name alone has that for its id.
        venue:
          venue.id === null && venue.name === null
            ? null
            : { id: venue.id ?? venue.name, name: venue.name ?? venue.id },
        startsAt: begins === null ? '' : new Date(begins).toISOString(),
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

/** How many ids of performances are remembered. */
const REMEMBERED = 100_000;

/** Ids made from names; many lines are about one performance, and its id is made once. */
function nameIds() {
  const events = new Remembered<string>();
  const performances = new Map<string, Map<number, string>>();
  let size = 0;
  return {
    event: (name: string | null): string | null =>
      name === null ? null : (events.get(name) ?? events.set(name, eventIdOf(name))),
    performance(eventId: string, startsAt: number): string {
      let known = performances.get(eventId);
      if (known === undefined || size >= REMEMBERED) {
        if (size >= REMEMBERED) {
          performances.clear();
          size = 0;
        }
        known = new Map();
        performances.set(eventId, known);
      }
      let id = known.get(startsAt);
      if (id === undefined) {
        id = performanceIdOf(eventId, startsAt);
        known.set(startsAt, id);
        size += 1;
      }
      return id;
    },
  };
}
