import PQueue from 'p-queue';
import { Agent, type Dispatcher } from 'undici';
import { HostRefusedError } from '../errors.ts';
import type {
  Answer,
  AnswerHead,
  Deadlines,
  HttpClient,
  HttpClientOptions,
  OpenAnswer,
  OpenOptions,
} from './client-options.ts';
import { createCookieJar } from './cookie-jar.ts';
import { type Asked, badRedirect, faultOfStatus, noAnswer, slowBody, strayed } from './faults.ts';
import { guardedConnect } from './guarded-connect.ts';
import { checkUrl, isNamed, refusedAfterRedirect } from './host-rules.ts';
import { beginCall, type Call } from './one-call.ts';
import { ACCEPTED_ENCODINGS, readBody } from './read-body.ts';
import { challengePage, isWebPage, readJson, readJsonList } from './read-json.ts';
import { parseHttpDate, pause, type RetryPolicy, retryAfterMs, withRetries } from './retry.ts';
import { streamBody } from './stream-body.ts';
import { unexpectedDocument } from './unexpected-document.ts';

const DEADLINES: Deadlines = { connectMs: 10_000, firstByteMs: 25_000, bodyMs: 60_000 };
const RETRY: RetryPolicy = { tries: 4, maxWaitMs: 15_000, firstWaitMs: 500 };
const MAX_BYTES = 128 * 1_048_576;
const MAX_REDIRECTS = 3;
/** So much of a web page is read to say how long it is. */
const MAX_PAGE_BYTES = 1_048_576;
/** A path without a scheme, a host or anything unusual: it stays at the base, which was checked, and is not checked a thousand times. */
const BELOW_BASE = /^[\w.%~-][\w.%~/?&=,$+-]*$/;
const MOVED = new Set([301, 302, 303, 307, 308]);

