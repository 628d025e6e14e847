import type { DeliveredPerformance } from './delivered.ts';
import { PERFORMANCE_PATHS, type PerformanceNames } from './field-names.ts';
import type { FieldReader } from './field-reader.ts';
import { FieldScope, type PersonalFields } from './field-scope.ts';

export interface PerformanceCheckOptions {
  readonly reader: FieldReader;
  readonly personal: PersonalFields;
  readonly names?: PerformanceNames;
}

/** A check of one performance after another, as `createOrderCheck` of orders. */
export function createPerformanceCheck({ reader, personal, names = PERFORMANCE_PATHS }: PerformanceCheckOptions) {
  const known = ['id', 'event', 'venue', 'startsAt', 'capacity', 'cancelled'];
  const ofPerformance = new FieldScope('', { known }, personal);
  const ofEvent = new FieldScope('event.', { known: ['id', 'name'] }, personal);
  const ofVenue = new FieldScope('venue.', { known: ['id', 'name'] }, personal);

  return (value: unknown, row: number): DeliveredPerformance | null => {
    reader.begin(row);
    const performance = reader.object(value, 'record');
    if (performance === null) return null;
    ofPerformance.screen(performance, reader);
    const event = reader.object(performance.event, 'event');
    if (event !== null) ofEvent.screen(event, reader);
    const isSomewhere = performance.venue !== undefined && performance.venue !== null;
    const venue = isSomewhere ? reader.object(performance.venue, 'venue') : null;
    if (venue !== null) ofVenue.screen(venue, reader);
    const checked: DeliveredPerformance = {
      kind: 'performance',
      row,
      id: reader.id(performance.id, names.id),
      event: {
        id: event === null ? '' : reader.id(event.id, names.eventId),
        name: event === null ? '' : reader.requiredText(event.name, names.eventName),
      },
      venue:
        venue === null
          ? null
          : { id: reader.id(venue.id, names.venueId), name: reader.requiredText(venue.name, names.venueName) },
      startsAt: reader.instant(performance.startsAt, names.startsAt),
      capacity: reader.whole(performance.capacity, names.capacity, 0),
      cancelled: reader.flag(performance.cancelled, names.cancelled),
    };
    return reader.wrong === 0 ? checked : null;
  };
}
