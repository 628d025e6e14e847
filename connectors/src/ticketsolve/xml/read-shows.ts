import { type ElementReader, readElements, type XmlDocument } from './read-elements.ts';

/** What is looked at of `shows.xml`, as it was written, trimmed; null where an element or attribute is absent. Evidence: README.md. */
export interface FeedVenue {
  readonly kind: 'venue';
  readonly id: string | null;
  readonly name: string | null;
}

export interface FeedShow {
  readonly kind: 'show';
  readonly id: string | null;
  readonly venueId: string | null;
  readonly name: string | null;
  /** In newer accounts only. */
  readonly status: string | null;
  readonly events: readonly FeedEvent[];
}

/** A performance, which Ticketsolve calls an event. */
export interface FeedEvent {
  readonly id: string | null;
  readonly showId: string | null;
  readonly venueId: string | null;
  readonly number: string | null;
  readonly startsAt: string | null;
  readonly opensAt: string | null;
  readonly layout: string | null;
  readonly status: string | null;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const VENUE = 'venues/venue';
const SHOW = `${VENUE}/shows/show`;
const EVENT = `${SHOW}/events/event`;
const EVENT_TEXTS: Readonly<Record<string, 'number' | 'startsAt' | 'opensAt' | 'layout' | 'status'>> = {
  [`${EVENT}/event_number`]: 'number',
  [`${EVENT}/date_time_iso`]: 'startsAt',
  [`${EVENT}/opening_time_iso`]: 'opensAt',
  [`${EVENT}/venue_layout`]: 'layout',
  [`${EVENT}/status`]: 'status',
};
const TEXTS = new Set([`${VENUE}/name`, `${SHOW}/name`, `${SHOW}/status`, ...Object.keys(EVENT_TEXTS)]);

/**
 * The shows of a feed one by one, each whole, and every venue once its shows are through. Elements may come in any order, and
 * those that are not known are passed over, so that both generations of the feed are read alike.
 * @throws ConnectorError
 */
export async function* readShows(document: XmlDocument): AsyncGenerator<FeedShow | FeedVenue> {
  const ready: (FeedShow | FeedVenue)[] = [];
  let venue: Mutable<FeedVenue> | null = null;
  let show: (Mutable<FeedShow> & { events: FeedEvent[] }) | null = null;
  let event: Mutable<FeedEvent> | null = null;

  const reader: ElementReader = {
    root: 'venues',
    texts: TEXTS,
    open(path, { id = null }) {
      if (path === VENUE) venue = { kind: 'venue', id, name: null };
      else if (path === SHOW) {
        show = { kind: 'show', id, venueId: venue?.id ?? null, name: null, status: null, events: [] };
      } else if (path === EVENT) event = emptyEvent(id, show?.id ?? null, venue?.id ?? null);
    },
    close(path, text) {
      const value = textOf(text);
      const field = EVENT_TEXTS[path];
      if (field !== undefined) {
        if (event !== null) event[field] = value;
      } else if (path === `${SHOW}/name`) {
        if (show !== null) show.name = value;
      } else if (path === `${SHOW}/status`) {
        if (show !== null) show.status = value;
      } else if (path === `${VENUE}/name`) {
        if (venue !== null) venue.name = value;
      } else if (path === EVENT) {
        if (event !== null) show?.events.push(event);
        event = null;
      } else if (path === SHOW) {
        if (show !== null) ready.push(show);
        show = null;
      } else if (path === VENUE) {
        if (venue !== null) ready.push(venue);
        venue = null;
      }
    },
  };
  for await (const _ of readElements(document, reader)) yield* ready.splice(0);
}

function emptyEvent(id: string | null, showId: string | null, venueId: string | null): FeedEvent {
  return { id, showId, venueId, number: null, startsAt: null, opensAt: null, layout: null, status: null };
}

/** White space around CDATA is the feed's layout, not its content. */
export function textOf(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === '' ? null : trimmed;
}
