import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedForTest, startForTest } from '../start-for-tests.ts';
import { textAt } from '../xml-for-tests.ts';

interface Truth {
  readonly totals: { readonly orders: number; readonly tickets: number; readonly performancesListed: number };
  readonly performances: readonly {
    readonly id: string;
    readonly listed: boolean;
    readonly start: string;
    readonly tickets: number;
    readonly capacity: number;
  }[];
}

let box: StartedForTest;

beforeAll(async () => {
  box = await startForTest();
});
afterAll(() => box.running.close());

const truth = () => box.door<Truth>('truth?account=mill');

test('the truth lists what the feed lists, and a history since July 2021 that it does not', async () => {
  const { performances, totals } = await truth();
  const listed = performances.filter((each) => each.listed).map((each) => each.id);
  expect(new Set((await box.events()).map((each) => textAt(each, 'event_number')))).toEqual(new Set(listed));
  expect(totals.performancesListed).toBe(listed.length);
  expect(performances.map((each) => each.start).sort()[0]).toMatch(/^2021-07/);
  expect(totals.orders).toBeGreaterThan(20_000);
  expect(totals.orders).toBeLessThan(60_000);
  for (const each of performances) expect(each.tickets).toBeLessThanOrEqual(each.capacity);
});

test('changes asked for change the truth and the seats at once', async () => {
  const before = await truth();
  const { orders } = await box.door<{ orders: string[] }>('changes', { account: 'mill', count: 80 });
  expect(new Set(orders).size).toBe(80);
  const after = await truth();
  expect(after.totals.orders).toBeGreaterThan(before.totals.orders);
});

test('the journal adds up to the truth', async () => {
  const journal = await box.door<{ kind: string }[]>('journal?account=mill');
  const count = (kind: string): number => journal.filter((each) => each.kind === kind).length;
  expect(count('issue') - count('return')).toBe((await truth()).totals.tickets);
});

test('bookers are known at the door, and in no feed', async () => {
  const texts = await box.door<string[]>('personal?account=mill&limit=3000');
  expect(texts.length).toBe(3_000);
  const feed = await (await box.ask('/shows.xml')).text();
  expect(texts.filter((each) => feed.includes(each))).toEqual([]);
});

test('requests are counted by route, and the door names what it offers', async () => {
  await box.door('requests', undefined, 'DELETE');
  await (await box.ask('/shows.xml')).text();
  await (await box.ask('/shows/1/events/1.xml')).text();
  // An answer counts when it has been sent, which its reader may see first.
  await expect
    .poll(async () => (await box.door<{ routes: unknown[] }>('requests')).routes)
    .toEqual([
      { route: 'event.xml', status: 404, count: 1 },
      { route: 'shows.xml', status: 200, count: 1 },
    ]);
  expect(await (await fetch(`${box.running.origin}/__simulator/nothing`)).text()).toContain('POST changes');
});

test('another seed is another world, and one seed the same one', async () => {
  const [same, other] = await Promise.all([startForTest(), startForTest({ seed: 2 })]);
  try {
    const read = async (each: StartedForTest): Promise<string> =>
      (await (await each.ask('/shows.xml')).text()).replaceAll(each.base, '');
    const fresh = await startForTest();
    expect(await read(same)).toBe(await read(fresh));
    expect(await read(other)).not.toBe(await read(same));
    await fresh.running.close();
  } finally {
    await same.running.close();
    await other.running.close();
  }
});
