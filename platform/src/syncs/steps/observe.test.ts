import { AbortSyncError } from '@illuminate/connector-kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FeedRuns, openFeedRuns, trouble } from '../feed-box-office-for-tests.ts';
import { REQUESTS_AT_MOST } from './observe.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let runs: FeedRuns;
beforeEach(async () => {
  runs = await openFeedRuns();
});
afterEach(() => runs.store.close());

/** A show with performances so many ms ahead, by id, each with 100 seats of which 60 can be had. */
function present(ahead: Record<string, number>): void {
  const performances = Object.entries(ahead).map(([id, ms]) => ({ id, startsAt: runs.now + ms }));
  runs.box.shows = [{ id: 'show', name: 'A show', performances }];
  for (const { id } of performances) runs.box.capacity.set(id, { capacity: 100, available: 60 });
}
const rows = () =>
  runs.store.query(
    'SELECT performance_id AS id, epoch_ms(observed_on) AS day, available, sold, sold_is_upper_bound AS bound FROM capacity_snapshots ORDER BY first_seen, 1',
  );
const looked = async (options = {}): Promise<string[]> => {
  runs.box.looks.length = 0;
  await runs.run(options);
  return [...runs.box.looks];
};

describe('observations', () => {
  it('are taken in the run in which a performance turns up, and say what sold is', async () => {
    present({ p: 30 * DAY });
    expect((await runs.run()).counts.observed).toBe(1);
    const day = Date.UTC(2026, 5, 1);
    expect(await rows()).toEqual([{ id: 'p', day, available: 60, sold: 40, bound: true }]);
  });

  it('also tell of the performance, and a changed feed does not take that back', async () => {
    present({ p: 30 * DAY });
    await runs.run();
    const told = () =>
      runs.store.query('SELECT capacity, epoch_ms(on_sale_at) AS sale, duration_minutes AS minutes FROM performances');
    expect(await told()).toEqual([{ capacity: 100, sale: 1_000, minutes: 90 }]);
    const [show] = runs.box.shows;
    if (show !== undefined)
      runs.box.shows = [
        { ...show, name: 'New', performances: show.performances.map((one) => ({ ...one, plan: 'Hall' })) },
      ];
    await runs.run();
    expect(await told()).toEqual([{ capacity: 100, sale: 1_000, minutes: 90 }]);
    expect(await runs.store.query('SELECT plan_name FROM performances')).toEqual([{ plan_name: 'Hall' }]);
  });

  it('come once a day, and once an hour in the last week, the most urgent first', async () => {
    present({ far: 30 * DAY, near: 2 * DAY });
    expect(await looked()).toEqual(['near', 'far']);
    runs.now += 30 * 60_000;
    expect(await looked()).toEqual([]);
    runs.now += HOUR / 2;
    expect(await looked()).toEqual(['near']);
    runs.now += DAY;
    expect((await looked()).sort()).toEqual(['far', 'near']);
  });

  it('are not hurried by somebody who asks for a sync', async () => {
    present({ far: 30 * DAY });
    await looked({ asked: true });
    expect(await looked({ asked: true })).toEqual([]);
  });

  it('make a row for each change and for each day, and no more', async () => {
    present({ p: 3 * DAY });
    await runs.run();
    for (const available of [60, 60, 55, 55, 60]) {
      runs.box.capacity.set('p', { capacity: 100, available });
      runs.now += HOUR;
      await runs.run();
    }
    expect((await rows()).map(({ available }) => available)).toEqual([60, 55, 60]);
    runs.now += DAY - 6 * HOUR;
    await runs.run();
    expect((await rows()).map(({ day }) => day)).toEqual([
      ...Array.from({ length: 3 }, () => Date.UTC(2026, 5, 1)),
      Date.UTC(2026, 5, 2),
    ]);
  });

  it('stop when it has begun', async () => {
    present({ p: HOUR });
    await runs.run();
    runs.now += HOUR;
    expect(await looked()).toEqual([]);
  });

  it(`make at most ${REQUESTS_AT_MOST} requests a run, and the rest comes next time`, async () => {
    present(Object.fromEntries(Array.from({ length: REQUESTS_AT_MOST + 30 }, (_, n) => [`p${n}`, 30 * DAY + n])));
    expect(await looked()).toHaveLength(REQUESTS_AT_MOST);
    const rest = await looked();
    expect(rest).toHaveLength(30);
    expect(await looked()).toEqual([]);
    expect(new Set((await rows()).map(({ id }) => id)).size).toBe(REQUESTS_AT_MOST + 30);
  });

  it('wait when the time of the run is up', async () => {
    present({ p: 30 * DAY });
    expect(await looked({ budgetMs: 0 })).toEqual([]);
    expect(await looked()).toEqual(['p']);
  });
});

