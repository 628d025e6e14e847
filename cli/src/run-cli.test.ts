import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { Refusal, startApi } from '../test/api-by-contract.ts';
import { candidates, connection, provider, report, status, sync, upToDate, waiting } from '../test/examples.ts';
import { run } from '../test/run.ts';

const REPORT = ['report', 'event-ids', '--organisation', 'riverside', '--from', '2022-01-01', '--to', '2022-12-31'];

test('status begins with one line that says it all', async () => {
  await using api = await startApi({ showStatus: () => status });
  const { code, out, err } = await run(api.url, ['status']);
  const lines = out.split('\n');
  expect(lines[0]).toBe('2 connections: 1 up to date, 1 waiting for approval');
  expect(lines[2]).toMatch(/^Connection +Status +History +Data to +Events +Tickets +Rejects +Next sync$/);
  expect(lines[3]).toMatch(
    /^harbour-acme +✓ Up to date +64 of 64 months, complete +2026-11-24 04:00 +412 +80,211 +2 +in 1 min$/,
  );
  expect(lines[4]).toMatch(/^riverside-acme +◷ Waiting for approval +- +- +0 +0 +0 +-$/);
  expect(out).toContain(
    'riverside-acme: Nothing is collected until the organisation allows it. How to give permission: illuminate connections show riverside-acme',
  );
  expect(out).toContain('copies: 2 runs of every 1 day');
  expect(out).toMatch(/Simulator of acme +http:\/\/127\.0\.0\.1:4320/);
  expect(out).toContain('up 3 h 12 min');
  expect(err).toBe('');
  expect(code).toBe(0);
  expect(api.requests[0]?.asked.headers.authorization).toBe('Bearer a-key');
});

test('--json is the answer of the API', async () => {
  await using api = await startApi({ showStatus: () => status });
  expect(JSON.parse((await run(api.url, ['status', '--json'])).out)).toEqual(status);
});

test('a list is read to its end', async () => {
  await using api = await startApi({
    listConnections: ({ query }) =>
      query.cursor === undefined ? { items: [upToDate], nextCursor: 'two' } : { items: [waiting], nextCursor: null },
  });
  const { out } = await run(api.url, ['connections', 'list', '--json']);
  expect(JSON.parse(out)).toEqual({ items: [upToDate, waiting], nextCursor: null });
  expect(api.requests.map(({ asked }) => asked.query.cursor)).toEqual([undefined, 'two']);
});

test('the report is a table, in a pipe too; remarks go beside it', async () => {
  await using api = await startApi({ runEventIdReport: () => report });
  const { code, out, err } = await run(api.url, REPORT);
  expect(out).toBe(
    [
      'Event ID  Event Name      First Instance    Last Instance',
      '4607      Calendar Girls  2022-01-09 19:00  2022-01-29 19:00',
      '10207     Peter Pan       2022-05-11 19:00  2022-05-31 19:00',
      '',
    ].join('\n'),
  );
  expect(err).toMatch(
    /^2 events with a performance between 2022-01-01 and 2022-12-31\. Data as of 2026-11-24 10:00 \(Europe\/London\)\.\nFirst and Last/,
  );
  expect(code).toBe(0);
});

test('--csv hands the spreadsheet through byte by byte', async () => {
  const csv =
    '\ufeffEvent ID,Event Name,First Instance,Last Instance\n4607,"Calendar ""Girls""\n2",2022-01-09 19:00,2022-01-29 19:00\r\n';
  await using api = await startApi({
    runEventIdReport: ({ headers }) => (headers.accept === 'text/csv' ? csv : report),
  });
  const { bytes, err } = await run(api.url, [...REPORT, '--csv']);
  expect(bytes).toEqual(Buffer.from(csv));
  expect(err).toBe('');
});

test('a slip is answered before anything is asked, with what is meant', async () => {
  await using api = await startApi({});
  const { code, out, err } = await run(api.url, [...REPORT.slice(0, -1), '31/12/2022']);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/^Error: to: .*\(A local day, YYYY-MM-DD\.\)\n$/);
  expect(api.requests).toEqual([]);
});

test('a field that does not fit is named once, and as it is typed', async () => {
  await using api = await startApi({
    listConnections: () =>
      new Refusal('invalid-input', {
        detail: 'body.settings.host: is no address',
        nextStep: 'Correct it.',
        fields: [
          { path: 'body.settings.host', message: 'is no address' },
          { path: 'query.to', message: 'is missing' },
        ],
      }),
  });
  const { err } = await run(api.url, ['connections', 'list']);
  expect(err).toMatch(/^Error: host: is no address\n {2}to: is missing\nNext: Correct it\.\n/);
});

test('an error says what, which, what to do next, and its reference', async () => {
  await using api = await startApi({
    showConnection: () =>
      new Refusal('not-found', { detail: 'There is no connection nowhere-acme.', nextStep: 'See connections list.' }),
  });
  const { code, out, err } = await run(api.url, ['connections', 'show', 'nowhere-acme']);
  expect(err).toBe(
    'Error: There is no connection nowhere-acme.\nNext: See connections list.\nWho acts: the operator\nReference: ref-1\n',
  );
  expect({ code, out }).toEqual({ code: 5, out: '' });
});

