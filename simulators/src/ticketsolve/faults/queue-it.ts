import { createHmac, randomUUID } from 'node:crypto';
import type { Answer } from '../../http/answer.ts';

/**
 * The waiting room that can stand in front of an account, as recorded in 2018: 302 to the queue's host over https, 302 to the
 * same address over http, 302 back with seven TSLV parameters, then the answer [rec]. On loopback the queue's host is the path
 * `/queue-it/`, and its http address `/queue-it/http/`. Cookies must be carried all the way; without them the chain begins anew.
 */

const SESSION = '_ticketsolve_session';
const TOKEN = 'Queue-it-token';
const ACCEPTED = 'QueueITAccepted-SDFrts345E-V3';
/** How long the parameters of the way back are good for, in seconds. Invented. */
const GOOD_FOR = 300;

interface Visit {
  /** `http://HOST` of the request, without a path. */
  readonly origin: string;
  /** Path and query as requested. */
  readonly target: string;
  readonly cookies: ReadonlyMap<string, string>;
  readonly now: number;
  readonly seed: number;
}

export interface Passage {
  /** Where to send the visitor first; null: let in. */
  readonly redirect: Answer | null;
  /** A cookie for the visitor who is let in, or null. */
  readonly cookie: string | null;
}

/** The cookies that a request carries. */
export function readCookies(header: string | undefined): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of (header ?? '').split(';')) {
    const equals = pair.indexOf('=');
    if (equals > 0) cookies.set(pair.slice(0, equals).trim(), pair.slice(equals + 1).trim());
  }
  return cookies;
}

/** The session cookie that every answer sets where the request brought none of ours. */
export function sessionCookie(seed: number, cookies: ReadonlyMap<string, string>): string | null {
  if (isOurs(seed, cookies.get(SESSION))) return null;
  const value = randomUUID().replaceAll('-', '');
  return `${SESSION}=${value}.${seal(seed, value)}; path=/; HttpOnly; SameSite=Lax`;
}

/** Whether a visitor has been through the queue, brings the proof of it now, or must go there. `isOn` asks the fault. */
export function passQueue(visit: Visit, account: string, isOn: () => boolean): Passage {
  const { cookies, seed, target, origin } = visit;
  const name = `${ACCEPTED}_${account}`;
  if (isOurs(seed, cookies.get(name))) return { redirect: null, cookie: null };
  const [path, query] = splitTarget(target);
  const parameters = new URLSearchParams(query);
  if (isOurs(seed, cookies.get(SESSION)) && isProof(visit, account, parameters)) {
    const value = randomUUID().replaceAll('-', '');
    return { redirect: null, cookie: `${name}=${value}.${seal(seed, value)}; path=/; HttpOnly` };
  }
  if (!isOn()) return { redirect: null, cookie: null };
  for (const key of [...parameters.keys()]) if (key.startsWith('TSLV')) parameters.delete(key);
  const rest = parameters.toString();
  const wanted = encodeURIComponent(`${origin}${path}${rest === '' ? '' : `?${rest}`}`);
  return { redirect: found(`${origin}/queue-it/?c=ticketsolve&e=${account}&t=${wanted}`), cookie: null };
}

/** Answers `/queue-it/` and `/queue-it/http/`. */
export function answerQueue(visit: Visit): Answer {
  const { origin, cookies, seed, now } = visit;
  const [path, query] = splitTarget(visit.target);
  const parameters = new URLSearchParams(query);
  const account = parameters.get('e') ?? '';
  const back = parameters.get('t') ?? '';
  if (!back.startsWith(`${origin}/`)) return plain(400, 'The target of a queue is an address of its own customer.');
  if (path === '/queue-it/') {
    const value = randomUUID().replaceAll('-', '');
    const cookie = `${TOKEN}=${value}.${seal(seed, value)}; path=/queue-it; HttpOnly`;
    return found(`${origin}/queue-it/http/?${query}`, cookie);
  }
  if (path !== '/queue-it/http/') return plain(404, 'Not found');
  if (!isOurs(seed, cookies.get(TOKEN))) return found(`${origin}/queue-it/?${query}`);
  const seconds = Math.floor(now / 1000);
  const place = randomUUID();
  const proof = new URLSearchParams({
    TSLVq: place,
    TSLVp: randomUUID(),
    TSLVts: String(seconds),
    TSLVc: 'ticketsolve',
    TSLVe: account,
    TSLVrt: 'Safetynet',
    TSLVh: seal(seed, `${place} ${seconds} ${account}`),
  });
  return found(`${back}${back.includes('?') ? '&' : '?'}${proof}`);
}

function isProof({ seed, now }: Visit, account: string, parameters: URLSearchParams): boolean {
  const seconds = Number(parameters.get('TSLVts') ?? Number.NaN);
  return (
    Math.abs(now / 1000 - seconds) <= GOOD_FOR &&
    parameters.get('TSLVh') === seal(seed, `${parameters.get('TSLVq')} ${seconds} ${account}`)
  );
}

function isOurs(seed: number, cookie: string | undefined): boolean {
  const [value = '', proof = ''] = (cookie ?? '').split('.');
  return value !== '' && proof === seal(seed, value);
}

function seal(seed: number, text: string): string {
  return createHmac('sha256', `ticketsolve simulator ${seed}`).update(text).digest('hex').slice(0, 40);
}

function splitTarget(target: string): [string, string] {
  const question = target.indexOf('?');
  return question < 0 ? [target, ''] : [target.slice(0, question), target.slice(question + 1)];
}

function found(location: string, cookie?: string): Answer {
  const headers = { location, ...(cookie === undefined ? {} : { 'set-cookie': cookie }) };
  return { status: 302, contentType: 'text/html; charset=utf-8', headers, body: '' };
}

function plain(status: number, body: string): Answer {
  return { status, contentType: 'text/plain; charset=utf-8', body };
}
