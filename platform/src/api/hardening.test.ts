// What docs/operating/security.md says of the HTTP layer, tried on a server.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OPERATIONS, type Operation } from '@illuminate/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createLogger } from '../logger.ts';
import { type ApiForTests, problemIn, startApiForTests } from './api-for-tests.ts';
import { listen } from './listen.ts';
import { problemOf } from './problem.ts';

const PATIENCE_MS = 300;
let api: ApiForTests;
let web: string;

beforeAll(async () => {
  web = mkdtempSync(join(tmpdir(), 'illuminate-hardening-'));
  writeFileSync(join(web, 'index.html'), '<!doctype html><title>Illuminate</title>');
  api = await startApiForTests({ patienceMs: PATIENCE_MS, webFolder: web });
});
afterAll(async () => {
  await api.close();
  rmSync(web, { recursive: true });
});

/** Sends bytes as they are, and waits until the server hangs up. @returns what it said, and after how long it hung up */
function sendRaw(port: number, text: string): Promise<{ said: string; ms: number }> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    let said = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.setEncoding('latin1');
    socket.on('data', (piece: string) => (said += piece));
    socket.on('error', (err: NodeJS.ErrnoException) => (err.code === 'ECONNRESET' ? undefined : reject(err)));
    socket.on('close', () => resolve({ said, ms: performance.now() - began }));
  });
}

describe('every answer', () => {
  const HEADERS = {
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };

  test.each([
    ['GET', '/', 200],
    ['GET', '/guide/connect', 200],
    ['GET', '/assets/none.js', 404],
    ['POST', '/', 405],
    ['GET', '/api', 200],
    ['GET', '/api/v1/openapi.json', 200],
    ['GET', '/api/v1/providers', 200],
    ['GET', '/api/v1/status', 401],
    ['GET', '/api/v1/nothing', 404],
    ['GET', '/healthz', 200],
    ['OPTIONS', '/api/v1/providers', 404],
  ])('%s %s says what a browser may do with it', async (method, path, status) => {
    const answer = await api.send({ method, path });
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject(HEADERS);
    expect(answer.headers['permissions-policy']).toContain('camera=()');
    const policy = String(answer.headers['content-security-policy']);
    for (const rule of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"]) {
      expect(policy.split('; ')).toContain(rule);
    }
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    // No page of another site may read an answer, and what we run is nobody's business.
    for (const name of ['access-control-allow-origin', 'server', 'x-powered-by'])
      expect(answer.headers[name]).toBeUndefined();
  });

  test('of the API is kept by nobody', async () => {
    for (const path of ['/api/v1/providers', '/api/v1/status', '/api/v1/nothing']) {
      expect((await api.send({ path })).headers['cache-control']).toBe('no-store');
    }
  });
});

describe('behind a public address', () => {
  test('https is asked for, the cookie is for https alone, and nobody counts as this machine', async () => {
    const outside = await startApiForTests({ demo: true, publicUrl: new URL('https://illuminate.example') });
    try {
      const answer = await outside.send({ path: '/', headers: { host: 'illuminate.example' } });
      expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
      const body = JSON.stringify({ apiKey: outside.operatorKey });
      const headers = { 'content-type': 'application/json' };
      const opened = await outside.send({ method: 'POST', path: '/api/v1/session', headers, body });
      expect(String(opened.headers['set-cookie'])).toMatch(
        /^__Host-illuminate_session=.*; HttpOnly; Secure; SameSite=Strict$/,
      );
      expect((await outside.send({ path: '/metrics' })).status).toBe(403);
      expect((await outside.send({ method: 'POST', path: '/api/v1/session', headers, body: '{}' })).status).toBe(401);
    } finally {
      await outside.close();
    }
  });
});

describe('a request that dribbles in', () => {
  const BODY = 'Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"apiKey"';

  test.each([
    ['to an operation', 'POST /api/v1/session'],
    ['to a page', 'POST /'],
    ['to nowhere', 'PUT /api/v1/nothing'],
    ['to the door of senders, where nobody sends', 'POST /api/v1/connections/a-b/deliveries/nothing'],
    ['to the door of senders, from a stranger', 'PUT /api/v1/connections/a-b/deliveries/batches/b-1'],
  ])('%s is cut off', async (_, line) => {
    const { ms } = await sendRaw(api.port, `${line} HTTP/1.1\r\nHost: 127.0.0.1:${api.port}\r\n${BODY}`);
    expect(ms).toBeLessThan(PATIENCE_MS * 20);
  });

  test('line by line is cut off, and so is a caller who says nothing', async () => {
    const patience = { headersTimeout: 200, requestTimeout: 400, connectionsCheckingInterval: 50 };
    const server = await listen({ host: '127.0.0.1', port: 0, patience });
    server.answerWith(() => new Response('here'));
    try {
      expect((await sendRaw(server.port, 'GET / HTTP/1.1\r\nX-A: ')).said).toMatch(/^HTTP\/1\.1 408 /);
      expect((await sendRaw(server.port, '')).ms).toBeLessThan(10_000);
    } finally {
      await server.close();
    }
  });
});