/** A client of one box office, with a pool of connections of its own. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { title, hostRules, concurrency, budget, maxBytes = MAX_BYTES, userAgent = 'Illuminate/0.1' } = options;
  const deadlines = { ...DEADLINES, ...options.deadlines };
  const policy = { ...RETRY, ...options.retry };
  const base = checkUrl(options.baseUrl, hostRules);
  const { vendorHosts = [], most = MAX_REDIRECTS } = options.redirects ?? {};
  const hopRules = { ...hostRules, plainHttp: vendorHosts };
  const jar =
    options.redirects === undefined
      ? null
      : createCookieJar((host) => host === base.hostname || isNamed(host, vendorHosts));
  const agent = new Agent({
    connect: guardedConnect(hopRules, deadlines.connectMs),
    connections: concurrency,
    // Deadlines are kept here, to the millisecond and per phase; undici's timers are coarse.
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: 30_000,
  });
  const queue = new PQueue(
    budget === undefined
      ? { concurrency }
      : { concurrency, strict: true, intervalCap: budget.requests, interval: budget.perMs },
  );
  /** A box office that asks us to wait means the whole account, not one request. */
  let quietUntil = 0;

  async function attempt<Taken>(first: URL, get: OpenOptions, take: Take<Taken>): Promise<Taken> {
    const asked: Asked = { title, route: get.route };
    let url = first;
    let isRedirected = false;
    for (let hop = 0; hop <= most; hop++) {
      await pause(quietUntil - Date.now(), get.signal);
      const call = beginCall(get.signal);
      let isTaken = false;
      try {
        const requestedAt = Date.now();
        const response = await send(url, get, call, requestedAt);
        if (!MOVED.has(response.statusCode)) {
          if (jar !== null && url.origin !== base.origin) throw strayed(asked);
          isTaken = true;
          return await take({ response, requestedAt, call, asked });
        }
        const target = headerOf(response.headers, 'location');
        await response.body.dump();
        if (target === undefined) break;
        isRedirected = true;
        url = checkUrl(hrefOf(target, url), hopRules);
      } catch (err) {
        const fault = call.faultOf(err, asked);
        throw fault instanceof HostRefusedError && isRedirected ? refusedAfterRedirect(fault, title) : fault;
      } finally {
        if (!isTaken) call.end();
      }
    }
    throw badRedirect(asked);
  }

  async function send(url: URL, get: OpenOptions, call: Call, now: number): Promise<Dispatcher.ResponseData> {
    const asked: Asked = { title, route: get.route };
    call.within(deadlines.firstByteMs, () => noAnswer(deadlines.firstByteMs, asked));
    options.onRequest?.();
    const own = url.origin === base.origin;
    const cookie = jar?.headerFor(url, now);
    const response = await agent.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: 'GET',
      headers: {
        accept: get.accept ?? 'application/json',
        'accept-encoding': ACCEPTED_ENCODINGS,
        'user-agent': userAgent,
        ...(cookie === undefined ? {} : { cookie }),
        ...(own && get.ifNoneMatch ? { 'if-none-match': get.ifNoneMatch } : {}),
        ...(own ? get.headers : {}),
        ...(own ? get.sign?.(url.href, now) : {}),
      },
      signal: call.signal,
    });
    jar?.take(url, response.headers['set-cookie'], now);
    call.within(deadlines.bodyMs, () => slowBody(deadlines.bodyMs, asked));
    return response;
  }

  /** The whole body, before the deadline. */
  const takeWhole =
    (atMost: number): Take<Answer> =>
    async ({ response, requestedAt, call, asked }) => {
      try {
        const encoding = headerOf(response.headers, 'content-encoding') ?? '';
        const body = await readBody(response.body, encoding, Math.min(maxBytes, atMost), asked);
        return { ...headOf(response, requestedAt), body };
      } finally {
        call.end();
      }
    };

  /** The body still to come. */
  const takeOpen =
    (atMost: number): Take<OpenAnswer> =>
    async ({ response, requestedAt, call, asked }) => {
      const { headers, statusCode } = response;
      const head = {
        ...headOf(response, requestedAt),
        contentType: headerOf(headers, 'content-type') ?? '',
        notModified: statusCode === 304,
        tag: headerOf(headers, 'etag') ?? null,
      };
      if (statusCode === 304 || statusCode === 429 || statusCode >= 500) {
        await response.body.dump();
        call.end();
        return { ...head, body: nothing() };
      }
      const encoding = headerOf(headers, 'content-encoding') ?? '';
      const bounds = { encoding, maxBytes: Math.min(maxBytes, atMost), waitMs: deadlines.bodyMs, call, asked };
      return { ...head, body: streamBody({ body: response.body, ...bounds }) };
    };

  async function run<Taken extends AnswerHead, T>(
    path: string,
    get: OpenOptions,
    take: Take<Taken>,
    read: (answer: Taken, asked: Asked) => T | Promise<T>,
  ): Promise<T> {
    const url = resolve(path);
    let mayAskAgain = get.onUnauthorised !== undefined;
    const inQueue = (): Promise<Taken> => queue.add(() => attempt(url, get, take), { signal: get.signal });
    const once = async (): Promise<T> => {
      let answer = await inQueue();
      if (answer.status === 401 && mayAskAgain) {
        mayAskAgain = false;
        if (get.onUnauthorised?.(answer) === true) answer = await inQueue();
      }
      if (answer.status === 429 || answer.status >= 500) {
        const afterMs = retryAfterMs(headerOf(answer.headers, 'retry-after'), answer.serverDate ?? Date.now());
        if (afterMs !== null && afterMs <= policy.maxWaitMs) quietUntil = Math.max(quietUntil, Date.now() + afterMs);
        throw faultOfStatus(answer.status, afterMs, { title, route: get.route });
      }
      return read(answer, { title, route: get.route });
    };
    const tries = Math.min(policy.tries, get.tries ?? policy.tries);
    const retryTimeouts = get.retryTimeouts ?? true;
    return await withRetries(once, { policy: { ...policy, tries }, signal: get.signal, retryTimeouts });
  }

  function resolve(path: string): URL {
    const url = BELOW_BASE.test(path) ? new URL(path, base) : checkUrl(hrefOf(path, base), hostRules);
    if (url.origin !== base.origin) throw foreignOrigin(title);
    url.hash = '';
    return url;
  }

  return {
    urlOf: (path) => resolve(path).href,
    get: (path, get) => run(path, get, takeWhole(get.maxBytes ?? maxBytes), (answer) => answer),
    getJson: (path, get) =>
      run(path, get, takeWhole(get.maxBytes ?? maxBytes), async (answer, asked) => {
        const { body, ...rest } = answer;
        const contentType = headerOf(answer.headers, 'content-type') ?? '';
        if (answer.status === 403 && isWebPage(contentType, body)) throw challengePage(asked);
        if (answer.status < 200 || answer.status > 299) throw faultOfStatus(answer.status, null, asked);
        await get.turn;
        const read = get.inPieces === true ? readJsonList : readJson;
        return { ...rest, data: read(contentType, body, asked) };
      }),
    open: (path, get) =>
      run(path, get, takeOpen(get.maxBytes ?? maxBytes), async (answer, asked) => {
        if (answer.notModified) return answer;
        const isPage = /html/i.test(answer.contentType) && (answer.status < 300 || answer.status === 403);
        if (!isPage && answer.status >= 200 && answer.status < 300) return answer;
        const bytes = await lengthOf(answer.body, MAX_PAGE_BYTES);
        if (isPage) throw unexpectedDocument({ contentType: answer.contentType, bytes, root: null }, asked);
        throw faultOfStatus(answer.status, null, asked);
      }),
    async close() {
      queue.clear();
      await agent.destroy();
    },
  };
}

/** An address that may be relative; empty, and so refused, if it is none. */
function hrefOf(target: string, base: URL): string {
  return URL.canParse(target, base.href) ? new URL(target, base).href : '';
}

/** What becomes of an answer whose head is there. It ends the call, at once or with the body. */
type Take<Taken> = (begun: {
  readonly response: Dispatcher.ResponseData;
  readonly requestedAt: number;
  readonly call: Call;
  readonly asked: Asked;
}) => Promise<Taken>;

function headOf(response: Dispatcher.ResponseData, requestedAt: number): AnswerHead {
  const serverDate = parseHttpDate(headerOf(response.headers, 'date'));
  return { status: response.statusCode, headers: response.headers, requestedAt, serverDate };
}

async function* nothing(): AsyncGenerator<Buffer> {}

/** Reads a body away, up to a bound, and tells how long it was. */
async function lengthOf(body: AsyncIterable<Buffer>, atMost: number): Promise<number> {
  let bytes = 0;
  for await (const piece of body) {
    bytes += piece.length;
    if (bytes > atMost) break;
  }
  return bytes;
}

function headerOf(headers: Answer['headers'], name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function foreignOrigin(title: string): HostRefusedError {
  return new HostRefusedError({
    code: 'foreign-address',
    cause: `${title} named an address of another host for its next page.`,
    whoActs: 'provider',
    nextStep: 'Nothing was sent there. Report it: a box office continues on its own host.',
  });
}
