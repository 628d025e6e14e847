import type { Zone } from '../../zone.ts';
import type { Generation } from './generation.ts';
import type { ListedEvent, ListedShow, ListedVenue } from './listing.ts';
import { clock, isoWithOffset, nameStamp, zoneName } from './times.ts';
import { cdata, escapeXml } from './xml-text.ts';

/** What a feed needs to know of its account. */
export interface FeedStyle {
  readonly zone: Zone;
  readonly generation: Generation;
  /** The address under which the account was asked, without a slash at the end. */
  readonly base: string;
  readonly currency: string;
}

/** Pieces are gathered to about this many characters. */
const PIECE = 64 * 1024;

/** `shows.xml` with its whitespace as recorded, piece by piece. */
export function* renderShows(style: FeedStyle, venues: Iterable<ListedVenue>): Generator<string> {
  let piece = '<?xml version="1.0" encoding="UTF-8"?>\n<venues>\n';
  for (const venue of venues) {
    piece += `  <venue id="${venue.id}">\n    <name>\n      ${cdata(venue.name)}\n    </name>\n    <shows>\n`;
    for (const show of venue.shows()) {
      piece += renderShow(style, show, venue.name);
      if (piece.length < PIECE) continue;
      yield piece;
      piece = '';
    }
    piece += '    </shows>\n  </venue>\n';
  }
  yield `${piece}</venues>\n\n<!-- __CACHE__ -->\n`;
}

function renderShow(style: FeedStyle, show: ListedShow, venue: string): string {
  const { base, generation } = style;
  const modern = generation === 2026;
  const images = show.images.map((image) => {
    const sizes = ['large', 'medium', 'thumb'].map(
      (size) =>
        `            <url size="${size}">${escapeXml(`${base}/as-assets/variants/${image.key}/${size}`)}</url>\n`,
    );
    const alt = modern ? '            <alt/>\n' : '';
    return `          <image priority="${image.priority}">\n${sizes.join('')}${alt}          </image>\n`;
  });
  // The container was always empty in 2018 [rec].
  const properties = (modern ? show.properties : []).map(
    ({ name, value }) =>
      `          <property>\n            <name>${escapeXml(name)}</name>\n            <value>${escapeXml(value)}</value>\n          </property>\n`,
  );
  const tags = show.tags.map((tag) => `          <tag>${escapeXml(tag)}</tag>\n`);
  const events = show.events.map((event) => renderEvent(style, show, event, venue));
  const available = show.events.some((each) => each.status === 'available');
  const status = modern ? `        <status>${available ? 'available' : 'sold out'}</status>\n` : '';
  return `      <show id="${show.id}">
        <name>
          ${cdata(show.name)}
        </name>
        <description>
          ${cdata(show.description)}
        </description>
        <event_category>${escapeXml(show.category)}</event_category>
        <production_company_name>${escapeXml(show.company)}</production_company_name>
        <priority>${show.priority}</priority>
        <url>${escapeXml(`${base}/shows/${show.id}/events`)}</url>
        <version>${show.version}</version>
        <tags>
${tags.join('')}        </tags>
        <images>
${images.join('')}        </images>
        <properties>
${properties.join('')}        </properties>
        <events>
${events.join('')}        </events>
${status}      </show>
`;
}

function renderEvent(style: FeedStyle, show: ListedShow, event: ListedEvent, venue: string): string {
  const { zone, base, generation } = style;
  const address = `${base}/shows/${show.id}/events/${event.id}`;
  const modern = generation === 2026;
  const attribute = modern ? `            <event_attribute>${escapeXml(event.attribute)}</event_attribute>\n` : '';
  return `          <event id="${event.id}">
            <name>
              ${cdata(eventName(zone, show.name, event, venue))}
            </name>
            <date_time_iso ${iso(zone, event.start)}</date_time_iso>
            <opening_time_iso ${iso(zone, event.opening)}</opening_time_iso>
            <event_number>${event.id}</event_number>
            <venue_layout>${escapeXml(event.layout)}</venue_layout>
            <comment>
              ${cdata(event.comment)}
            </comment>
${attribute}            <url>${escapeXml(`${address}${modern ? '/seats' : ''}`)}</url>
            <status>${event.status}</status>
            <feed>
              <url>${escapeXml(`${address}.xml`)}</url>
            </feed>
          </event>
`;
}

/** The name of a performance; the bracket is optional [rec]. */
export function eventName(zone: Zone, show: string, event: ListedEvent, venue: string): string {
  const bracket = event.opening === event.start ? '' : `(opening time ${clock(zone, event.opening)}) `;
  return `${nameStamp(zone, event.start)} @ ${venue} - ${bracket}${show}`;
}

function iso(zone: Zone, utc: number): string {
  return `format="ISO 8601" zone="${zoneName(zone, utc)}">${isoWithOffset(zone, utc)}`;
}
