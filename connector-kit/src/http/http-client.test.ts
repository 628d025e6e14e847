import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AbortSyncError, NotFoundError, ReauthoriseError, RetryLaterError, TimedOutError } from '../errors.ts';
import type { HttpClient, HttpClientOptions } from './client-options.ts';
import { failure } from './failure-for-tests.ts';
import { createHttpClient } from './http-client.ts';

const signal = new AbortController().signal;
const asked = { signal, route: 'things/{id}' };
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const SECRET = 'mary.secret@example.org';

let listener: RequestListener = (_, response) => response.end();
let server: Server;
let http: HttpClient;
let requests: string[];
const extra: { close(): unknown }[] = [];

beforeEach(async () => {
  requests = [];
  server = createServer((request, response) => {
    requests.push(request.url ?? '');
    listener(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  http = client({});
});
afterEach(async () => {
  await http.close();
  for (const thing of extra.splice(0)) await thing.close();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

function origin(): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function client(options: Partial<HttpClientOptions>): HttpClient {
  const made = createHttpClient({
    title: 'Box',
    baseUrl: `${origin()}/api/`,
    hostRules: { allowLoopback: true },
    concurrency: 4,
    deadlines: { connectMs: 1000, firstByteMs: 150, bodyMs: 200 },
    retry: { tries: 3, maxWaitMs: 1200, firstWaitMs: 20 },
    maxBytes: 100_000,
    ...options,
  });
  extra.push(made);
  return made;
}

/** Answers in turn; the last one stays. */
function inTurn(...turns: RequestListener[]): RequestListener {
  return (request, response) => (turns.length > 1 ? turns.shift() : turns[0])?.(request, response);
}
const ok: RequestListener = (_, response) => response.writeHead(200, JSON_TYPE).end('{"fine":true}');
const status =
  (code: number, headers: Record<string, string> = {}, body = ''): RequestListener =>
  (_, response) =>
    response.writeHead(code, headers).end(body);

describe('a temporary failure', () => {
  it.each([429, 500, 502, 503, 504])('%i is tried again', async (code) => {
    listener = inTurn(status(code), ok);
    expect((await http.getJson('x', asked)).data).toEqual({ fine: true });
    expect(requests).toHaveLength(2);
  });

  it('is given up after three tries, and can be tried later', async () => {
    listener = status(500, JSON_TYPE, `{"error":"${SECRET}"}`);
    const error = await failure(http.getJson('x?email=a@b.c', asked));
    expect(error).toBeInstanceOf(RetryLaterError);
    expect(error.fault.code).toBe('box-office-failing');
    expect(error.message).not.toMatch(/secret|email/);
    expect(error.cause).toBeUndefined();
    expect(requests).toHaveLength(3);
  });

  it.each([400, 401, 403, 404, 409, 410])('is not what %i is: it is not tried again', async (code) => {
    listener = status(code, JSON_TYPE, `{"message":"${SECRET}"}`);
    const error = await failure(http.getJson('x', asked));
    expect(error.message).not.toContain(SECRET);
    expect(requests).toHaveLength(1);
  });

  it('is told apart by what happens next', async () => {
    const kinds = new Map<number, unknown>([
      [400, AbortSyncError],
      [401, ReauthoriseError],
      [403, AbortSyncError],
      [404, NotFoundError],
    ]);
    for (const [code, kind] of kinds) {
      listener = status(code, JSON_TYPE, '{}');
      expect(await failure(http.getJson('x', asked))).toBeInstanceOf(kind);
    }
  });
});

describe('Retry-After', () => {
  it('in seconds is kept to, by all requests of the client', async () => {
    listener = inTurn(status(429, { 'retry-after': '1' }), ok);
    const started = Date.now();
    const first = http.getJson('x', asked);
    await new Promise((done) => setTimeout(done, 200));
    await Promise.all([first, http.getJson('y', asked)]);
    expect(Date.now() - started).toBeGreaterThanOrEqual(950);
    expect(requests).toHaveLength(3);
  });

  it('as a date is kept to', async () => {
    const soon = (): string => new Date(Math.ceil(Date.now() / 1000) * 1000 + 1000).toUTCString();
    listener = inTurn((_, response) => response.writeHead(503, { 'retry-after': soon() }).end(), ok);
    const started = Date.now();
    await client({ retry: { tries: 3, maxWaitMs: 3000 } }).getJson('x', asked);
    expect(Date.now() - started).toBeGreaterThanOrEqual(900);
  });

  it('beyond the cap is handed on at once', async () => {
    listener = status(429, { 'retry-after': '3600' });
    const error = await failure(http.getJson('x', asked));
    expect(error).toMatchObject({ afterMs: 3_600_000, fault: { code: 'rate-limited' } });
    expect(requests).toHaveLength(1);
  });

  it('that makes no sense is ignored', async () => {
    listener = inTurn(status(429, { 'retry-after': 'soon' }), ok);
    await http.getJson('x', asked);
    expect(requests).toHaveLength(2);
  });
});

describe('a deadline', () => {
  it('for the first byte is tried again, then given up as a timeout', async () => {
    listener = () => undefined;
    let tries = 0;
    // Counted as they are made: on a busy machine not each has arrived by the time it is given up.
    const patient = client({ onRequest: () => void tries++ });
    const error = await failure(patient.getJson('x', asked));
    expect(error).toBeInstanceOf(TimedOutError);
    expect(error.fault.code).toBe('no-answer');
    expect(tries).toBe(3);
  });

  it('for the first byte is thrown at once where the caller would rather ask for less', async () => {
    listener = () => undefined;
    await expect(http.getJson('x', { ...asked, retryTimeouts: false })).rejects.toThrow(TimedOutError);
    expect(requests).toHaveLength(1);
  });

  it('for the body ends an answer that drips', async () => {
    listener = (_, response) => {
      response.writeHead(200, JSON_TYPE).write('[');
      const drip = setInterval(() => response.write('1,'), 20);
      response.on('close', () => clearInterval(drip));
    };
    const error = await failure(http.getJson('x', asked));
    expect(error).toBeInstanceOf(TimedOutError);
    expect(error.fault.code).toBe('slow-answer');
    expect(requests).toHaveLength(1);
  });

  it('of the caller ends everything with the caller’s own reason', async () => {
    listener = () => undefined;
    const controller = new AbortController();
    const reading = http.getJson('x', { ...asked, signal: controller.signal });
    const queued = client({ concurrency: 1 });
    const waiting = [
      queued.getJson('y', { ...asked, signal: controller.signal }),
      queued.getJson('z', { ...asked, signal: controller.signal }),
    ];
    setTimeout(() => controller.abort(new Error('stopped')), 50);
    for (const promise of [reading, ...waiting]) await expect(promise).rejects.toThrow('stopped');
  });
});

describe('a connection that breaks', () => {
  it('is tried again, in mid-body too', async () => {
    listener = inTurn(
      (request) => request.socket.destroy(),
      (request, response) => {
        response.writeHead(200, { ...JSON_TYPE, 'content-length': '100' }).write('{"half":');
        setTimeout(() => request.socket.destroy(), 20);
      },
      ok,
    );
    expect((await http.getJson('x', asked)).data).toEqual({ fine: true });
    expect(requests).toHaveLength(3);
  });

  it('for good says so', async () => {
    listener = (request) => request.socket.destroy();
    expect((await failure(http.getJson('x', asked))).fault.code).toBe('connection-lost');
  });

  it('because nobody listens says so', async () => {
    const nobody = client({ baseUrl: 'http://127.0.0.1:1/', retry: { tries: 1 } });
    expect((await failure(nobody.getJson('x', asked))).message).toContain('ECONNREFUSED');
  });

  it('because there is no such name says so', async () => {
    const resolve = (): Promise<string[]> => Promise.reject(Object.assign(new Error(SECRET), { code: 'ENOTFOUND' }));
    const lost = client({
      baseUrl: 'https://gone.example.org/',
      hostRules: { allowLoopback: false, resolve },
      retry: { tries: 1 },
    });
    const error = await failure(lost.getJson('x', asked));
    expect(error.fault.code).toBe('host-not-found');
    expect(error.message).not.toContain(SECRET);
  });
});

describe('a body', () => {
  it('that is cut off is described and never quoted', async () => {
    const text = `[{"email":"${SECRET}"},{"email":"${SECRET}`;
    listener = status(200, JSON_TYPE, text);
    const error = await failure(http.getJson('x', asked));
    expect(error.fault.code).toBe('unreadable-answer');
    expect(error.message).toMatch(/application\/json, \d+ bytes, SHA-256 [0-9a-f]{64}/);
    expect(error.message).toContain(`at character ${text.length}`);
    expect(JSON.stringify([error.message, error.stack, error.cause, error.fault])).not.toContain('mary');
    expect(requests).toHaveLength(3);
  });

  it.each([
    [200, '<!DOCTYPE html><title>Just a moment...</title>', 'text/html'],
    [200, '\n <html>', 'application/json'],
    [403, '<html>Attention Required!</html>', 'text/html; charset=UTF-8'],
  ])('that is a page for browsers, with %i, is a challenge', async (code, body, type) => {
    listener = status(code, { 'content-type': type }, body);
    const error = await failure(http.getJson('x', asked));
    expect(error).toBeInstanceOf(RetryLaterError);
    expect(error.fault.code).toBe('challenge-page');
    expect(requests).toHaveLength(2);
  });

  it('that is such a page only once is asked for again', async () => {
    listener = inTurn(status(200, { 'content-type': 'text/html' }, '<html>Sorry</html>'), ok);
    expect((await http.get('x', { signal, route: 'x' })).status).toBe(200);
    await http.getJson('x', asked);
  });

  it('of another type is not parsed', async () => {
    listener = status(200, { 'content-type': 'text/plain' }, '{"fine":true}');
    expect((await failure(http.getJson('x', asked))).message).toContain('text/plain');
  });

  it('may be packed', async () => {
    listener = (_, response) =>
      response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }).end(gzipSync('{"packed":"gzip"}'));
    expect((await http.getJson('x', asked)).data).toEqual({ packed: 'gzip' });
    listener = (_, response) =>
      response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'br' }).end(brotliCompressSync('{"packed":"br"}'));
    expect((await http.getJson('x', asked)).data).toEqual({ packed: 'br' });
  });

  it('may begin with a byte order mark', async () => {
    listener = status(200, JSON_TYPE, '\uFEFF{"fine":true}');
    expect((await http.getJson('x', asked)).data).toEqual({ fine: true });
  });

  it.each([JSON_TYPE, {}])('that is empty is said to be, whatever it says it is: %j', async (headers) => {
    listener = status(200, headers, '');
    const { fault } = await failure(http.getJson('x', asked));
    expect([fault.code, fault.cause]).toEqual(['unreadable-answer', expect.stringContaining(' is empty (')]);
  });

  it.each([
    ['gzip', Buffer.from('not gzip')],
    ['gzip', gzipSync('{"a":1}').subarray(0, 15)],
    ['br', Buffer.from([255, 255, 255, 255, 1, 2, 3])],
    ['zstd', Buffer.from('{}')],
  ])('that is not packed as it says (%s) is unreadable', async (encoding, bytes) => {
    listener = (_, response) => response.writeHead(200, { ...JSON_TYPE, 'content-encoding': encoding }).end(bytes);
    expect((await failure(http.getJson('x', asked))).fault.code).toBe('unreadable-answer');
  });

  it('bigger than allowed is stopped, and so is a bomb', async () => {
    listener = status(200, JSON_TYPE, 'x'.repeat(200_000));
    const error = await failure(http.getJson('x', asked));
    expect(error).toBeInstanceOf(TimedOutError);
    expect(error.fault.code).toBe('answer-too-big');
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    expect(bomb.length).toBeLessThan(100_000);
    listener = (_, response) => response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }).end(bomb);
    expect((await failure(http.getJson('x', asked))).fault.code).toBe('answer-too-big');
    expect(requests).toHaveLength(2);
  });
});