test('an error for programs is the problem itself', async () => {
  const refusal = new Refusal('not-allowed');
  await using api = await startApi({ listApiKeys: () => refusal });
  const { code, out, err } = await run(api.url, ['api-keys', 'list', '--json']);
  expect(JSON.parse(err)).toEqual(refusal.problem);
  expect({ code, out }).toEqual({ code: 4, out: '' });
});

test('without a key that is accepted, it says where the key came from', async () => {
  await using api = await startApi({ showStatus: () => new Refusal('not-signed-in') });
  const { code, err } = await run(api.url, ['status']);
  expect(code).toBe(4);
  expect(err).toContain('The key was taken from ILLUMINATE_API_KEY.');
});

test('nobody there, and somebody else there, are told apart', async () => {
  const other = createServer((_, response) => response.end('<html>'));
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  const stranger = await run(url, ['status']);
  expect(stranger.code).toBe(3);
  expect(stranger.err).toContain(`What answers at ${url} is not Illuminate`);
  other.closeAllConnections();
  await new Promise((resolve) => other.close(resolve));
  const nobody = await run(url, ['status']);
  expect(nobody.code).toBe(3);
  expect(nobody.err).toContain(`Illuminate does not answer at ${url}.`);
});

test.each([
  [['nonsense']],
  [['status', '--nonsense']],
  [['connections', 'show']],
  [['connections', 'add', '--provider', 'acme']],
  [['connections', 'add', '--provider', 'acme', '--method', 'telepathy', '--organisation', 'riverside']],
  [['report', 'event-ids', '--csv', '--json', '--organisation', 'a', '--from', '2022-01-01', '--to', '2022-01-02']],
])('%j is wrong usage', async (args) => {
  const { code, out, err } = await run('http://127.0.0.1:9', args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/^error: [\s\S]*--help\.\n$/);
});

test('help names every exit code and says where the server is looked for', async () => {
  const { code, out } = await run('http://127.0.0.1:9', ['--help']);
  expect(code).toBe(0);
  expect(out).toContain('3 Illuminate is not reachable');
  expect(out).toContain('ILLUMINATE_DATA');
});

test('a secret travels by standard input alone', async () => {
  const added = { ...connection, state: 'active' as const };
  await using api = await startApi({ listProviders: () => ({ items: [provider] }), addConnection: () => added });
  const add = [
    'connections',
    'add',
    '--provider',
    'acme',
    '--method',
    'api-credentials',
    '--organisation',
    'riverside',
  ];
  const open = await run(api.url, [...add, '--set', 'login=me', '--set', 'apiKey=hush']);
  expect(open.code).toBe(2);
  expect(open.err).toContain('apiKey is secret');
  expect(open.err).not.toContain('hush');
  const args = [
    ...add,
    '--set',
    'login=me',
    '--set',
    'host=http://127.0.0.1:4400/?a=b',
    '--history-from',
    '2021-07-01',
    '--every',
    '60',
    '--no-test',
    '--secret-stdin',
  ];
  const { code, out } = await run(api.url, args, { secret: 'hush' });
  expect(code).toBe(0);
  expect(out).toMatch(/^Added riverside-acme\. /);
  expect(api.requests.at(-1)?.asked.body).toEqual({
    provider: 'acme',
    method: 'api-credentials',
    organisation: 'riverside',
    settings: { login: 'me', host: 'http://127.0.0.1:4400/?a=b' },
    secret: 'hush',
    historyFrom: '2021-07-01',
    syncEverySeconds: 60,
    test: false,
  });
});

test("the operator's partner credential goes into the field that the provider calls secret", async () => {
  await using api = await startApi({
    listProviders: () => ({ items: [provider] }),
    setPartnerCredential: () => ({ provider: 'acme', lastFour: 'hush' }),
  });
  const { code } = await run(api.url, ['partner-credential', 'set', 'acme', '--set', 'login=me', '--secret-stdin'], {
    secret: 'hush',
  });
  expect(code).toBe(0);
  expect(api.requests.at(-1)?.asked.body).toEqual({ settings: { login: 'me', key: 'hush' } });
  const other = await run(api.url, ['partner-credential', 'set', 'other', '--secret-stdin'], { secret: 'hush' });
  expect(other.code).toBe(2);
  expect(other.err).toContain('These do: acme.');
});

