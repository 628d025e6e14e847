import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AbortSyncError, HostRefusedError, NotFoundError, RetryLaterError } from '../errors.ts';
import type { HttpClient, HttpClientOptions, OpenAnswer } from './client-options.ts';
import { failure } from './failure-for-tests.ts';
import { createHttpClient } from './http-client.ts';

const signal = new AbortController().signal;
const asked = { signal, route: 'list.xml', accept: 'application/xml' };
const XML = { 'content-type': 'application/xml; charset=utf-8' };
const SECRET = 'mary.secret@example.org';
const VENDOR = ['*.boxvendor.example', 'boxvendor.queue.example'];

let listener: RequestListener;
let server: Server;
let made: HttpClient[];
let seen: { host: string; url: string; cookie: string | undefined; tag: string | undefined }[];

beforeEach(async () => {
  made = [];
  seen = [];
  server = createServer((request, response) => {
    const { host = '', cookie } = request.headers;
    seen.push({ host, url: request.url ?? '', cookie, tag: request.headers['if-none-match'] });
    listener(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
afterEach(async () => {
  for (const client of made) await client.close();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

const port = (): number => (server.address() as AddressInfo).port;

function client(options: Partial<HttpClientOptions> = {}): HttpClient {
  const http = createHttpClient({
    title: 'Box',
    baseUrl: `http://127.0.0.1:${port()}/arts/`,
    // `localhost` is another host on the same machine.
    hostRules: { allowLoopback: true, resolve: async () => ['127.0.0.1'] },
    concurrency: 2,
    deadlines: { connectMs: 1_000, firstByteMs: 300, bodyMs: 300 },
    retry: { tries: 3, maxWaitMs: 1_000, firstWaitMs: 5 },
    redirects: { vendorHosts: VENDOR, most: 4 },
    ...options,
  });
  made.push(http);
  return http;
}

async function textOf({ body }: OpenAnswer): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

describe('a body that is read piece by piece', () => {
  it('comes unpacked, with the name of its state', async () => {
    listener = (_, response) =>
      response.writeHead(200, { ...XML, etag: 'W/"a1"', 'content-encoding': 'gzip' }).end(gzipSync('<venues/>'));
    const answer = await client().open('list.xml', asked);
    expect(answer).toMatchObject({ status: 200, tag: 'W/"a1"', notModified: false });
    expect(await textOf(answer)).toBe('<venues/>');
  });

  it('may be unchanged, by a weak name as it came', async () => {
    listener = (request, response) =>
      request.headers['if-none-match'] === 'W/"a1"'
        ? response.writeHead(304).end()
        : response.writeHead(200, XML).end();
    const answer = await client().open('list.xml', { ...asked, ifNoneMatch: 'W/"a1"' });
    expect(answer.notModified).toBe(true);
    expect(await textOf(answer)).toBe('');
  });

  it('is tried again while it has not begun', async () => {
    let times = 0;
    listener = (_, response) =>
      ++times < 3 ? response.writeHead(503).end('busy') : response.writeHead(200, XML).end('<venues/>');
    expect(await textOf(await client().open('list.xml', asked))).toBe('<venues/>');
    expect(seen).toHaveLength(3);
  });

  it('is tried once where one try is all there may be', async () => {
    listener = (_, response) => response.writeHead(500).end();
    expect((await failure(client().open('list.xml', { ...asked, tries: 1 }))).fault.code).toBe('box-office-failing');
    expect(seen).toHaveLength(1);
  });

  it.each([
    ['with its length told', { 'content-length': '1000' }, 'half'],
    ['in chunks', {}, 'half'],
    ['packed', { 'content-encoding': 'gzip' }, gzipSync('x'.repeat(5_000)).subarray(0, 30)],
  ])('that is cut %s says so', async (_, headers, half) => {
    listener = (_request, response) => {
      response.writeHead(200, { ...XML, ...headers });
      response.write(half, () => setTimeout(() => response.destroy(), 20));
    };
    const error = await failure(client().open('list.xml', asked).then(textOf));
    expect(error).toBeInstanceOf(RetryLaterError);
    expect(error.fault).toMatchObject({ code: 'answer-cut', whoActs: 'nobody' });
  });

  it('that never ends is given up', async () => {
    listener = (_, response) => void response.writeHead(200, XML).write('<venues>');
    expect((await failure(client().open('list.xml', asked).then(textOf))).fault.code).toBe('slow-answer');
  });

  it('does not hurry its reader', async () => {
    listener = (_, response) => {
      response.writeHead(200, XML).write('one');
      setTimeout(() => response.end('two'), 20);
    };
    const answer = await client().open('list.xml', asked);
    const pieces: string[] = [];
    for await (const piece of answer.body) {
      pieces.push(piece.toString());
      await new Promise((done) => setTimeout(done, 400));
    }
    expect(pieces.join('')).toBe('onetwo');
  });

  it('is not read beyond its bound', async () => {
    listener = (_, response) => response.writeHead(200, XML).end(Buffer.alloc(50_000));
    const open = client().open('list.xml', { ...asked, maxBytes: 10_000 });
    expect((await failure(open.then(textOf))).fault.code).toBe('answer-too-big');
  });

  it('leaves room for the next when its reader stops early', async () => {
    listener = (_, response) => response.writeHead(200, XML).end(Buffer.alloc(500_000));
    const http = client({ concurrency: 1 });
    for (let n = 0; n < 3; n++) {
      for await (const piece of (await http.open('list.xml', asked)).body) {
        expect(piece.length).toBeGreaterThan(0);
        break;
      }
    }
    expect(seen).toHaveLength(3);
  });
});

describe('a page in place of a document', () => {
  it.each([200, 403])('with status %i is described and not quoted', async (status) => {
    const page = `<!doctype html><title>${SECRET}</title>`;
    listener = (_, response) => response.writeHead(status, { 'content-type': 'text/html' }).end(page);
    const error = await failure(client().open('list.xml', asked));
    expect(error.fault).toMatchObject({ code: 'challenge-page', whoActs: 'provider' });
    expect(error.fault.cause).toContain(`text/html, ${page.length} bytes`);
    expect(JSON.stringify(error.fault)).not.toContain(SECRET);
    // A firewall is best left alone: once more, and no oftener.
    expect(seen).toHaveLength(2);
  });

  it('is told apart from nothing there', async () => {
    listener = (_, response) => response.writeHead(404, { 'content-type': 'text/html' }).end('<html>');
    expect(await failure(client().open('list.xml', asked))).toBeInstanceOf(NotFoundError);
  });
});

describe('a waiting room', () => {
  /** As recorded: to the queue, within it, and back with a pass in the address. */
  const chain: RequestListener = (request, response) => {
    const { host = '', cookie = '' } = request.headers;
    const to = (location: string, setCookie: string) =>
      response.writeHead(302, { location, 'set-cookie': setCookie }).end('moved');
    if (request.url === '/arts/list.xml' && !cookie.includes('pass=')) {
      to(`http://localhost:${port()}/?e=arts`, 'session=home; Path=/');
    } else if (host.startsWith('localhost') && !cookie.includes('place=')) {
      to(`http://localhost:${port()}/again`, 'place=7; Path=/');
    } else if (host.startsWith('localhost')) {
      to(`http://127.0.0.1:${port()}/arts/list.xml?TSLVq=1`, 'place=8; Path=/');
    } else if (request.url === '/arts/list.xml?TSLVq=1') {
      to('/arts/list.xml', 'pass=yes; Path=/');
    } else {
      response.writeHead(200, XML).end('<venues/>');
    }
  };

  it('is gone through, each host with its own cookies alone', async () => {
    listener = chain;
    const http = client({ redirects: { vendorHosts: [...VENDOR, 'localhost'], most: 4 } });
    expect(await textOf(await http.open('list.xml', asked))).toBe('<venues/>');
    expect(seen.map(({ cookie }) => cookie)).toEqual([
      undefined,
      undefined,
      'place=7',
      'session=home',
      'session=home; pass=yes',
    ]);
    seen.length = 0;
    await textOf(await http.open('list.xml', asked));
    expect(seen).toHaveLength(1);
  });

  it('is another matter for another client: nothing is remembered beyond one', async () => {
    listener = chain;
    await textOf(await client({ redirects: { vendorHosts: ['localhost'], most: 4 } }).open('list.xml', asked));
    seen.length = 0;
    await textOf(await client({ redirects: { vendorHosts: ['localhost'], most: 4 } }).open('list.xml', asked));
    expect(seen).toHaveLength(5);
  });

  it('that never ends is left', async () => {
    listener = (_, response) => response.writeHead(302, { location: '/arts/list.xml' }).end();
    expect((await failure(client().open('list.xml', asked))).fault.code).toBe('redirects');
    expect(seen).toHaveLength(5);
  });

  it('whose answer is another host’s is not believed', async () => {
    listener = (request, response) =>
      request.headers.host?.startsWith('localhost')
        ? response.writeHead(200, XML).end('<venues/>')
        : response.writeHead(302, { location: `http://localhost:${port()}/list.xml` }).end();
    const error = await failure(client().open('list.xml', asked));
    expect(error).toBeInstanceOf(AbortSyncError);
    expect(error.fault).toMatchObject({ code: 'redirected-away', whoActs: 'organisation' });
  });

  it('is asked without the name of what we have', async () => {
    listener = chain;
    const http = client({ redirects: { vendorHosts: ['localhost'], most: 4 } });
    await textOf(await http.open('list.xml', { ...asked, ifNoneMatch: 'W/"a1"' }));
    expect(seen.map(({ tag }) => tag)).toEqual(['W/"a1"', undefined, undefined, 'W/"a1"', 'W/"a1"']);
  });
});

describe('plain http', () => {
  const redirectTo = (location: string): void => {
    listener = (_, response) => response.writeHead(302, { location }).end();
  };

  it.each([
    'http://elsewhere.example/list.xml',
    'http://boxvendor.example/list.xml',
    'http://arts.boxvendor.example.evil.example/',
    'http://evilboxvendor.example/',
    'http://arts.boxvendor.example:8080/',
    'http://other.queue.example/',
  ])('is not gone to at %s', async (location) => {
    redirectTo(location);
    const error = await failure(client().open('list.xml', asked));
    expect(error).toBeInstanceOf(HostRefusedError);
    expect(error.fault.cause).toContain('it is not https');
    expect(JSON.stringify(error.fault)).not.toContain('example/');
  });

  it.each(['http://boxvendor.queue.example/?e=arts', 'http://arts.boxvendor.example/list.xml'])(
    'is gone to at the vendor’s own %s, if its name leads to a public address',
    async (location) => {
      redirectTo(location);
      const asks: string[] = [];
      const resolve = async (name: string): Promise<readonly string[]> => {
        asks.push(name);
        return name.endsWith('.example') ? ['10.0.0.7'] : ['127.0.0.1'];
      };
      const error = await failure(client({ hostRules: { allowLoopback: true, resolve } }).open('list.xml', asked));
      expect(error).toBeInstanceOf(HostRefusedError);
      expect(error.fault.cause).toContain('not a public address');
      expect(asks).toContain(new URL(location).hostname);
    },
  );

  it('is never where a connection begins', () => {
    expect(() => client({ baseUrl: 'http://arts.boxvendor.example/' })).toThrow(HostRefusedError);
    expect(() => client().urlOf('http://arts.boxvendor.example/')).toThrow(HostRefusedError);
  });

  it('is gone to nowhere by a client without such an allowance', async () => {
    redirectTo('http://boxvendor.queue.example/');
    const http = createHttpClient({
      title: 'Box',
      baseUrl: `http://127.0.0.1:${port()}/`,
      hostRules: { allowLoopback: true },
      concurrency: 1,
    });
    made.push(http);
    expect((await failure(http.get('list.xml', asked))).fault.cause).toContain('it is not https');
  });
});
