import { numberOr } from '../../faults/fault-board.ts';
import type { ListedEvent, ListedShow, ListedVenue } from '../feed/listing.ts';
import type { Simulation } from '../simulation.ts';
import type { FaultName } from './fault-names.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** What faults do to the content of `shows.xml`. */
export function bendVenues(
  simulation: Simulation,
  target: string,
  venues: readonly ListedVenue[],
): readonly ListedVenue[] {
  const take = (name: FaultName) => simulation.faults.take(name, target);
  const showGone = take('show-gone');
  const performanceGone = take('performance-gone');
  const venueEmpty = take('venue-empty');
  const venueGone = take('venue-gone');
  const feedEmpty = take('feed-empty');
  const reorder = take('reorder');
  const duplicate = take('duplicate');
  const noProperties = take('properties-empty');
  if (take('version-grows')) simulation.grown += 1;
  const bendEvent = eventBend(simulation, target);
  if (feedEmpty) return [];

  const bendShow = (show: ListedShow): ListedShow => ({
    ...show,
    version: show.version + simulation.grown,
    properties: noProperties ? [] : show.properties,
    events: show.events.map(bendEvent),
  });
  const arrange = (venue: ListedVenue): ListedVenue => ({
    ...venue,
    *shows() {
      const shows = reorder ? [...venue.shows()].reverse() : venue.shows();
      let nth = 0;
      for (const show of shows) {
        yield show;
        if (duplicate && nth % 2 === 0) yield show;
        nth += 1;
      }
    },
  });
  return venues
    .filter(({ id }, position) => !(venueGone && isMeant(venueGone.value, id, position)))
    .map((venue) => (reorder || duplicate ? arrange(venue) : venue))
    .map((venue, position) => ({
      ...venue,
      *shows() {
        if (venueEmpty && isMeant(venueEmpty.value, venue.id, position)) return;
        // Only the first venue has the first show.
        let nth = position;
        for (const show of venue.shows()) {
          const first = nth;
          nth += 1;
          if (showGone && isMeant(showGone.value, show.id, first)) continue;
          const events = show.events.filter(
            ({ id }, index) => !(performanceGone && isMeant(performanceGone.value, id, first + index)),
          );
          // A show without performances is not listed [inf].
          if (events.length > 0) yield bendShow({ ...show, events });
        }
      },
    }));
}

/** What faults do to the feed of one performance. */
export function bendDetail(simulation: Simulation, target: string, event: ListedEvent): ListedEvent {
  const bent = eventBend(simulation, target)(event);
  const noOnSale = simulation.faults.take('onsale-missing', target);
  const priced = simulation.faults.take('prices-changed', target);
  const upperCase = simulation.faults.take('status-upper-case', target);
  const changed = (cents: number): number => (priced ? Math.round((cents * numberOr(priced, 110)) / 100) : cents);
  return {
    ...bent,
    onSale: noOnSale ? null : bent.onSale,
    status: upperCase ? bent.status.toUpperCase() : bent.status,
    prices: () =>
      bent.prices().map(({ type, face, selling }) => ({ type, face: changed(face), selling: changed(selling) })),
  };
}

/** What faults do to a performance in both feeds. */
function eventBend({ faults, clock }: Simulation, target: string): (event: ListedEvent) => ListedEvent {
  const notYet = faults.take('not-yet-on-sale', target);
  const late = faults.take('opening-after-start', target);
  const now = clock.now();
  const onSale = now - (now % MINUTE) + numberOr(notYet, 4) * DAY;
  return (event) => ({
    ...event,
    ...(notYet ? { status: 'sold out', available: event.capacity, onSale } : {}),
    ...(late ? { opening: event.start + numberOr(late, 225) * MINUTE } : {}),
  });
}

/** Whether this is the thing that a fault names, or the first one where it names none. */
function isMeant(value: string | null, id: number, position: number): boolean {
  return value === null ? position === 0 : value === String(id);
}