test('a new API key is the result alone, so that a script can keep it', async () => {
  const key = {
    id: 'k1',
    name: 'dashboard',
    prefix: 'ill_ab',
    organisation: 'riverside',
    scopes: ['read' as const],
    createdAt: sync.startedAt ?? '',
    lastUsedAt: null,
    revokedAt: null,
  };
  await using api = await startApi({
    addApiKey: () => ({ ...key, key: 'ill_abcdef' }),
    listApiKeys: () => ({ items: [key] }),
  });
  const { out, err } = await run(api.url, ['api-keys', 'add', '--organisation', 'riverside', '--name', 'dashboard']);
  expect(out).toBe('ill_abcdef\n');
  expect(err).toContain('not shown again');
  expect(api.requests[0]?.asked.body).toEqual({ organisation: 'riverside', name: 'dashboard', scopes: ['read'] });
  expect((await run(api.url, ['api-keys', 'list'])).out).toMatch(
    /k1 +dashboard +ill_ab +riverside +read +2026-11-24 10:00 +- +-/,
  );
});

test('stores are copied, checked and restored', async () => {
  const copy = { name: '2026-11-24', madeAt: sync.startedAt ?? '', bytes: 3_400_000, tickets: 80_211 };
  await using api = await startApi({
    listStoreCopies: () => ({ items: [copy] }),
    copyStore: () => copy,
    checkStore: () => ({ rows: 201_415 }),
    restoreStore: () => ({ restored: copy, keptAside: 'riverside.before' }),
  });
  expect((await run(api.url, ['stores', 'copies', 'riverside'])).out).toMatch(
    /^1 copy of riverside\n[\s\S]*2026-11-24 +2026-11-24 10:00 +3\.4 MB +80,211\n$/,
  );
  expect((await run(api.url, ['stores', 'copy', 'riverside'])).out).toBe(
    'Copied riverside as 2026-11-24, 3.4 MB, verified.\n',
  );
  expect((await run(api.url, ['stores', 'check', 'riverside'])).out).toBe(
    'The store of riverside is sound: 201,415 rows read.\n',
  );
  const restored = await run(api.url, ['stores', 'restore', 'riverside', '--copy', '2026-11-24']);
  expect(restored.out).toContain('The store of before is kept as riverside.before.');
  expect(api.requests.at(-1)?.asked.body).toEqual({ copy: '2026-11-24' });
});

test('rejects are shown up to a limit, and that there are more is said', async () => {
  const reject = {
    stream: 'orders',
    sourceId: '12AB',
    part: 'ticket 34AB',
    reason: 'no-total',
    field: 'total',
    expected: 'a number',
    nextStep: 'Ask the provider.',
    at: sync.startedAt ?? '',
  };
  await using api = await startApi({
    listRejects: ({ query }) => ({
      items: Array.from({ length: Number(query.limit) }, () => reject),
      nextCursor: 'on',
    }),
  });
  const { out, err } = await run(api.url, ['rejects', 'harbour-acme', '--limit', '3']);
  expect(out.split('\n')[0]).toBe('3 rejects');
  expect(out).toMatch(/orders +12AB: ticket 34AB +no-total +total +a number +Ask the provider\. +2026-11-24 10:00/);
  expect(err).toContain('There are more');
});

test('organisations and providers', async () => {
  const organisation = {
    id: 'o1',
    slug: 'riverside',
    name: 'Riverside Theatre',
    zone: 'Europe/London',
    currency: 'GBP',
    createdAt: sync.startedAt ?? '',
  };
  await using api = await startApi({
    listOrganisations: () => ({ items: [organisation], nextCursor: null }),
    addOrganisation: () => ({ ...organisation, invitation: null }),
    setZone: () => ({ ...organisation, zone: 'America/Winnipeg' }),
    listProviders: () => ({ items: [provider] }),
    listCandidates: () => candidates,
  });
  expect((await run(api.url, ['organisations', 'list'])).out).toMatch(
    /^1 organisation\n\nOrganisation +Name +Zone +Currency\nriverside /,
  );
  const add = [
    'organisations',
    'add',
    '--slug',
    'riverside',
    '--name',
    'Riverside Theatre',
    '--zone',
    'Europe/London',
    '--currency',
  ];
  expect((await run(api.url, [...add, 'GBP'])).out).toBe('Added Riverside Theatre as riverside.\n');
  expect((await run(api.url, [...add, 'pounds'])).err).toContain('currency: an ISO 4217 code');
  const zone = ['organisations', 'set-zone', 'riverside', 'America/Winnipeg'];
  expect((await run(api.url, zone)).out).toBe('The time zone of Riverside Theatre is America/Winnipeg.\n');
  expect((await run(api.url, [...zone, '--load-again'])).out).toContain('Everything is read again in it.');
  expect(api.requests.at(-1)?.asked.body).toEqual({ zone: 'America/Winnipeg', loadAgain: true });
  const { out } = await run(api.url, ['providers']);
  expect(out).toMatch(/acme +Acme Box Office +api-credentials +--set login=… --secret-stdin/);
  expect(out).toContain('partner credential missing; set it with illuminate partner-credential set');
  expect(out).toContain('limit: No returns (observed: public code)');
  expect(out).toMatch(/Tills & Co +yes +not known +partly +no +2026-11-29 +3\n/);
});
