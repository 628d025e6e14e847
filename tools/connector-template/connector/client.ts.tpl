import {
  AbortSyncError,
  type ConnectorIo,
  createHttpClient,
  followPages,
  isLoopbackName,
  type JsonAnswer,
  type LinkedPage,
  type Page,
} from '@illuminate/connector-kit';
import type { __Pascal__Config } from './config.ts';
import { isObject } from './normalise/fields.ts';

export const TITLE = '__Title__';
export const LIMITS = { concurrency: 2, windowDays: 7 } as const;

// PROVISIONAL: no limit is known. Say here what the vendor publishes, or why this number is safe.
const BUDGET = { requests: 120, perMs: 60_000 };

/** One account. Transport without meaning: paths are relative to its interface. */
export interface __Pascal__Client {
  /** @throws ConnectorError */
  get(path: string, route: string, signal: AbortSignal): Promise<JsonAnswer>;
  close(): Promise<void>;
}

export function connect__Pascal__(config: __Pascal__Config, io: ConnectorIo): __Pascal__Client {
  const baseUrl = `${config.host.replace(/\/+$/, '')}/api/`;
  const http = createHttpClient({
    title: TITLE,
    baseUrl,
    hostRules: { allowLoopback: io.allowLoopback },
    concurrency: LIMITS.concurrency,
    // A box office on this machine is a simulator, which needs no sparing.
    ...(isLoopbackName(new URL(baseUrl).hostname) ? {} : { budget: BUDGET }),
    onRequest: io.onRequest,
    ...io.patience,
  });
  return {
    get: (path, route, signal) => http.getJson(path, { route, signal, headers: { 'x-api-key': config.key } }),
    close: () => http.close(),
  };
}

/** A list from page to page. @throws ConnectorError */
export async function* readPages<Raw>(
  client: __Pascal__Client,
  { first, route }: { readonly first: string; readonly route: string },
  signal: AbortSignal,
): AsyncGenerator<Page<Raw>> {
  let requestedAt = 0;
  const fetch = async (at: string): Promise<LinkedPage<Raw>> => {
    const answer = await client.get(at, route, signal);
    requestedAt = answer.requestedAt;
    if (!isObject(answer.data)) throw unexpected(route, 'is not an object');
    const { items, next } = answer.data;
    if (!Array.isArray(items)) throw unexpected(route, 'has no list of items');
    return { records: items as Raw[], next: typeof next === 'string' ? next : null };
  };
  for await (const { records } of followPages({ first, fetch, title: TITLE, route })) yield { records, requestedAt };
}

/** One record, by its id. @throws NotFoundError if there is none */
export async function readOne<Raw>(
  client: __Pascal__Client,
  { list, id }: { readonly list: string; readonly id: string },
  signal: AbortSignal,
): Promise<Page<Raw>> {
  // Ids came from outside: they are never anything but one segment of a path.
  const segment = encodeURIComponent(id).replace(/^\.+$/, '_');
  const { data, requestedAt } = await client.get(`${list}/${segment}`, `${list}/{id}`, signal);
  return { records: [data as Raw], requestedAt };
}

/** For an answer whose form is another than the one that this was written for. */
export function unexpected(route: string, problem: string): AbortSyncError {
  return new AbortSyncError({
    code: 'unexpected-answer',
    cause: `What ${TITLE} answers to ${route} ${problem}.`,
    whoActs: 'provider',
    nextStep: 'Report it: the interface has changed, and the connector has to follow.',
  });
}
