import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findConnection } from '../connections/find-connection.ts';
import { pauseConnection } from '../connections/pause-connection.ts';
import { resumeConnection } from '../connections/resume-connection.ts';
import { type ContextForTests, openContextForTests, TOY } from '../context-for-tests.ts';
import { type RememberedFleet, rememberFleet } from './remember-fleet.ts';
import { seedFleet } from './seed-fleet-for-tests.ts';

const COUNT = 1_000;

let box: ContextForTests;
let fleet: RememberedFleet;
let queries = 0;
const counting: KyselyPlugin = {
  transformQuery: ({ node }) => {
    queries += 1;
    return node;
  },
  transformResult: async ({ result }) => result,
};
const queriesOf = async <T>(work: () => Promise<T>): Promise<{ asked: number; result: T }> => {
  const before = queries;
  const result = await work();
  return { asked: queries - before, result };
};

beforeAll(async () => {
  box = await openContextForTests();
  await seedFleet(box.context.db, { count: COUNT, now: box.clock.now(), provider: TOY });
  fleet = rememberFleet({ ...box.context, db: box.context.db.withPlugin(counting) });
});
afterAll(() => box.close());

test('a thousand connections cost some dozens of queries once, and then none', async () => {
  const first = await queriesOf(() => fleet.rows());
  expect(first.result).toHaveLength(COUNT);
  expect(new Set(first.result.map(({ headline }) => headline.code))).toEqual(
    new Set(['OK', 'PROVIDER_DOWN', 'RETRYING', 'STALE', 'PAUSED', 'WITHDRAWN', 'UNCLAIMED', 'SUSPENDED']),
  );
  expect(first.asked).toBeLessThan(70);
  expect((await queriesOf(() => fleet.rows())).asked).toBe(0);
});

test('a page and its stream that begin at once have everything read once', async () => {
  const fresh = rememberFleet({ ...box.context, db: box.context.db.withPlugin(counting) });
  const alone = await queriesOf(() =>
    rememberFleet({ ...box.context, db: box.context.db.withPlugin(counting) }).rows(),
  );
  const both = await queriesOf(() => Promise.all([fresh.rows(), fresh.summaries()]));
  expect(both.asked).toBe(alone.asked);
  const [rows, summaries] = both.result;
  expect(summaries.map(({ name, headline }) => [name, headline.code])).toEqual(
    rows.map(({ name, headline }) => [name, headline.code]),
  );
});

test('what could not be looked at is looked at by the next, and nobody is missing meanwhile', async () => {
  let isBroken = false;
  const breaking: KyselyPlugin = {
    transformQuery: ({ node }) => {
      if (isBroken) throw new Error('the database is gone');
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const broken = rememberFleet({ ...box.context, db: box.context.db.withPlugin(breaking) });
  const codeOf = async (): Promise<string | undefined> =>
    (await broken.rows()).find(({ name }) => name === `org-0008-${TOY}`)?.headline.code;
  expect(await codeOf()).toBe('OK');
  await pauseConnection(box.context, { connectionId: 'con_8', actor: 'Sam Lee' });
  await box.clock.advance(1_000);
  isBroken = true;
  await expect(broken.rows()).rejects.toThrow('the database is gone');
  isBroken = false;
  expect(await broken.rows()).toHaveLength(COUNT);
  expect(await codeOf()).toBe('PAUSED');
});

test('what has changed is asked for alone, and time changes the rest without asking', async () => {
  await fleet.rows();
  const paused = await findConnection(box.context, 'con_4');
  await resumeConnection(box.context, { connection: paused, actor: 'Sam Lee' });
  await box.clock.advance(1_000);
  const { asked, result } = await queriesOf(() => fleet.rows());
  expect(result.find(({ name }) => name === paused.name)?.headline.code).not.toBe('PAUSED');
  expect(asked).toBeGreaterThan(0);
  expect(asked).toBeLessThan(35);

  const healthy = (rows: typeof result) => rows.find(({ name }) => name === `org-0000-${TOY}`)?.headline.code;
  expect(healthy(result)).toBe('OK');
  box.clock.set(new Date(box.clock.now().getTime() + 86_400_000));
  expect(healthy(await fleet.rows())).toBe('STALE');
});
