import {
  type ConnectorIo,
  createHttpClient,
  type HttpClient,
  isLoopbackName,
  NotFoundError,
  type ObservedPerformance,
  type OpenAnswer,
} from '@illuminate/connector-kit';
import { baseOf, type TicketsolveConfig } from './config.ts';
import type { XmlDocument } from './xml/read-elements.ts';

export const TITLE = 'Ticketsolve';
export const LIMITS = { concurrency: 2, windowDays: 1 } as const;

/**
 * Queue-it may stand in front of an account [rec 2018]: from the account to the queue, within it by plain http, and back with a
 * pass in the address, with cookies all along. Plain http is gone to at these hosts alone.
 */
export const WAITING_ROOM = { vendorHosts: ['*.ticketsolve.com', 'ticketsolve.queue-it.net'], most: 6 } as const;

/** [?]: no limit is published. A public client leaves 250 ms between two requests, and so do we. */
const BUDGET = { requests: 4, perMs: 1_000 };
const MB = 1_048_576;
const LONGEST_FEED = 64 * MB;
const LONGEST_EVENT = MB;
const ID = /^[A-Za-z0-9-]{1,60}$/;

/** One account's public feed. */
export interface TicketsolveClient {
  /** The whole catalogue, or that it has not changed since `tag`. @throws ConnectorError */
  openShows(tag: string | null, signal: AbortSignal): Promise<OpenAnswer & XmlDocument>;
  /** One event's own document. @throws ConnectorError; NotFoundError if there is none, or the ids are none */
  openEvent(performance: ObservedPerformance, signal: AbortSignal): Promise<OpenAnswer & XmlDocument>;
  close(): Promise<void>;
}

export function connectTicketsolve(config: TicketsolveConfig, io: ConnectorIo): TicketsolveClient {
  const baseUrl = baseOf(config);
  const http: HttpClient = createHttpClient({
    title: TITLE,
    baseUrl,
    hostRules: { allowLoopback: io.allowLoopback },
    concurrency: LIMITS.concurrency,
    // A box office on this machine is a simulator, which needs no sparing.
    ...(isLoopbackName(new URL(baseUrl).hostname) ? {} : { budget: BUDGET }),
    redirects: WAITING_ROOM,
    onRequest: io.onRequest,
    ...io.patience,
  });
  const locale = config.locale === undefined ? '' : `?locale=${config.locale}`;
  return {
    async openShows(tag, signal) {
      const route = 'shows.xml';
      const options = { route, signal, accept: 'application/xml', ifNoneMatch: tag, maxBytes: LONGEST_FEED };
      return { ...(await http.open(`shows.xml${locale}`, options)), title: TITLE, route };
    },
    async openEvent({ id, eventId }, signal) {
      const route = 'shows/{id}/events/{id}.xml';
      if (!ID.test(id) || !ID.test(eventId)) throw notThere(route);
      const options = { route, signal, accept: 'application/xml', maxBytes: LONGEST_EVENT, tries: 1 };
      return { ...(await http.open(`shows/${eventId}/events/${id}.xml${locale}`, options)), title: TITLE, route };
    },
    close: () => http.close(),
  };
}

function notThere(route: string): NotFoundError {
  return new NotFoundError({
    code: 'not-found',
    cause: `${TITLE} has nothing at ${route} for what is no id of its own.`,
    whoActs: 'nobody',
    nextStep: 'Nothing: it is left out.',
  });
}