describe('a performance that cannot be looked at', () => {
  it('because it is not there is let be until its next turn', async () => {
    present({ a: 30 * DAY, b: 31 * DAY });
    runs.box.capacity.delete('a');
    expect((await runs.run()).failed).toEqual([]);
    expect((await rows()).map(({ id }) => id)).toEqual(['b']);
    expect(await looked()).toEqual([]);
    expect(await runs.rejects()).toEqual([]);
  });

  it('like none of the others is taken for a thing that the box office does not tell', async () => {
    present(Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`p${n}`, 30 * DAY + n])));
    runs.box.capacity.clear();
    const { failed } = await runs.run();
    expect(failed).toEqual([]);
    expect(runs.box.looks.length).toBeLessThan(15);
  });

  it('because the box office fails on it alone holds up no other, and is tried in an hour', async () => {
    present({ a: 30 * DAY, b: 31 * DAY });
    runs.box.capacity.set('a', trouble('box-office-failing'));
    expect((await runs.run()).failed).toEqual([]);
    expect((await rows()).map(({ id }) => id)).toEqual(['b']);
    expect(await runs.rejects()).toMatchObject([{ stream: 'capacity-snapshots', sourceId: 'a', resolvedAt: null }]);
    runs.box.capacity.set('a', { capacity: 5, available: 5 });
    runs.now += HOUR;
    expect(await looked()).toEqual(['a']);
    expect((await runs.rejects()).every(({ resolvedAt }) => resolvedAt !== null)).toBe(true);
  });

  it('because what came makes no sense is refused alone', async () => {
    present({ a: 30 * DAY, b: 31 * DAY });
    runs.box.capacity.set('a', { capacity: 5, available: 9 });
    await runs.run();
    expect((await rows()).map(({ id }) => id)).toEqual(['b']);
    expect(await runs.rejects()).toMatchObject([{ sourceId: 'a', reason: 'impossible-number' }]);
  });

  it.each(['rate-limited', 'no-answer', 'connection-lost', 'challenge-page'])(
    'because it alone ends in %s holds up no other either',
    async (code) => {
      present({ a: 30 * DAY, b: 31 * DAY, c: 32 * DAY, d: 33 * DAY });
      runs.box.capacity.set('b', trouble(code));
      const run = await runs.run();
      expect([run.failed, run.caughtUp]).toEqual([[], true]);
      expect(new Set((await rows()).map(({ id }) => id))).toEqual(new Set(['a', 'c', 'd']));
      expect(await runs.rejects()).toMatchObject([{ stream: 'capacity-snapshots', sourceId: 'b', reason: code }]);
      runs.now += HOUR;
      runs.box.capacity.set('b', { capacity: 5, available: 5 });
      expect(await looked()).toEqual(['b']);
    },
  );

  it.each(['rate-limited', 'no-answer', 'connection-lost'])(
    'with all others, because of %s, ends the looks, not the run',
    async (code) => {
      present(Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`p${n}`, 30 * DAY + n])));
      for (const id of [...runs.box.capacity.keys()].slice(1)) runs.box.capacity.set(id, trouble(code));
      const run = await runs.run();
      expect(run.failed).toEqual([`capacity-snapshots ${code}`]);
      expect(run.caughtUp).toBe(true);
      expect((await rows()).map(({ id }) => id)).toEqual(['p0']);
      // What was looked at before is not asked again.
      expect(await looked()).not.toContain('p0');
    },
  );

  it('because it is forbidden does not end the run either', async () => {
    present({ a: 30 * DAY });
    const denied = { code: 'access-denied', cause: 'No.', whoActs: 'organisation', nextStep: 'Ask.' } as const;
    runs.box.capacity.set('a', new AbortSyncError(denied));
    const run = await runs.run();
    expect(run.failed).toEqual(['capacity-snapshots access-denied']);
    expect(run.caughtUp).toBe(true);
  });

  it('with all others is the box office’s trouble, and told once', async () => {
    present(Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`p${n}`, 30 * DAY + n])));
    for (const id of runs.box.capacity.keys()) runs.box.capacity.set(id, trouble('box-office-failing'));
    const { failed } = await runs.run();
    expect(failed).toEqual(['capacity-snapshots box-office-failing']);
    expect(runs.box.looks.length).toBeLessThan(20);
  });
});
