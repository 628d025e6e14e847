// What is done to connections by command, and what is said of them.
import { expect, test } from 'vitest';
import { startApi } from '../../test/api-by-contract.ts';
import { connection } from '../../test/examples.ts';
import { run } from '../../test/run.ts';

test('a connection that waits says what to do, step by step', async () => {
  await using api = await startApi({ showConnection: () => connection });
  const { out } = await run(api.url, ['connections', 'show', 'riverside-acme']);
  expect(out).toMatch(/^riverside-acme: ◷ Waiting for approval\. Nothing is collected/);
  expect(out).toContain('In Acme Box Office:\n  1. Open Settings\n  2. Turn the toggle on\n');
  expect(out).toMatch(/^Consent +awaiting$/m);
  expect(out).toMatch(/^Every +15 min$/m);
});

test('a connection whose permission was withdrawn shows how to give it again', async () => {
  const steps = ['Open the control panel.'];
  const headline = { ...connection.headline, action: { kind: 'show-steps', label: 'Give permission again' } };
  await using api = await startApi({ showConnection: () => ({ ...connection, headline, steps }) });
  const { out } = await run(api.url, ['connections', 'show', 'riverside-acme']);
  expect(out).toContain('  - Give permission again, as said below.\n');
  expect(out).toContain('  1. Open the control panel.\n');
});

test.each([
  ['connections pause', 'pauseConnection', 'Paused'],
  ['connections resume', 'resumeConnection', 'Resumed'],
  ['connections stop', 'stopConnection', 'Stopped'],
  ['claims withdraw', 'stopConnection', 'Withdrew the claim of'],
] as const)('%s', async (command, operation, done) => {
  await using api = await startApi({ [operation]: () => connection });
  const { code, out } = await run(api.url, [...command.split(' '), 'riverside-acme']);
  expect(code).toBe(0);
  expect(out).toMatch(new RegExp(`^${done} riverside-acme\\.`));
  expect(api.requests.map(({ id, asked }) => [id, asked.params])).toEqual([
    [operation, { connection: 'riverside-acme' }],
  ]);
});

test('history is read further back, and where it ended by itself that is said', async () => {
  const whole = { loadedFrom: '2024-06-01', loadedTo: '2026-12-01', historyFrom: '2024-06-01', complete: true };
  const ended = { ...connection, historyFrom: null, progress: { monthsLoaded: 31, monthsTotal: 31, ...whole } };
  await using api = await startApi({
    readFurtherBack: () => ({ ...ended, historyFrom: '2008-01-01' }),
    showConnection: () => ended,
  });
  const said =
    /Older sales +the oldest 12 months that were read hold none; if there are any: illuminate connections history riverside-acme --from/;
  expect((await run(api.url, ['connections', 'show', 'riverside-acme'])).out).toMatch(said);
  const { code, out } = await run(api.url, ['connections', 'history', 'riverside-acme', '--from', '2008-01-01']);
  expect([code, out]).toEqual([
    0,
    expect.stringMatching(/^History back to 2008-01-01 is being read for riverside-acme\./),
  ]);
  expect(api.requests.at(-1)?.asked).toMatchObject({
    params: { connection: 'riverside-acme' },
    body: { from: '2008-01-01' },
  });
});

test('a test that cannot sign in fails and says what to do', async () => {
  const failure = {
    code: 'credential-refused',
    cause: 'The key was refused.',
    whoActs: 'organisation',
    nextStep: 'Make another.',
    stream: null,
    reference: 'ref-2',
  } as const;
  await using api = await startApi({
    testConnection: () => ({
      signedIn: false,
      credentialNeeded: true,
      signedInAs: null,
      sees: [],
      cannotSee: [],
      notSupplied: [],
      failure,
    }),
  });
  const { code, err } = await run(api.url, ['connections', 'test', 'riverside-acme']);
  expect(code).toBe(4);
  expect(err).toBe('Error: The key was refused.\nNext: Make another.\nReference: ref-2\n');
});

test('a stopped connection says with which command it is taken up again', async () => {
  const action = { kind: 'reconnect', label: 'Reconnect' };
  const settings = { login: 'us', host: 'https://tickets.example' };
  const headline = { ...connection.headline, code: 'WITHDRAWN' as const, action };
  const stopped = { ...connection, method: 'api-credentials' as const, settings, headline };
  await using api = await startApi({ showConnection: () => stopped });
  const { out } = await run(api.url, ['connections', 'show', 'harbour-acme']);
  expect(out).toContain('Reconnect: illuminate connections reconnect riverside-acme --secret-stdin\n');
});