describe('a redirect', () => {
  it('is followed, signed afresh for its own address', async () => {
    const signed: string[] = [];
    listener = inTurn(status(307, { location: '/api/there' }), (request, response) => {
      expect(request.headers['x-signed']).toBe(`${origin()}/api/there`);
      ok(request, response);
    });
    await http.getJson('here', {
      ...asked,
      sign: (url) => {
        signed.push(url);
        return { 'x-signed': url };
      },
    });
    expect(signed).toEqual([`${origin()}/api/here`, `${origin()}/api/there`]);
  });

  it('to another origin takes no credentials along', async () => {
    let seen: unknown = 'nothing';
    const other = createServer((request, response) => {
      seen = [request.headers.authorization, request.headers['x-key']];
      response.writeHead(200, JSON_TYPE).end('{}');
    });
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    extra.push({ close: () => new Promise((done) => other.close(done)) });
    const { port } = other.address() as AddressInfo;
    listener = status(302, { location: `http://127.0.0.1:${port}/` });
    await http.getJson('x', { ...asked, headers: { 'x-key': 'k' }, sign: () => ({ authorization: 'a' }) });
    expect(seen).toEqual([undefined, undefined]);
  });

  it('is followed three times, not for ever', async () => {
    listener = status(302, { location: '/api/round' });
    expect((await failure(http.getJson('x', asked))).fault.code).toBe('redirects');
    expect(requests).toHaveLength(4);
  });
});

