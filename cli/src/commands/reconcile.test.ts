import type { Reconciliation } from '@illuminate/contract';
import { expect, test } from 'vitest';
import { startApi } from '../../test/api-by-contract.ts';
import { connection, sync } from '../../test/examples.ts';
import { run } from '../../test/run.ts';

const equal: Reconciliation = {
  connection: 'harbour-acme',
  possible: true,
  compares: { what: 'seats sold', says: 'exactly', label: 'observed' },
  canReadAgain: true,
  last: { at: '2026-11-24T03:10:00.000Z', equal: 3, differs: 0, notCompared: 0, official: 340, held: 340, reasons: [] },
  deliveries: null,
  worst: [],
  comparing: false,
  readingAgain: null,
  nextAt: 'tonight',
};
const differs: Reconciliation = {
  ...equal,
  last: {
    ...{ at: '2026-11-24T03:10:00.000Z', equal: 2, differs: 1, notCompared: 4, official: 340, held: 328 },
    reasons: [{ reason: 'not-shown', performances: 4 }],
  },
  worst: [
    {
      ...{ performance: '67201A', event: '4607A', eventName: 'Macbeth', startsLocal: '2026-12-01 19:30' },
      ...{ verdict: 'differs', official: 112, atMost: false, held: 100, reason: 'fewer-here' },
      ...{ likely: ['orders-never-received'], readAt: null, differsSince: null, runs: 2 },
    },
  ],
};
const stages = (...all: Reconciliation[]) => {
  const rest = [...all];
  return () => (rest.length > 1 ? rest.shift() : rest[0]) ?? equal;
};

test('reconcile compares, waits, and ends with 0 where nothing differs', async () => {
  await using api = await startApi({
    compareNow: () => ({ ...equal, comparing: true }),
    showReconciliation: stages({ ...equal, comparing: true }, equal),
    showConnection: () => connection,
  });
  const { code, out } = await run(api.url, ['reconcile', 'harbour-acme']);
  expect(out).toContain('340 tickets here, 340 by the box office, in 3 performances compared.');
  expect(code).toBe(0);
});

test('reconcile --last asks nobody, names what differs and why the rest was not compared, and ends with 6', async () => {
  await using api = await startApi({ showReconciliation: () => differs });
  const { code, out, err } = await run(api.url, ['reconcile', 'harbour-acme', '--last']);
  expect(out).toMatch(/Macbeth +2026-12-01 19:30 +112 +100 +-12 +the box office never sent some orders/);
  expect(out).toContain('4: the box office does not show them any more');
  expect(err).toContain('--read-again');
  expect(code).toBe(6);
  expect(api.requests.map(({ id }) => id)).toEqual(['showReconciliation']);
});

const last = { at: '2026-11-24T03:10:00.000Z', equal: 0, differs: 0, notCompared: 40, official: 0, held: 0 };

test('a comparison in which nothing could be compared ends with 1, and says why', async () => {
  const reasons = [{ reason: 'not-answered' as const, performances: 40 }];
  await using api = await startApi({ showReconciliation: () => ({ ...equal, last: { ...last, reasons } }) });
  const { code, out, err } = await run(api.url, ['reconcile', 'harbour-acme', '--last']);
  expect(out).toContain('No performance could be compared.');
  expect(out).toContain('40: the box office does not answer for them');
  expect(err).toContain('Nothing of harbour-acme could be compared.');
  expect(code).toBe(1);
});

test('a bound that holds is a comparison', async () => {
  const reasons = [{ reason: 'bound-only' as const, performances: 40 }];
  await using api = await startApi({ showReconciliation: () => ({ ...equal, last: { ...last, reasons } }) });
  expect((await run(api.url, ['reconcile', 'harbour-acme', '--last'])).code).toBe(0);
});

test('reconcile --read-again --json tells the days that are left, and gives the answer alone', async () => {
  const reading = { ...differs, readingAgain: { days: 8, by: 'operator', since: '2026-11-24T10:00:00.000Z' } };
  await using api = await startApi({
    readAgain: () => reading,
    showReconciliation: stages(reading, equal),
    showConnection: () => connection,
  });
  const { code, out } = await run(api.url, ['reconcile', 'harbour-acme', '--read-again', '--json']);
  expect(JSON.parse(out)).toEqual(equal);
  expect(code).toBe(0);
});

test('a run that fails is told, and nothing is waited for', async () => {
  const failure = { code: 'x', cause: 'It refused us.', whoActs: 'organisation', nextStep: 'Ask it.' } as const;
  await using api = await startApi({
    compareNow: () => ({ ...equal, comparing: true }),
    showReconciliation: () => ({ ...equal, comparing: true }),
    showConnection: () => ({
      ...connection,
      runningSync: null,
      lastSync: { ...sync, state: 'failed', failure: { ...failure, stream: null, reference: 'r1' } },
    }),
  });
  const { code, err } = await run(api.url, ['reconcile', 'harbour-acme']);
  expect(err).toContain('It refused us.');
  expect(code).toBe(1);
});
