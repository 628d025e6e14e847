import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerDoor } from '../door/answer-door.ts';
import { bodyFault, intercept } from '../faults/transport-faults.ts';
import type { Answer } from '../http/answer.ts';
import { sendAnswer } from '../http/send-answer.ts';
import { doorDeeds } from './door/door-deeds.ts';
import { answerQueue, passQueue, readCookies, sessionCookie } from './faults/queue-it.ts';
import { htmlFailure, standIn } from './faults/stand-in.ts';
import { answerFeed, isFeed } from './feed/answer-feed.ts';
import { answerPage, listAccounts } from './pages/answer-page.ts';
import type { Account, Simulation } from './simulation.ts';

/** Where a request goes: an account, by name in the Host header or by the first part of the path, and a path within it. */
interface Place {
  readonly name: string;
  readonly account: Account | undefined;
  readonly path: string;
  /** The address that the account was asked under, such as `http://127.0.0.1:4420/mill`. */
  readonly base: string;
}

/** Sends each request where it belongs: the door, the queue, an account's feeds, or its pages. */
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
  const origin = `http://${request.headers.host}`;
  const cookies = readCookies(request.headers.cookie);
  const visit = {
    origin,
    target: request.url ?? '/',
    cookies,
    now: simulation.clock.now(),
    seed: simulation.options.seed,
  };
  if (path.startsWith('/queue-it/')) {
    count(simulation, response, 'queue-it');
    return plain(answerQueue(visit));
  }
  const place = findPlace(simulation, request, path);
  if (place.name === '') return plain(listAccounts(simulation));
  count(simulation, response, routeOf(place));
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(htmlFailure(405, '<h1>Only to be read</h1>'));
  const target = `${request.method} ${request.url}`;
  const stopped = intercept(simulation.faults, target, htmlFailure);
  if (stopped?.hang) return;
  if (stopped) return plain(stopped.answer);
  const { account } = place;
  if (!account) return plain(htmlFailure(404, '<h1>There is no such account</h1>'));
  const passage = passQueue(visit, place.name, () => simulation.faults.take('queue-it', target) !== null);
  const set = [sessionCookie(visit.seed, cookies), passage.cookie].filter((each) => each !== null);
  const answer =
    passage.redirect ??
    (isFeed(place.path)
      ? (standIn(simulation.faults, target) ?? answerFeed({ ...place, simulation, account, request, target }))
      : answerPage({ ...place, account }));
  await sendAnswer({
    response,
    answer: { ...answer, headers: { ...answer.headers, ...(set.length > 0 ? { 'set-cookie': set } : {}) } },
    date: new Date(),
    fault: bodyFault(simulation.faults, target),
  });
}

function findPlace(simulation: Simulation, request: IncomingMessage, path: string): Place {
  const host = request.headers.host ?? '';
  const named = /^([^.]+)\.localhost(:\d+)?$/i.exec(host)?.[1]?.toLowerCase();
  if (named) return { name: named, account: simulation.accounts.get(named), path, base: `http://${host}` };
  const [, name = '', rest = '/'] = /^\/([^/]*)(\/.*)?$/.exec(path) ?? [];
  return { name, account: simulation.accounts.get(name), path: rest, base: `http://${host}/${name}` };
}

function routeOf({ account, path }: Place): string {
  if (!account) return 'unknown';
  if (path === '/shows.xml') return 'shows.xml';
  return isFeed(path) ? 'event.xml' : 'page';
}

function count(simulation: Simulation, response: ServerResponse, route: string): void {
  const over = simulation.requests.begin(route);
  response.once('close', () => over(response.writableFinished ? response.statusCode : 0));
}
