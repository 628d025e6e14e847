import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerDoor } from '../door/answer-door.ts';
import { bodyFault, intercept } from '../faults/transport-faults.ts';
import { type Answer, notFound } from '../http/answer.ts';
import { sendAnswer } from '../http/send-answer.ts';
import { answerApi } from './api/answer-api.ts';
import { skewOf } from './api/authenticate.ts';
import { findRoute } from './api/find-route.ts';
import { answerPartnerList } from './api/partner-list.ts';
import { doorDeeds } from './door/door-deeds.ts';
import { answerPage } from './pages/answer-page.ts';
import type { Simulation } from './simulation.ts';

/** Sends each request where it belongs: the door, the API, the partner's list, or the pages. */
export async function handleRequest(
  simulation: Simulation,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  const plain = async (answer: Answer): Promise<void> =>
    sendAnswer({ response, answer, date: new Date(), fault: null });
  if (path.startsWith('/__simulator/'))
    return plain(await answerDoor(doorDeeds(simulation), request, path.slice('/__simulator/'.length)));
  if (path === '/partner/api/v1/clients') {
    return answerWithFaults(simulation, request, response, 'partner/clients', async () =>
      answerPartnerList(simulation, request),
    );
  }
  const api = /^\/([^/]+)\/api\/v3\/(.*)$/i.exec(path);
  if (!api) return plain(await answerPage(simulation, request, path));
  const [, name = '', rest = ''] = api;
  const client = simulation.clients.get(name.toLowerCase());
  const route = findRoute(request.method ?? 'GET', rest)?.route.path ?? 'unknown';
  return answerWithFaults(simulation, request, response, route, async () =>
    client ? answerApi(simulation, client, request, rest) : notFound('Client'),
  );
}

async function answerWithFaults(
  simulation: Simulation,
  request: IncomingMessage,
  response: ServerResponse,
  route: string,
  answerProperly: () => Promise<Answer>,
): Promise<void> {
  const target = `${request.method} ${request.url}`;
  const over = simulation.requests.begin(route);
  response.once('close', () => over(response.writableFinished ? response.statusCode : 0));
  const date = (): Date => new Date(Date.now() + skewOf(simulation) * 60_000);
  const stopped = intercept(simulation.faults, target);
  if (stopped?.hang) return;
  const answer = stopped ? stopped.answer : await answerProperly();
  const fault = stopped ? null : bodyFault(simulation.faults, target);
  await sendAnswer({ response, answer, date: date(), fault });
}
