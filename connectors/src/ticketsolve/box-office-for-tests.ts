import type { IncomingMessage, ServerResponse } from 'node:http';
import { serveOnLoopback } from '../loopback-server-for-tests.ts';
import { connectTicketsolve, type TicketsolveClient } from './client.ts';
import type { TicketsolveConfig } from './config.ts';

export interface MadeEvent {
  readonly id: string;
  readonly starts?: string;
  readonly zone?: string;
  readonly opens?: string;
  readonly number?: string;
  readonly layout?: string;
  readonly status?: string;
}

export interface MadeShow {
  readonly id: string;
  readonly name?: string;
  readonly status?: string;
  readonly events?: readonly MadeEvent[];
  /** What is not kept of a show, to be planted. */
  readonly description?: string;
  readonly version?: number;
}

export interface MadeVenue {
  readonly id: string;
  readonly name?: string;
  readonly shows?: readonly MadeShow[];
}

const START = '2026-07-30T14:30:00+01:00';

/** `shows.xml` as it was recorded in 2018, or with what 2026 added. */
export function feedXml(venues: readonly MadeVenue[], generation: 2018 | 2026 = 2026): string {
  const isNew = generation === 2026;
  const cdata = (text: string): string => `\n      <![CDATA[${text}]]>\n    `;
  const event = (show: MadeShow, made: MadeEvent): string => {
    const {
      id,
      starts = START,
      zone = 'IST',
      opens,
      number = id,
      layout = 'Theatre (225)',
      status = 'available',
    } = made;
    return `<event id="${id}"><name>${cdata(`${starts} @ somewhere`)}</name>
      <date_time_iso format="ISO 8601" zone="${zone}">${starts}</date_time_iso>
      ${opens === undefined ? '' : `<opening_time_iso format="ISO 8601" zone="${zone}">${opens}</opening_time_iso>`}
      <event_number>${number}</event_number><venue_layout>${layout}</venue_layout><comment>${cdata('')}</comment>
      ${isNew ? '<event_attribute>HoH Subtitled</event_attribute>' : ''}
      <url>https://arts.example.org/shows/${show.id}/events/${id}${isNew ? '/seats' : ''}</url><status>${status}</status>
      <feed><url>https://arts.example.org/shows/${show.id}/events/${id}.xml</url></feed></event>`;
  };
  const show = (made: MadeShow): string => {
    const { id, name = `Show ${id}`, events = [], description = '<div>All about <b>it</b></div>', version = 8 } = made;
    return `<show id="${id}"><name>${cdata(name)}</name><description>${cdata(description)}</description>
      <event_category>film</event_category><production_company_name></production_company_name><priority>0</priority>
      <url>https://arts.example.org/shows/${id}/events</url><version>${version}</version><tags><tag>nocharge</tag></tags>
      <images><image priority="90"><url size="large">https://pictures.example.org/1</url>${isNew ? '<alt/>' : ''}</image></images>
      <properties>${isNew ? '<property><name>Trailer</name><value>https://films.example.org</value></property>' : ''}</properties>
      <events>${events.map((one) => event(made, one)).join('\n')}</events>
      ${isNew ? `<status>${made.status ?? 'available'}</status>` : ''}</show>`;
  };
  const body = venues.map(
    ({ id, name = `Venue ${id}`, shows = [] }) =>
      `<venue id="${id}"><name>${cdata(name)}</name><shows>${shows.map(show).join('\n')}</shows></venue>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<venues>${body.join('\n')}</venues>\n\n<!-- __CACHE__ -->`;
}

export interface MadeDetail {
  readonly id: string;
  readonly capacity?: string;
  readonly available?: string;
  readonly onSale?: string | null;
  readonly duration?: string;
  readonly status?: string;
  readonly prices?: readonly { readonly type?: string; readonly selling?: string; readonly currency?: string }[];
}

/** `events/{id}.xml` as its parsers expect it. */
export function eventXml(made: MadeDetail): string {
  const { id, capacity = '68', available = '41', onSale = '2026-06-08T09:00:00+01:00', duration = '107' } = made;
  const { prices = [{}], status = 'AVAILABLE' } = made;
  const price = ({ type = 'Full Price', selling = '9.00', currency = 'GBP' }): string =>
    `<price><type>${type}</type><face_price currency="${currency}">${selling}</face_price>
      <selling_price currency="${currency}">${selling}</selling_price></price>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<event id="${id}"><name><![CDATA[30 Jul 2026]]></name><date_time zone="IST">2026-07-30 14:30:00</date_time>
  ${onSale === null ? '' : `<onsale_time format="ISO 8601" zone="IST">${onSale}</onsale_time>`}
  <duration>${duration}</duration><available>${available}</available><capacity>${capacity}</capacity>
  <status>${status}</status><transaction><fee currency="GBP">0.00</fee><maximum_tickets>20</maximum_tickets></transaction>
  <prices>${prices.map(price).join('')}</prices></event>`;
}

/** What a path answers; a text is XML. */
export type Route = string | ((request: IncomingMessage, response: ServerResponse) => void);

/** A little Ticketsolve on loopback, with the account `arts` and the paths that a test needs. */
export interface FeedServer {
  readonly origin: string;
  /** Path and query of each request, in order. */
  readonly asked: string[];
  /** By path below the account, without query. */
  readonly routes: Map<string, Route>;
  client(changes?: Partial<TicketsolveConfig>): TicketsolveClient;
  close(): Promise<void>;
}

export const ACCOUNT = 'arts';
export const XML = { 'content-type': 'application/xml; charset=utf-8' };

export async function openFeedServer(): Promise<FeedServer> {
  const asked: string[] = [];
  const routes = new Map<string, Route>();
  const clients: TicketsolveClient[] = [];
  const server = await serveOnLoopback((request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    asked.push(`${url.pathname}${url.search}`);
    const route = routes.get(url.pathname.replace(`/${ACCOUNT}/`, ''));
    if (route === undefined) response.writeHead(404, { 'content-type': 'text/html' }).end('<html>Not here</html>');
    else if (typeof route === 'string') response.writeHead(200, XML).end(route);
    else route(request, response);
  });
  const { origin } = server;
  return {
    origin,
    asked,
    routes,
    client(changes = {}) {
      const io = { allowLoopback: true, onRequest: () => undefined };
      const client = connectTicketsolve({ account: ACCOUNT, host: origin, ...changes }, io);
      clients.push(client);
      return client;
    },
    close: () => server.close(clients),
  };
}
