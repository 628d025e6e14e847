import PQueue from 'p-queue';
import { Agent, type Dispatcher } from 'undici';
import { ConnectorError, HostRefusedError } from '../errors.ts';
import { type Asked, badRedirect, faultOfConnection, faultOfStatus, noAnswer, slowBody } from './faults.ts';
import { guardedConnect } from './guarded-connect.ts';
import { checkUrl, type HostRules } from './host-rules.ts';
import { ACCEPTED_ENCODINGS, readBody } from './read-body.ts';
import { challengePage, isWebPage, readJson } from './read-json.ts';
import { parseHttpDate, pause, type RetryPolicy, retryAfterMs, withRetries } from './retry.ts';

export interface HttpClientOptions {
  /** The box office's name, for messages. */
  readonly title: string;
  /** Paths are resolved against it. */
  readonly baseUrl: string;
  readonly hostRules: HostRules;
  /** Requests at once. */
  readonly concurrency: number;
  /** At most so many requests in any span of so many milliseconds, retries included. */
  readonly budget?: { readonly requests: number; readonly perMs: number };
  readonly deadlines?: Partial<Deadlines>;
  readonly retry?: Partial<RetryPolicy>;
  /** The biggest body, packed or unpacked. */
  readonly maxBytes?: number;
  readonly userAgent?: string;
  /** Called once per request made, retries and redirects included. */
  readonly onRequest?: () => void;
}

export interface Deadlines {
  readonly connectMs: number;
  readonly firstByteMs: number;
  readonly bodyMs: number;
}

export interface GetOptions {
  readonly signal: AbortSignal;
  /** How the path is called in messages: a template without ids (`customers/{id}`) and without query. */
  readonly route: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Headers that prove who we are. Asked for again at every try, and never for another origin. `now` is our clock. */
  readonly sign?: (url: string, now: number) => Readonly<Record<string, string>>;
  /** Asked once, at the first 401: true tries again at once. */
  readonly onUnauthorised?: (answer: Answer) => boolean;
  /** False throws a timeout at once, for callers who would rather ask for less. */
  readonly retryTimeouts?: boolean;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  /** Our clock when the request that was answered began. */
  readonly requestedAt: number;
  /** The box office's clock, from its `Date` header. */
  readonly serverDate: number | null;
}

export interface JsonAnswer extends Omit<Answer, 'body'> {
  readonly data: unknown;
}

export interface HttpClient {
  /** The address that a path stands for. */
  urlOf(path: string): string;
  /** Any answer but a temporary failure, whatever its status. @throws ConnectorError */
  get(path: string, options: GetOptions): Promise<Answer>;
  /** The value of a successful JSON answer. @throws ConnectorError */
  getJson(path: string, options: GetOptions): Promise<JsonAnswer>;
  close(): Promise<void>;
}

const DEADLINES: Deadlines = { connectMs: 10_000, firstByteMs: 25_000, bodyMs: 60_000 };
const RETRY: RetryPolicy = { tries: 4, maxWaitMs: 15_000, firstWaitMs: 500 };
const MAX_BYTES = 128 * 1_048_576;
const MAX_REDIRECTS = 3;
const MOVED = new Set([301, 302, 303, 307, 308]);

