import type { IncomingMessage } from 'node:http';
import { type Answer, challengePage, failure, notFound } from '../../http/answer.ts';
import { parseQuery } from '../../http/query.ts';
import { readBody } from '../../http/read-body.ts';
import type { Client, Simulation } from '../simulation.ts';
import { authenticate } from './authenticate.ts';
import { findRoute } from './find-route.ts';

/** User-Agents that libraries send by themselves; the front door refuses them on POST, and nobody at all everywhere [O]. */
const LIBRARY_AGENT = /^(node|undici|axios|got|python|curl|wget|go-http-client|java|okhttp|guzzlehttp|ruby)\b/i;

/** Answers `/{client}/api/v3/…`. `path` is what follows `/api/v3/`, without the query. */
export async function answerApi(
  simulation: Simulation,
  client: Client,
  request: IncomingMessage,
  path: string,
): Promise<Answer> {
  const agent = request.headers['user-agent'] ?? '';
  const body = request.method === 'GET' ? Buffer.alloc(0) : await readBody(request);
  if (agent === '' || (request.method === 'POST' && LIBRARY_AGENT.test(agent))) return challengePage(403);
  // The singular ones belong to a browser session; calls by servers are taken for robots [O].
  if (/^(customer|basket)(\/|$)/i.test(path)) return challengePage(403);
  const caller = authenticate(simulation, request, body, client);
  if (typeof caller !== 'string') return caller;
  const found = findRoute(request.method ?? 'GET', path);
  if (!found) {
    const known = request.method !== 'GET' && findRoute('GET', path);
    return known ? failure(405, 'The requested resource does not support this method.') : notFound('Resource');
  }
  const owner = caller !== 'web';
  if (found.route.ownerOnly && !owner) return failure(401, 'Authorization has been denied for this request.');
  const { office, style } = client;
  const now = office.now();
  return found.route.answer(
    {
      simulation,
      client,
      owner,
      query: parseQuery(request.url ?? ''),
      target: `${request.method} ${request.url}`,
      now,
      view: { office, style, owner, now },
    },
    found.ids,
  );
}
