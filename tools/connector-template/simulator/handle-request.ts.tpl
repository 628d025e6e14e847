import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerDoor } from '../door/answer-door.ts';
import { bodyFault, intercept } from '../faults/transport-faults.ts';
import { type Answer, failure } from '../http/answer.ts';
import { parseQuery } from '../http/query.ts';
import { sendAnswer } from '../http/send-answer.ts';
import { findRoute } from './api.ts';
import { doorDeeds } from './door.ts';
import type { Simulation } from './simulation.ts';

/** Sends each request where it belongs: the door, or the interface, with whatever fault is on. */
export async function handleRequest(
  simulation: Simulation,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  if (path.startsWith('/__simulator/')) {
    const answer = await answerDoor(doorDeeds(simulation), request, path.slice('/__simulator/'.length));
    return sendAnswer({ response, answer, date: new Date(), fault: null });
  }
  const route = findRoute(path);
  const over = simulation.requests.begin(route?.name ?? 'unknown');
  response.once('close', () => over(response.writableFinished ? response.statusCode : 0));
  const target = `${request.method} ${request.url}`;
  const stopped = intercept(simulation.faults, target);
  if (stopped?.hang) return;
  const answerProperly = (): Answer => {
    if (request.headers['x-api-key'] !== simulation.key) return failure(401, 'The key is not valid.');
    if (request.method !== 'GET') return failure(405, 'Only to be read.');
    if (route === null) return failure(404, 'There is nothing here.');
    const query = parseQuery(request.url ?? '');
    return route.answer({ simulation, query, target, now: simulation.office.now() });
  };
  const answer = stopped ? stopped.answer : answerProperly();
  const fault = stopped ? null : bodyFault(simulation.faults, target);
  await sendAnswer({ response, answer, date: new Date(), fault });
}