/** A client of one box office, with a pool of connections of its own. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { title, hostRules, concurrency, budget, maxBytes = MAX_BYTES, userAgent = 'Illuminate/0.1' } = options;
  const deadlines = { ...DEADLINES, ...options.deadlines };
  const policy = { ...RETRY, ...options.retry };
  const base = checkUrl(options.baseUrl, hostRules);
  const agent = new Agent({
    connect: guardedConnect(hostRules, deadlines.connectMs),
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

  async function attempt(first: URL, get: GetOptions): Promise<Answer> {
    const asked: Asked = { title, route: get.route };
    let url = first;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const answer = await send(url, get, asked);
      if (!MOVED.has(answer.status)) return answer;
      const target = headerOf(answer.headers, 'location');
      if (target === undefined) break;
      url = checkUrl(hrefOf(target, url), hostRules);
    }
    throw badRedirect(asked);
  }

  async function send(url: URL, get: GetOptions, asked: Asked): Promise<Answer> {
    await pause(quietUntil - Date.now(), get.signal);
    const controller = new AbortController();
    const stop = (): void => controller.abort(get.signal.reason);
    get.signal.throwIfAborted();
    get.signal.addEventListener('abort', stop, { once: true });
    let timer = setTimeout(() => controller.abort(noAnswer(deadlines.firstByteMs, asked)), deadlines.firstByteMs);
    try {
      options.onRequest?.();
      const requestedAt = Date.now();
      const own = url.origin === base.origin;
      const response = await agent.request({
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method: 'GET',
        headers: {
          accept: 'application/json',
          'accept-encoding': ACCEPTED_ENCODINGS,
          'user-agent': userAgent,
          ...(own ? get.headers : {}),
          ...(own ? get.sign?.(url.href, requestedAt) : {}),
        },
        signal: controller.signal,
      });
      clearTimeout(timer);
      timer = setTimeout(() => controller.abort(slowBody(deadlines.bodyMs, asked)), deadlines.bodyMs);
      const encoding = headerOf(response.headers, 'content-encoding') ?? '';
      const body = await readBody(response.body, encoding, maxBytes, asked);
      return answerOf(response, body, requestedAt);
    } catch (err) {
      get.signal.throwIfAborted();
      if (controller.signal.aborted) throw controller.signal.reason;
      throw err instanceof ConnectorError ? err : faultOfConnection(codeOf(err), asked);
    } finally {
      clearTimeout(timer);
      get.signal.removeEventListener('abort', stop);
    }
  }

  async function run<T>(path: string, get: GetOptions, read: (answer: Answer, asked: Asked) => T): Promise<T> {
    const url = resolve(path);
    let mayAskAgain = get.onUnauthorised !== undefined;
    const once = async (): Promise<T> => {
      let answer = await inQueue(url, get);
      if (answer.status === 401 && mayAskAgain) {
        mayAskAgain = false;
        if (get.onUnauthorised?.(answer) === true) answer = await inQueue(url, get);
      }
      if (answer.status === 429 || answer.status >= 500) {
        const afterMs = retryAfterMs(headerOf(answer.headers, 'retry-after'), answer.serverDate ?? Date.now());
        if (afterMs !== null && afterMs <= policy.maxWaitMs) quietUntil = Math.max(quietUntil, Date.now() + afterMs);
        throw faultOfStatus(answer.status, afterMs, { title, route: get.route });
      }
      return read(answer, { title, route: get.route });
    };
    return await withRetries(once, { policy, signal: get.signal, retryTimeouts: get.retryTimeouts ?? true });
  }

  function inQueue(url: URL, get: GetOptions): Promise<Answer> {
    return queue.add(() => attempt(url, get), { signal: get.signal });
  }

  function resolve(path: string): URL {
    const url = checkUrl(hrefOf(path, base), hostRules);
    if (url.origin !== base.origin) throw foreignOrigin(title);
    url.hash = '';
    return url;
  }

  return {
    urlOf: (path) => resolve(path).href,
    get: (path, get) => run(path, get, (answer) => answer),
    getJson: (path, get) =>
      run(path, get, (answer, asked) => {
        const { body, ...rest } = answer;
        const contentType = headerOf(answer.headers, 'content-type') ?? '';
        if (answer.status === 403 && isWebPage(contentType, body)) throw challengePage(asked);
        if (answer.status < 200 || answer.status > 299) throw faultOfStatus(answer.status, null, asked);
        return { ...rest, data: readJson(contentType, body, asked) };
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

function answerOf(response: Dispatcher.ResponseData, body: Buffer, requestedAt: number): Answer {
  const serverDate = parseHttpDate(headerOf(response.headers, 'date'));
  return { status: response.statusCode, headers: response.headers, body, requestedAt, serverDate };
}

function headerOf(headers: Answer['headers'], name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function codeOf(err: unknown): string | undefined {
  return err instanceof Error && 'code' in err && typeof err.code === 'string' ? err.code : undefined;
}

function foreignOrigin(title: string): HostRefusedError {
  return new HostRefusedError({
    code: 'foreign-address',
    cause: `${title} named an address of another host for its next page.`,
    whoActs: 'provider',
    nextStep: 'Nothing was sent there. Report it: a box office continues on its own host.',
  });
}
