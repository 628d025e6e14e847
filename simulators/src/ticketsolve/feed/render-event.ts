import type { ListedEvent, ListedShow } from './listing.ts';
import { eventName, type FeedStyle } from './render-shows.ts';
import { isoWithOffset, localStamp, zoneName } from './times.ts';
import { cdata, escapeXml } from './xml-text.ts';

/**
 * The feed of one performance. Names and nesting are what public parsers read [code ×4]. PROVISIONAL: there is no
 * recording; the order, the forms of times, whitespace and the case of the status are inferred.
 */
export function renderEventFeed(style: FeedStyle, show: ListedShow, event: ListedEvent, venue: string): string {
  const { zone, base, generation, currency } = style;
  const onSale =
    event.onSale === null
      ? ''
      : generation === 2026
        ? `  <onsale_time format="ISO 8601" zone="${zoneName(zone, event.onSale)}">${isoWithOffset(zone, event.onSale)}</onsale_time>\n`
        : `  <onsale_time zone="${zoneName(zone, event.onSale)}">${localStamp(zone, event.onSale)}</onsale_time>\n`;
  const money = (name: string, cents: number): string =>
    `      <${name} currency="${currency}">${(cents / 100).toFixed(2)}</${name}>\n`;
  const prices = event
    .prices()
    .map(
      ({ type, face, selling }) =>
        `    <price>\n      <type>${escapeXml(type)}</type>\n${money('face_price', face)}${money('selling_price', selling)}    </price>\n`,
    );
  const seats = generation === 2026 ? '/seats' : '';
  return `<?xml version="1.0" encoding="UTF-8"?>
<event id="${event.id}">
  <name>
    ${cdata(eventName(zone, show.name, event, venue))}
  </name>
  <date_time zone="${zoneName(zone, event.start)}">${localStamp(zone, event.start)}</date_time>
  <opening_time zone="${zoneName(zone, event.opening)}">${localStamp(zone, event.opening)}</opening_time>
${onSale}  <duration>${event.duration}</duration>
  <available>${event.available}</available>
  <capacity>${event.capacity}</capacity>
  <comment>
    ${cdata(event.comment)}
  </comment>
  <url>${escapeXml(`${base}/shows/${show.id}/events/${event.id}${seats}`)}</url>
  <status>${event.status}</status>
  <transaction>
    <fee currency="${currency}">0.00</fee>
    <maximum_tickets>20</maximum_tickets>
  </transaction>
  <prices>
${prices.join('')}  </prices>
</event>
`;
}
