import { OPERATIONS, problem } from '@illuminate/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TOY } from '../context-for-tests.ts';
import { describeBackends } from '../control/backends-for-tests.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { type ApiForTests, problemIn, sentFor, startApiForTests } from './api-for-tests.ts';

describeBackends('The API', (backend) => {
  let api: ApiForTests;
  let operator: Record<string, string>;
  let organisation: Organisation;

  beforeAll(async () => {
    api = await startApiForTests({ open: (options) => backend.open(options) });
  });
  beforeEach(async () => {
    await api.box.reset();
    operator = { authorization: `Bearer ${api.operatorKey}` };
    organisation = await api.box.organisation('riverside', 'Riverside Theatre');
  });
  afterAll(() => api.close());

  const add = (body: object) => api.send(sentFor('addConnection', { body }, operator));
  const bySignIn = { organisation: 'riverside', provider: TOY, method: 'api-credentials' };

  describe('a problem', () => {
    test('has a code, a cause, who acts, a next step and a reference', async () => {
      const answer = await api.send({ path: '/api/v1/connections/nowhere', headers: operator });
      expect(answer.status).toBe(404);
      expect(answer.headers['content-type']).toBe('application/problem+json');
      expect(problem.parse(problemIn(answer))).toMatchObject({
        code: 'not-found',
        whoActs: 'organisation',
        status: 404,
      });
    });

    test('names the fields that do not fit', async () => {
      const answer = await add({ organisation: 'riverside', provider: TOY, method: 'telepathy', extra: 1 });
      expect(answer.status).toBe(422);
      expect(problemIn(answer).fields?.map(({ path }) => path)).toEqual(['body.method', 'body']);
    });

    test.each([
      ['no JSON', { 'content-type': 'application/json' }, '{"organisation":', 400],
      ['another type', { 'content-type': 'text/plain' }, '{}', 400],
      ['too much', { 'content-type': 'application/json' }, `"${'x'.repeat(300_000)}"`, 413],
    ])('tells of a body that is %s', async (_what, headers, body, status) => {
      const answer = await api.send({
        method: 'POST',
        path: '/api/v1/connections',
        headers: { ...operator, ...headers },
        body,
      });
      expect(answer.status).toBe(status);
      expect(problem.safeParse(problemIn(answer)).success).toBe(true);
    });

    test('tells of a text that no database can hold', async () => {
      const body = { slug: 'attic', name: 'At\u0000tic', zone: 'Europe/London', currency: 'GBP' };
      const answer = await api.send(sentFor('addOrganisation', { body }, operator));
      expect(answer.status).toBe(422);
      expect(problemIn(answer).fields).toEqual([{ path: 'body.name', message: 'must not hold the character NUL' }]);
    });

    test('tells of half a character, which no text can hold', async () => {
      const body = { slug: 'attic', name: 'Attic \ud83d', zone: 'Europe/London', currency: 'GBP' };
      const answer = await api.send(sentFor('addOrganisation', { body }, operator));
      expect(problemIn(answer).fields).toEqual([{ path: 'body.name', message: 'must not hold half a character' }]);
    });

    test('answers unknown addresses, and known ones with another method', async () => {
      for (const sent of [
        { path: '/api/v1/nothing' },
        { path: '/api/v2' },
        { method: 'PATCH', path: '/api/v1/status' },
      ]) {
        const answer = await api.send(sent);
        expect(answer.status).toBe(404);
        expect(problemIn(answer).code).toBe('not-found');
      }
    });

    test('of a key that opens nothing is the same for every key', async () => {
      const wrong = ['Bearer ilk_wrong', `Bearer ilk_${'a'.repeat(43)}`, 'Basic dTpw', 'Bearer'];
      const answers = await Promise.all(
        wrong.map((authorization) => api.send({ path: '/api/v1/status', headers: { authorization } })),
      );
      expect(
        new Set(answers.map(({ status, text }) => `${status} ${text.replace(/"reference":"\w+"/, '')}`)).size,
      ).toBe(1);
    });

    test('of an accident quotes nobody', async () => {
      const { db } = api.box.context;
      const connection = await api.box.claim(organisation, 'riversidetheatre');
      await db.updateTable('organisations').set({ zone: 'No/Where' }).execute();
      await db.updateTable('connections').set({ state: 'paused' }).execute();
      const answer = await api.send({ path: `/api/v1/connections/${connection.name}`, headers: operator });
      expect(answer.status).toBe(500);
      expect(problemIn(answer)).toMatchObject({ code: 'internal', whoActs: 'operator' });
      expect(answer.text).not.toContain('No/Where');
    });
  });

  describe('where a request comes from', () => {
    test('another host, or a page of another site, is refused on every path', async () => {
      for (const path of ['/', '/api', '/api/v1/providers', '/healthz', '/readyz', '/metrics', '/assets/x.js']) {
        for (const headers of [{ host: 'evil.example' }, { origin: 'https://evil.example' }]) {
          const answer = await api.send({ path, headers });
          expect({ path, status: answer.status }).toEqual({ path, status: 403 });
        }
      }
    });

    test('a cookie alone changes nothing', async () => {
      const opened = await api.send(sentFor('openSession', { body: { apiKey: api.operatorKey } }));
      const cookie = String(opened.headers['set-cookie']);
      expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
      const session = { cookie: cookie.split(';')[0] ?? '' };
      const body = { slug: 'new', name: 'New', zone: 'Europe/London', currency: 'GBP' };
      const forged = await api.send(sentFor('addOrganisation', { body }, session));
      expect(problemIn(forged).code).toBe('host-refused');
      const own = { ...session, origin: api.address };
      expect((await api.send(sentFor('addOrganisation', { body }, own))).status).toBe(201);
      await api.send(sentFor('closeSession', {}, own));
      expect((await api.send(sentFor('showSession', {}, session))).status).toBe(401);
    });

    test('no session without a key outside the demo', async () => {
      const answer = await api.send(sentFor('openSession', { body: {} }));
      expect(answer.status).toBe(401);
      expect(problemIn(answer).detail).not.toContain('demo');
    });

    test('pages may run no scripts but our own, and be framed by nobody', async () => {
      const { headers } = await api.send({ path: '/' });
      expect(headers['content-security-policy']).toContain("script-src 'self';");
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['x-content-type-options']).toBe('nosniff');
    });

    test('metrics are not given through a proxy', async () => {
      expect((await api.send({ path: '/metrics' })).status).toBe(200);
      const proxied = { 'x-forwarded-for': '203.0.113.9' };
      expect((await api.send({ path: '/metrics', headers: proxied })).status).toBe(403);
      expect((await api.send({ path: '/metrics', headers: { ...proxied, ...operator } })).status).toBe(200);
    });
  });

  describe('a connection by sign-in', () => {
    const secret = 'open-sesame-1234';
    const whole = { ...bySignIn, settings: { client: 'river' }, secret };

    test('is tested before anything is stored', async () => {
      api.box.toy.signIn = 'refused';
      const refused = await add(whole);
      expect(problemIn(refused)).toMatchObject({ code: 'credential-refused', status: 422 });
      api.box.toy.signIn = 'silent';
      const silent = problemIn(await add(whole));
      expect(silent).toMatchObject({ code: 'box-office-unavailable', status: 502 });
      expect(silent.nextStep).not.toContain('by itself');
      const inside = { ...whole, settings: { client: 'river', host: 'http://127.0.0.1:1' } };
      expect(problemIn(await add(inside))).toMatchObject({ code: 'address-refused', status: 422 });
      expect(await api.box.context.db.selectFrom('connections').select('id').execute()).toEqual([]);
    });

    test('that is never answered is given up after half a minute, and nothing is stored', async () => {
      api.box.toy.signIn = 'endless';
      const sleeping = api.box.clock.sleepers();
      const asked = add(whole);
      while (api.box.clock.sleepers() === sleeping) await new Promise((done) => setTimeout(done, 5));
      await api.box.clock.advance(29_999);
      await expect(Promise.race([asked, Promise.resolve('still trying')])).resolves.toBe('still trying');
      await api.box.clock.advance(1);
      const given = problemIn(await asked);
      expect(given).toMatchObject({ code: 'box-office-unavailable', status: 502 });
      expect(given.detail).toContain('did not answer within 30 s');
      expect(given.nextStep).toContain('Nothing was stored');
      expect(await api.box.context.db.selectFrom('connections').select('id').execute()).toEqual([]);
    });

    test('keeps its secret: sealed, never shown, told apart by its last four', async () => {
      const answer = await add(whole);
      expect(answer.status).toBe(201);
      expect(answer.text).not.toContain(secret);
      expect(JSON.parse(answer.text)).toMatchObject({
        name: 'riverside-toy',
        state: 'active',
        settings: { client: 'river', host: 'https://toy.example' },
        credential: { lastFour: '1234' },
        signedInAs: 'river',
        sees: ['blocks'],
        facts: { credential: 'valid', consent: 'not_needed' },
        headline: { code: 'BACKFILL' },
      });
      const { sealed } = await api.box.context.db
        .selectFrom('credentials')
        .select('sealed')
        .where('connection_id', 'is not', null)
        .executeTakeFirstOrThrow();
      expect(sealed.toString('latin1')).not.toContain(secret);
    });

    test('has no second beside it, but is taken up again where it was stopped', async () => {
      const { id } = JSON.parse((await add(whole)).text) as { id: string };
      const second = await add(whole);
      expect(problemIn(second)).toMatchObject({ code: 'conflict', status: 409 });
      await api.send(sentFor('stopConnection', { params: { connection: 'riverside-toy' } }, operator));
      const again = JSON.parse((await add(whole)).text) as { id: string; state: string };
      expect(again).toMatchObject({ id, state: 'active' });
    });

    test('a secret among the settings is refused by name, not by value', async () => {
      const answer = await add({ ...bySignIn, settings: { client: 'river', secret } });
      expect(problemIn(answer).fields?.[0]?.path).toBe('body.settings.secret');
      expect(answer.text).not.toContain(secret);
    });

    test('is repaired in place by another key, once that works', async () => {
      await add(whole);
      const rotate = (settings: object) =>
        api.send(
          sentFor(
            'rotateCredential',
            { params: { connection: 'riverside-toy' }, body: { settings, secret: 'another-key-5678' } },
            operator,
          ),
        );
      api.box.toy.signIn = 'refused';
      expect((await rotate({})).status).toBe(422);
      api.box.toy.signIn = 'accepted';
      expect(JSON.parse((await rotate({ client: 'stream' })).text)).toMatchObject({
        credential: { lastFour: '5678' },
        settings: { client: 'stream' },
      });
    });
  });

  test('two organisations cannot claim one client', async () => {
    await api.box.claim(organisation, 'riversidetheatre');
    await api.box.organisation('rival');
    const answer = await add({
      organisation: 'rival',
      provider: TOY,
      method: 'provider-consent',
      settings: { client: 'RiversideTheatre' },
    });
    expect(problemIn(answer)).toMatchObject({ code: 'conflict' });
  });

  test('lists come in pages', async () => {
    for (const slug of ['alpha', 'beta', 'gamma']) await api.box.organisation(slug);
    const page = async (cursor?: string) => {
      const query = { limit: 2, ...(cursor === undefined ? {} : { cursor }) };
      const { text } = await api.send(sentFor('listOrganisations', { query }, operator));
      return JSON.parse(text) as { items: { slug: string }[]; nextCursor: string | null };
    };
    const first = await page();
    const second = await page(first.nextCursor ?? '');
    expect([...first.items, ...second.items].map(({ slug }) => slug)).toEqual(['alpha', 'beta', 'gamma', 'riverside']);
    expect(second.nextCursor).toBeNull();
    const nonsense = await api.send(sentFor('listOrganisations', { query: { cursor: 'nonsense' } }, operator));
    expect(nonsense.status).toBe(422);
  });

  test('a key that is revoked opens nothing, and neither does its session', async () => {
    const made = await api.send(sentFor('addApiKey', { body: { organisation: 'riverside', name: 'till' } }, operator));
    const { id, key } = JSON.parse(made.text) as { id: string; key: string };
    const opened = await api.send(sentFor('openSession', { body: { apiKey: key } }));
    const session = { cookie: String(opened.headers['set-cookie']).split(';')[0] ?? '' };
    expect((await api.send(sentFor('showStatus', {}, session))).status).toBe(200);
    await api.send(sentFor('revokeApiKey', { params: { id } }, operator));
    expect((await api.send(sentFor('showStatus', {}, session))).status).toBe(401);
    expect((await api.send(sentFor('showStatus', {}, { authorization: `Bearer ${key}` }))).status).toBe(401);
  });

  test('the report is a spreadsheet for whoever asks for one', async () => {
    const path = '/api/v1/reports/event-ids?organisation=riverside&from=2022-01-01&to=2022-12-31';
    for (const sent of [{ path: `${path}&format=csv` }, { path, headers: { accept: 'text/csv' } }]) {
      const answer = await api.send({ path: sent.path, headers: { ...operator, ...sent.headers } });
      expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
      expect(answer.text).toBe('Event ID,Event Name,First Instance,Last Instance\n');
    }
  });

  describe('the OpenAPI document', () => {
    interface Document {
      openapi: string;
      paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>>;
      components: { schemas: Record<string, unknown> };
    }
    const read = async () => JSON.parse((await api.send({ path: '/api/v1/openapi.json' })).text) as Document;

    test('has every operation of the contract, and every reference leads somewhere', async () => {
      const document = await read();
      const ids = Object.values(document.paths).flatMap((path) =>
        Object.values(path).map(({ operationId }) => operationId),
      );
      expect(document.openapi).toBe('3.1.0');
      expect(ids.sort()).toEqual(Object.keys(OPERATIONS).sort());
      const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, target]) => target ?? '');
      const missing = references.filter((target) => {
        const name = /^#\/components\/schemas\/(\w+)$/.exec(target)?.[1];
        return name === undefined || document.components.schemas[name] === undefined;
      });
      expect(references.length).toBeGreaterThan(20);
      expect(missing).toEqual([]);
    });

    test('has patterns that every reader of patterns knows', async () => {
      const patterns: string[] = [];
      JSON.stringify(await read(), (key, value: unknown) => {
        if (key === 'pattern' && typeof value === 'string') patterns.push(value);
        return value;
      });
      expect(patterns.length).toBeGreaterThan(3);
      for (const pattern of patterns) {
        expect(pattern).not.toMatch(/\\[pP]\{/);
        expect(() => new RegExp(pattern, 'u')).not.toThrow();
      }
    });

    test('has each parameter of a path', async () => {
      for (const [path, methods] of Object.entries((await read()).paths)) {
        const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
        for (const { parameters = [] } of Object.values(methods) as { parameters?: { in: string; name: string }[] }[]) {
          expect(parameters.filter((one) => one.in === 'path').map(({ name }) => name)).toEqual(named);
        }
      }
    });

    test('is readable as a page that loads nothing from elsewhere', async () => {
      const { text, headers } = await api.send({ path: '/api' });
      expect(headers['content-type']).toContain('text/html');
      expect(text).not.toMatch(/<script|src="http|href="http/);
      for (const { summary } of Object.values(OPERATIONS)) expect(text).toContain(summary.slice(0, 12));
    });
  });

  test('whoever watches is told of all connections, then of each change', async () => {
    const connection = await api.box.claim(organisation, 'riversidetheatre');
    const answer = await fetch(`${api.address}/api/v1/connections/events`, { headers: operator });
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    const next = async (): Promise<string> => (await reader?.read())?.value ?? '';
    expect(await next()).toContain('"AWAITING_CONSENT"');
    api.box.toy.clients = ['riversidetheatre'];
    await api.box.consents.pollAll();
    const told = next();
    await api.box.clock.advance(300);
    expect(await told).toContain('"state":"active"');
    expect(connection.name).toBe('riverside-toy');
    await reader?.cancel();
  });
});
