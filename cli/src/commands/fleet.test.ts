import type { Fleet } from '@illuminate/contract';
import { expect, test } from 'vitest';
import { startApi } from '../../test/api-by-contract.ts';
import { connection } from '../../test/examples.ts';
import { run } from '../../test/run.ts';

const { name, organisation, provider, method, headline } = connection;
const FLEET: Fleet = {
  asOf: '2026-11-24T10:00:00Z',
  counts: [
    { code: 'FAILED', tone: 'bad', word: 'Not updating', connections: 1 },
    { code: 'OK', tone: 'ok', word: 'Up to date', connections: 1203 },
  ],
  providers: [{ ...provider, connections: 1204 }],
  total: 1204,
  matching: 40,
  items: [
    {
      ...{ name, organisation, provider, method, dataTo: null, lastUpdateAt: null, nextSyncAt: null },
      headline: { ...headline, since: '2026-11-22T10:00:00Z', whoActs: 'operator' },
    },
  ],
  nextCursor: 'abc',
};

test('a fleet is told in a line, and its worst in a table with how long and whose turn', async () => {
  const asked: unknown[] = [];
  await using api = await startApi({
    listFleet: ({ query }: { query: unknown }) => {
      asked.push(query);
      return FLEET;
    },
  });
  const { code, out, err } = await run(api.url, ['fleet', '--text', 'river', '--who-acts', 'operator', '--descending']);
  expect(code).toBe(0);
  expect(out).toContain('1,204 connections: 1 not updating, 1,203 up to date');
  expect(out).toMatch(/^riverside-acme .*2 days +us +- /m);
  expect(err).toContain('The first 1 of 40; --limit shows more.');
  expect(asked).toMatchObject([{ text: 'river', whoActs: 'operator', direction: 'descending', sort: 'worst' }]);
});