describe('a request that is too much', () => {
  test('in its headers or its address is refused', async () => {
    const long = 'x'.repeat(20_000);
    expect((await api.send({ path: '/api/v1/providers', headers: { 'x-long': long } })).status).toBe(431);
    expect((await api.send({ path: `/api/v1/providers?x=${long}` })).status).toBe(431);
  });

  test('in its body is refused, whether it tells its length or not', async () => {
    const body = JSON.stringify({ apiKey: 'x'.repeat(300_000) });
    const headers = { 'content-type': 'application/json' };
    for (const more of [{ 'content-length': String(body.length) }, { 'transfer-encoding': 'chunked' }]) {
      const answer = await api.send({
        method: 'POST',
        path: '/api/v1/session',
        headers: { ...headers, ...more },
        body,
      });
      expect([answer.status, problemIn(answer).code]).toEqual([413, 'too-large']);
    }
  });

  test('is no list of ten thousand values in a report', async () => {
    const organisation = await api.box.organisation('lists', 'Lists');
    const value = Array.from({ length: 10_000 }, (_, at) => `${at}AGBHDRLQHNHPHKKMPKLGPMDRDTDMVLQRSTVW`);
    const criteria = { match: 'all', items: [{ field: 'event.apiId', op: 'notIn', value }] };
    const answer = await api.send({
      method: 'POST',
      path: '/api/v1/reports/count',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${api.operatorKey}` },
      body: JSON.stringify({ organisation: organisation.slug, type: 'event-instances', criteria }),
    });
    expect(answer.status).toBe(200);
  });

  test('in its depth is a slip of the caller’s, and no fault of ours', async () => {
    const organisation = await api.box.organisation('deep', 'Deep');
    const { name } = await api.box.claim(organisation, 'deep');
    const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${api.operatorKey}` };
    for (const [method, path, body] of [
      ['POST', '/api/v1/session', `{"apiKey":${deep}}`],
      ['PUT', `/api/v1/connections/${name}/column-maps`, `{"map":${deep}}`],
      ['PUT', '/api/v1/providers/none/partner-credential', `{"settings":${deep}}`],
    ] as const) {
      const answer = await api.send({ method, path, headers, body });
      expect({ path, status: answer.status }).toMatchObject({
        path,
        status: expect.toSatisfy((s) => s >= 400 && s < 500),
      });
    }
  });
});

test('what an operation takes is named to the last field: nothing else can be written by adding it', () => {
  for (const operation of Object.values(OPERATIONS) as Operation[]) {
    if (operation.body === undefined) continue;
    const { $defs = {}, ...named } = z.toJSONSchema(operation.body, { io: 'input' }) as {
      $defs?: Record<string, { anyOf?: unknown[] }>;
      $ref?: string;
      anyOf?: unknown[];
    };
    // A body that has a name of its own is among the definitions.
    const schema = $defs[named.$ref?.replace('#/$defs/', '') ?? ''] ?? named;
    for (const one of schema.anyOf ?? [schema]) {
      expect({ id: operation.id, schema: one }).toMatchObject({ schema: { additionalProperties: false } });
    }
  }
});

test('a caller writes no lines of the log', () => {
  const lines: string[] = [];
  const log = createLogger({ level: 'trace', destination: { write: (line: string) => void lines.push(line) } });
  const path = '/api/v1/x\r\n{"level":"error","msg":"forged"}\u2028';
  problemOf(new Error('x\n{"level":"error"}'), log, { method: 'GET\n', path });
  log.info({ path }, 'said');
  for (const line of lines) {
    expect(line.endsWith('\n')).toBe(true);
    expect(line.slice(0, -1)).not.toMatch(/[\r\n]/);
    expect(JSON.parse(line)).not.toMatchObject({ msg: 'forged' });
  }
  expect(lines).toHaveLength(2);
});

test('a prototype in a body changes none of ours', async () => {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${api.operatorKey}` };
  for (const key of ['__proto__', 'constructor']) {
    const body = `{"settings":{"${key}":{"polluted":"yes"}},"${key}":{"polluted":"yes"}}`;
    const { status } = await api.send({
      method: 'PUT',
      path: '/api/v1/providers/toy/partner-credential',
      headers,
      body,
    });
    expect(status).toBe(422);
  }
  expect(Object.keys(Object.getPrototypeOf({}))).toEqual([]);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('no path leads out of the folder of pages', async () => {
  const index = (await api.send({ path: '/' })).text;
  for (const path of [
    '/../package.json',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/assets/..%2f..%2fpackage.json',
    '/..\\..\\x',
    '//etc/passwd',
  ]) {
    const { status, text } = await api.send({ path });
    expect({ path, known: status >= 400 || text === index }).toEqual({ path, known: true });
  }
});

test('a caller writes no headers of an answer', async () => {
  for (const path of ['/api/v1/x%0d%0aset-cookie:%20a=b', '/%0d%0ax-forged:%201', '/api/%0d%0ax-forged:1']) {
    const { headers } = await api.send({ path });
    expect(Object.keys(headers)).not.toContain('x-forged');
    expect(headers['set-cookie']).toBeUndefined();
  }
});
