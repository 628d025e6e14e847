import { expect, test } from 'vitest';
import { Refusal, startApi } from '../../test/api-by-contract.ts';
import { sync } from '../../test/examples.ts';
import { run } from '../../test/run.ts';

const progress = (monthsLoaded: number) =>
  ({ ...sync.progress, monthsLoaded, complete: false }) as typeof sync.progress;

/** A sync that goes through these stages, one each time it is asked for. */
const stages = (...all: Partial<typeof sync>[]) => {
  const rest = all.map((stage) => ({ ...sync, ...stage }));
  return () => (rest.length > 1 ? rest.shift() : rest[0]) ?? sync;
};

test('sync --wait tells the months in plain lines, and ends with the sync', async () => {
  const next = stages(
    { state: 'queued', progress: null },
    { state: 'running', doing: 'reading orders', progress: progress(12) },
    { state: 'running', doing: 'reading orders', progress: progress(12) },
    { state: 'running', doing: 'reading orders', progress: progress(40) },
    { state: 'succeeded' },
  );
  await using api = await startApi({ startSync: next, showSync: next });
  const { code, out, err } = await run(api.url, ['connections', 'sync', 'harbour-acme', '--wait']);
  expect(out.split('\n')).toEqual([
    'queued',
    'running, reading orders, 12 of 64 months, 34,120 orders read, 7 changed',
    'running, reading orders, 40 of 64 months, 34,120 orders read, 7 changed',
    'Sync of harbour-acme succeeded, 34,120 orders read, 7 changed.',
    '',
  ]);
  expect(err).toBe('');
  expect(code).toBe(0);
});

test('sync --wait --json gives the sync alone', async () => {
  const next = stages({ state: 'running', progress: progress(12) }, { state: 'succeeded' });
  await using api = await startApi({ startSync: next, showSync: next });
  const { out, err } = await run(api.url, ['connections', 'sync', 'harbour-acme', '--wait', '--json']);
  expect(JSON.parse(out)).toEqual(sync);
  expect(err).toMatch(/^running, 12 of 64 months/);
});

test('on a terminal there is a bar on one line, which is gone at the end', async () => {
  const next = stages({ state: 'running', progress: progress(32) }, { state: 'succeeded' });
  await using api = await startApi({ startSync: next, showSync: next });
  const { err } = await run(api.url, ['connections', 'sync', 'harbour-acme', '--wait'], { isTerminal: true });
  expect(err.startsWith(`\r\u001b[K[${'█'.repeat(12)}${'░'.repeat(12)}] 50 % running, 32 of 64 months`)).toBe(true);
  expect(err.endsWith('\r\u001b[K')).toBe(true);
  expect(err).not.toContain('\n');
});

test('a narrow terminal shows fewer words, and no figure that is cut in two', async () => {
  const next = stages({ state: 'running', progress: progress(32) }, { state: 'succeeded' });
  await using api = await startApi({ startSync: next, showSync: next });
  const { err } = await run(api.url, ['connections', 'sync', 'harbour-acme', '--wait'], { isTerminal: true });
  expect(err).toContain('] 50 % running, 32 of 64 months, 34,120 orders read\r');
});

test.each(['failed', 'cancelled', 'interrupted'] as const)('a sync that ends %s is a failure', async (state) => {
  const failure = {
    code: 'x',
    cause: 'The box office is closed.',
    whoActs: 'nobody',
    nextStep: 'Wait.',
    stream: 'orders',
    reference: 'ref-3',
  } as const;
  await using api = await startApi({ startSync: () => ({ ...sync, state, failure }) });
  const { code, err } = await run(api.url, ['connections', 'sync', 'harbour-acme', '--wait']);
  expect(code).toBe(1);
  expect(err).toContain('The box office is closed.\nNext: Wait.\nReference: ref-3');
});

test('a server that restarts meanwhile is waited for', async () => {
  let asked = 0;
  await using api = await startApi({
    startSync: () => ({ ...sync, state: 'running' }),
    showSync: () => {
      asked += 1;
      return asked < 3 ? new Refusal('not-ready') : sync;
    },
  });
  expect((await run(api.url, ['connections', 'sync', 'harbour-acme', '--wait'])).code).toBe(0);
});

test('Ctrl-C leaves the sync running and says so', async () => {
  await using api = await startApi({
    startSync: () => ({ ...sync, state: 'running' }),
    showSync: () => ({ ...sync, state: 'running' }),
  });
  let waits = 0;
  const { code, out, err } = await run(api.url, ['connections', 'sync', 'harbour-acme', '--wait'], {
    whileWaiting: (interrupt) => {
      waits += 1;
      if (waits === 2) interrupt();
    },
  });
  expect({ code, out }).toEqual({ code: 130, out: 'running, 34,120 orders read, 7 changed\n' });
  expect(err).toMatch(/Stopped waiting; the sync goes on\. See it with illuminate connections show harbour-acme\.\n$/);
  expect(api.requests.map(({ id }) => id)).toEqual(['startSync', 'showSync']);
});
