import type { IncomingMessage, ServerResponse } from 'node:http';
import { serveOnLoopback } from '../loopback-server-for-tests.ts';
import { connectSpektrix, type SpektrixClient } from './client.ts';
import type { SpektrixConfig } from './config.ts';
import { authorization } from './signing.ts';

const SECRET = 'S2VlcCB5b3VyIGtuaWNrZXJzIG9uISBUaGlzIGlzIGEgdGVzdCBBUEkga2V5LCBkb24ndCB3b3JyeSE=';

/** What a route answers: a value as JSON, a status alone, or whatever it does itself. */
export type Route = (query: URLSearchParams, response: ServerResponse) => unknown;

/** A little Spektrix on loopback that checks signatures against a clock of its own, with the routes that a test needs. */
export interface BoxOffice {
  readonly origin: string;
  readonly credential: { readonly login: string; readonly secret: string; readonly host: string };
  /** Path and query of each request, in order. */
  readonly asked: string[];
  /** By path below `/CLIENT/api/v3/`, or from the root where it begins with a slash. */
  readonly routes: Map<string, Route>;
  /** Its clock minus ours, in milliseconds, and how far a request's date may be off. */
  readonly clock: { offsetMs: number; toleranceMs: number };
  readonly requests: { count: number };
  client(changes?: Partial<SpektrixConfig>): SpektrixClient;
  close(): Promise<void>;
}

export async function openBoxOffice(): Promise<BoxOffice> {
  const asked: string[] = [];
  const routes = new Map<string, Route>();
  const clock = { offsetMs: 0, toleranceMs: 60_000 };
  const requests = { count: 0 };
  const clients: SpektrixClient[] = [];
  const server = await serveOnLoopback((request, response) => {
    const url = new URL(request.url ?? '', origin);
    asked.push(`${url.pathname}${url.search}`);
    const now = Date.now() + clock.offsetMs;
    response.setHeader('date', new Date(now).toUTCString());
    if (!isSigned(request, `${origin}${request.url}`, now)) return response.writeHead(401).end();
    const route = routes.get(url.pathname.replace('/testtheatre/api/v3/', '')) ?? routes.get(url.pathname);
    const answer = route === undefined ? 404 : route(url.searchParams, response);
    if (response.headersSent) return response;
    if (typeof answer === 'number') return response.writeHead(answer).end();
    return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  const { origin } = server;
  const credential = { login: 'illuminate', secret: SECRET, host: origin };

  function isSigned(request: IncomingMessage, url: string, now: number): boolean {
    const date = request.headers.date ?? '';
    if (Math.abs(Date.parse(date) - now) > clock.toleranceMs) return false;
    return request.headers.authorization === authorization(credential, { method: 'GET', url, date });
  }

  return {
    origin,
    credential,
    asked,
    routes,
    clock,
    requests,
    client(changes = {}) {
      const io = { allowLoopback: true, onRequest: () => void requests.count++ };
      const client = connectSpektrix({ ...credential, client: 'testtheatre', ...changes }, io);
      clients.push(client);
      return client;
    },
    close: () => server.close(clients),
  };
}
