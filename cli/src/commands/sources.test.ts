import type { Sources } from '@illuminate/contract';
import { expect, test } from 'vitest';
import { startApi } from '../../test/api-by-contract.ts';
import { run } from '../../test/run.ts';

const SOURCES: Sources = {
  organisation: 'riverside',
  overlaps: [
    {
      first: 'riverside-acme',
      later: 'riverside-delivery',
      performances: 41,
      from: '2026-03-01',
      to: '2026-06-30',
      firstTickets: 9120,
      laterTickets: 9100,
      undecided: { performances: 12, from: '2026-06-01', to: '2026-06-30' },
      noticedAt: '2026-11-24T10:00:00Z',
    },
  ],
  choices: [
    {
      id: 'cho_1',
      counts: 'riverside-delivery',
      other: 'riverside-acme',
      both: false,
      from: '2026-03-01',
      to: '2026-05-31',
      why: 'New system.',
      chosenBy: 'key_1',
      chosenAt: '2026-11-24T10:00:00Z',
      undoneBy: null,
      undoneAt: null,
      leavesOut: { performances: 29, tickets: 6000, onlyThere: { performances: 1, tickets: 20 } },
    },
  ],
};

test('what is sold twice is told with what to do about it', async () => {
  await using api = await startApi({ listSources: () => SOURCES });
  const { code, out, err } = await run(api.url, ['sources', '--organisation', 'riverside']);
  expect(code).toBe(0);
  expect(out).toMatch(/^1 pair of sources sell the same\./);
  expect(out).toMatch(
    /^riverside-acme +riverside-delivery +41 +2026-03-01 to 2026-06-30 +9,120 +9,100 +12: riverside-acme counts$/m,
  );
  expect(out).toContain('6,000 tickets of 29 performances, 20 tickets of them only in riverside-acme');
  expect(err).toContain(
    'illuminate sources choose --organisation riverside --count riverside-delivery --instead-of riverside-acme --from 2026-06-01 --to 2026-06-30',
  );
  expect(api.requests[0]?.asked.params).toEqual({ organisation: 'riverside' });
});

test('a choice and its undoing are sent as they are meant', async () => {
  await using api = await startApi({ chooseSource: () => SOURCES, undoSourceChoice: () => SOURCES });
  const days = ['--from', '2026-03-01', '--to', '2026-06-30'];
  const choose = ['sources', 'choose', '--organisation', 'riverside', '--count', 'riverside-delivery', ...days];
  expect((await run(api.url, [...choose, '--instead-of', 'riverside-acme', '--why', 'New system.'])).code).toBe(0);
  expect((await run(api.url, [...choose, '--besides', 'riverside-acme'])).code).toBe(0);
  expect((await run(api.url, ['sources', 'undo', 'cho_1', '--organisation', 'riverside', '--json'])).code).toBe(0);
  const body = { counts: 'riverside-delivery', other: 'riverside-acme', from: '2026-03-01', to: '2026-06-30' };
  expect(api.requests.map(({ asked }) => asked.body)).toEqual([
    { ...body, both: false, why: 'New system.' },
    { ...body, both: true },
    undefined,
  ]);
  expect(api.requests[2]?.asked.params).toEqual({ organisation: 'riverside', choice: 'cho_1' });
  expect(await run(api.url, choose)).toMatchObject({ code: 2, err: expect.stringContaining('--instead-of') });
});
