import type { Deletion } from '@illuminate/contract';
import { expect, test } from 'vitest';
import { startApi } from '../../test/api-by-contract.ts';
import { connection } from '../../test/examples.ts';
import { run } from '../../test/run.ts';

const AT = '2026-05-01T10:00:00.000Z';
const deletion: Deletion = {
  ...{
    id: 'del_1',
    organisation: 'riverside',
    connection: 'riverside-acme',
    state: 'scheduled' as const,
    atOnce: false,
  },
  ...{ askedBy: 'Asha', askedAt: AT, dueAt: '2026-05-08T10:00:00.000Z', cancelledBy: null, cancelledAt: null },
  ...{ startedAt: null, endedAt: null, fault: null, repeats: null, certificateHash: null },
};
const removed = { orders: 12_304, tickets: 30_000, movements: 61_000, customers: 410 };

test('the id of a booker is read from standard input, and never taken as an argument', async () => {
  await using api = await startApi({
    eraseBooker: () => ({ organisation: 'riverside', erasedAt: AT, customers: 1, orders: 3, copies: 2 }),
  });
  const erase = ['bookers', 'erase', '--organisation', 'riverside'];
  const open = await run(api.url, [...erase, 'I-77']);
  expect(open.code).toBe(2);
  const without = await run(api.url, erase);
  expect(without.err).toContain('--customer-id-stdin');
  expect(api.requests).toEqual([]);
  const { code, out } = await run(api.url, [...erase, '--customer-id-stdin'], { secret: 'I-77' });
  expect(code).toBe(0);
  expect(api.requests.at(-1)?.asked.body).toEqual({ customerId: 'I-77' });
  expect(out).toBe(
    'Erased. 3 orders of this booker stay for the figures and belong to nobody; 2 copies of the store from before are deleted.\n',
  );
});

test('what a number of years would remove is told, and nothing is set by it', async () => {
  const preview = { keepYears: 5, before: '2021-05-01', wouldRemove: removed };
  await using api = await startApi({
    showRetention: () => ({ organisation: 'riverside', setting: null, applied: null, preview }),
  });
  const { out } = await run(api.url, ['retention', 'show', '--organisation', 'riverside', '--try-years', '5']);
  expect(out).toContain('Everything is kept.');
  expect(out).toContain('would remove 12,304 orders before 2021-05-01 now, with 30,000 tickets and 410 bookers.');
  expect(api.requests.map(({ id }) => id)).toEqual(['showRetention']);
});

test('stopping keeps what was collected unless it is told to delete', async () => {
  await using api = await startApi({ stopConnection: () => connection });
  await run(api.url, ['connections', 'stop', 'riverside-acme']);
  await run(api.url, ['connections', 'stop', 'riverside-acme', '--delete']);
  expect(api.requests.map(({ asked }) => asked.body)).toEqual([{ collected: 'keep' }, { collected: 'delete' }]);
});

test('a deletion is asked for either of a connection or of an organisation', async () => {
  await using api = await startApi({ deleteConnectionData: () => deletion });
  const both = await run(api.url, [
    'deletions',
    'ask',
    '--connection',
    'riverside-acme',
    '--organisation',
    'riverside',
  ]);
  expect(both.code).toBe(2);
  const { out } = await run(api.url, ['deletions', 'ask', '--connection', 'riverside-acme']);
  expect(out).toContain('It goes on 2026-05-08 10:00 UTC. Number del_1.');
});