describe('a request', () => {
  it('is signed afresh at every try, and counted', async () => {
    listener = inTurn(status(500), ok);
    let counted = 0;
    let signed = 0;
    const counting = client({ onRequest: () => counted++ });
    await counting.getJson('x', { ...asked, sign: () => ({ authorization: String(signed++) }) });
    expect([counted, signed]).toEqual([2, 2]);
  });

  it('that is refused may be made once more', async () => {
    listener = status(401, {}, '');
    let questions = 0;
    const error = await failure(http.getJson('x', { ...asked, onUnauthorised: () => ++questions > 0 }));
    expect(error).toBeInstanceOf(ReauthoriseError);
    expect([questions, requests.length]).toEqual([1, 2]);
  });

  it('never leaves for another origin', async () => {
    for (const path of ['http://127.0.0.1:1/x', '//127.0.0.1:1/x', 'https://example.org/']) {
      const error = await failure(http.getJson(path, asked).catch((err) => Promise.reject(err)));
      expect(error.fault.code).toBe('foreign-address');
    }
    expect(requests).toHaveLength(0);
  });

  it('waits for its place in the budget, in any span of time', async () => {
    listener = ok;
    const frugal = client({ budget: { requests: 3, perMs: 300 } });
    const started = Date.now();
    await Promise.all(Array.from({ length: 7 }, () => frugal.getJson('x', asked)));
    expect(Date.now() - started).toBeGreaterThanOrEqual(590);
  });

  it('uses connections again', async () => {
    const ports = new Set<number | undefined>();
    listener = (request, response) => {
      ports.add(request.socket.remotePort);
      ok(request, response);
    };
    for (let n = 0; n < 20; n++) await http.getJson('x', asked);
    // The next request may find the first connection still closing its last answer.
    expect(ports.size).toBeLessThanOrEqual(2);
  });
});
