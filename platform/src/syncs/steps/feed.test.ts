import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FedShow, type FeedRuns, openFeedRuns } from '../feed-box-office-for-tests.ts';

const DAY = 24 * 3_600_000;
let runs: FeedRuns;
beforeEach(async () => {
  runs = await openFeedRuns();
});
afterEach(() => runs.store.close());

/** Shows of one performance each, a day and more ahead; `over` days behind us for those. */
const show = (id: string, changes: Partial<FedShow> = {}): FedShow => ({
  id,
  name: `Show ${id}`,
  performances: [{ id: `${id}p`, startsAt: runs.now + 30 * DAY }],
  ...changes,
});
const shows = (...ids: string[]): FedShow[] => ids.map((id) => show(id));
const performances = () =>
  runs.store.query(
    'SELECT source_id AS id, deleted_at IS NULL AS live, deletion_evidence AS evidence FROM performances ORDER BY 1',
  );
const live = async (): Promise<unknown[]> => (await performances()).filter((row) => row.live).map(({ id }) => id);
const written = (run: { loads: readonly { rows: object; disappeared: number }[] }): number =>
  run.loads.reduce(
    (sum, { rows, disappeared }) =>
      sum + disappeared + Object.values(rows).reduce((all: number, n) => all + Number(n), 0),
    0,
  );

describe('a feed', () => {
  it('is stored, and a second reading writes nothing', async () => {
    runs.box.shows = shows('a', 'b', 'c');
    const first = await runs.run();
    expect(first).toMatchObject({ failed: [], caughtUp: true, counts: { feedItems: 3, feedItemsChanged: 3 } });
    expect(await live()).toEqual(['ap', 'bp', 'cp']);
    const before = await runs.store.query('SELECT * FROM performances ORDER BY source_id');
    const content = (await runs.cursors())['events.items'];
    const second = await runs.run();
    expect(second.counts).toMatchObject({ feedItems: 3, feedItemsChanged: 0 });
    expect(written(second)).toBe(0);
    expect(await runs.store.query('SELECT * FROM performances ORDER BY source_id')).toEqual(before);
    expect((await runs.cursors())['events.items']).toEqual(content);
  });

  it('that says it has not changed is not read', async () => {
    runs.box.shows = shows('a');
    runs.box.tag = 'W/"1"';
    await runs.run();
    runs.box.shows = [];
    const second = await runs.run();
    expect(second).toMatchObject({ failed: [], caughtUp: true, counts: { feedItems: 0 } });
    expect(written(second)).toBe(0);
    expect(await live()).toEqual(['ap']);
  });

  it('is normalised and stored only where it changed', async () => {
    runs.box.shows = shows('a', 'b', 'c');
    await runs.run();
    runs.box.shows = [show('a'), show('b', { name: 'Another' }), show('c')].map((one, n) =>
      n === 1 ? one : (runs.box.shows[n] ?? one),
    );
    const { counts } = await runs.run();
    expect(counts.feedItemsChanged).toBe(1);
    expect(await runs.store.query('SELECT name FROM events ORDER BY source_id')).toEqual([
      { name: 'Show a' },
      { name: 'Another' },
      { name: 'Show c' },
    ]);
  });

  it('that breaks off leaves everything as it is, and goes on from there', async () => {
    runs.box.shows = shows('a', 'b');
    await runs.run();
    const [rows, cursors] = [await performances(), await runs.cursors()];
    runs.box.shows = [show('x'), show('a', { name: 'New' }), show('b')];
    runs.box.breaksAfter = 2;
    expect((await runs.run()).failed).toEqual(['events answer-cut']);
    expect(await performances()).toEqual(rows);
    expect((await runs.cursors())['events.items']).toEqual(cursors['events.items']);
    expect((await runs.cursors())['events.feedHash']).toEqual(cursors['events.feedHash']);
    runs.box.breaksAfter = null;
    await runs.run();
    expect(await live()).toEqual(['ap', 'bp', 'xp']);
  });

  it('is read again every quarter of an hour, and not between', async () => {
    runs.box.shows = shows('a');
    await runs.run({ asked: false });
    expect((await runs.run({ asked: false })).counts.feedItems).toBe(0);
    runs.now += 13 * 60_000;
    expect((await runs.run({ asked: false })).counts.feedItems).toBe(1);
  });

  it('with a record that cannot be read keeps the rest, and looks at it until it can be', async () => {
    const good = { id: 'ap', startsAt: runs.now + DAY };
    runs.box.tag = 'W/"1"';
    runs.box.shows = [show('a', { performances: [good, { id: 'ax', startsAt: null }] }), ...shows('b')];
    await runs.run();
    expect(await live()).toEqual(['ap', 'bp']);
    expect(await runs.rejects()).toMatchObject([{ stream: 'performances', sourceId: 'ax', reason: 'missing-field' }]);
    // The state of the feed has the same name: what was refused is looked at all the same.
    const again = await runs.run();
    expect(again.counts).toMatchObject({ feedItems: 2, feedItemsChanged: 1 });
    runs.box.shows = [
      show('a', { performances: [good, { id: 'ax', startsAt: runs.now + DAY }] }),
      ...runs.box.shows.slice(1),
    ];
    await runs.run();
    expect(await live()).toEqual(['ap', 'ax', 'bp']);
    expect((await runs.rejects()).every(({ resolvedAt }) => resolvedAt !== null)).toBe(true);
  });

  it('without a record that could not be read has nothing more to settle', async () => {
    runs.box.shows = [show('a', { performances: [{ id: 'ax', startsAt: null }] })];
    await runs.run();
    runs.box.shows = shows('b');
    await runs.run();
    expect((await runs.rejects()).every(({ resolvedAt }) => resolvedAt !== null)).toBe(true);
  });

  it('counts what is odd, and takes it', async () => {
    const odd = { id: 'ap', startsAt: runs.now + DAY, plan: 'odd' };
    runs.box.shows = [show('a', { performances: [odd] }), ...shows('b')];
    expect((await runs.run()).counts.warnings).toEqual({ 'odd-plan': 1 });
    expect(await live()).toEqual(['ap', 'bp']);
  });
});

describe('a performance that is missing from the feed', () => {
  const many = Array.from({ length: 30 }, (_, n) => `s${String(n).padStart(2, '0')}`);

  it('once is kept, and twice is marked as gone', async () => {
    runs.box.shows = shows('a', 'b');
    await runs.run();
    runs.box.shows = runs.box.shows.slice(0, 1);
    expect(written(await runs.run())).toBe(0);
    expect(await live()).toEqual(['ap', 'bp']);
    expect((await runs.run()).loads.map(({ disappeared }) => disappeared)).toContain(1);
    expect(await performances()).toMatchObject([
      { id: 'ap', live: true },
      { id: 'bp', live: false, evidence: 'absent' },
    ]);
    // Marked once and for all: a further reading has nothing to say.
    expect(written(await runs.run())).toBe(0);
  });

  it('that comes back between two readings was never gone', async () => {
    const all = shows('a', 'b');
    for (const now of [all, all.slice(0, 1), all, all.slice(0, 1), all]) {
      runs.box.shows = now;
      await runs.run();
      expect(await live()).toEqual(['ap', 'bp']);
    }
  });

  it('that comes back later lives again', async () => {
    const all = shows('a', 'b');
    for (const now of [all, all.slice(0, 1), all.slice(0, 1), all.slice(0, 1)]) {
      runs.box.shows = now;
      await runs.run();
    }
    expect(await live()).toEqual(['ap']);
    runs.box.shows = all;
    await runs.run();
    expect(await performances()).toMatchObject([{ live: true }, { live: true, evidence: null }]);
  });

  it('is not gone if its show moved it', async () => {
    const [a, b] = shows('a', 'b') as [FedShow, FedShow];
    runs.box.shows = [a, b];
    await runs.run();
    runs.box.shows = [
      { ...a, performances: [...a.performances, ...b.performances] },
      { ...b, performances: [] },
    ];
    for (let n = 0; n < 3; n++) await runs.run();
    expect(await live()).toEqual(['ap', 'bp']);
  });

  it('because it is over is no deletion', async () => {
    const soon = runs.now + 3_600_000;
    runs.box.shows = [show('a', { performances: [{ id: 'ap', startsAt: soon }] }), ...shows('b')];
    await runs.run();
    runs.now = soon + 1;
    runs.box.shows = runs.box.shows.slice(1);
    for (let n = 0; n < 3; n++) await runs.run();
    expect(await live()).toEqual(['ap', 'bp']);
  });

  it('at first while it was to come, and then because it is over, is no deletion', async () => {
    const soon = runs.now + 5 * 60_000;
    runs.box.shows = [show('a', { performances: [{ id: 'ap', startsAt: soon }] }), ...shows('b')];
    await runs.run();
    runs.box.shows = runs.box.shows.slice(1);
    await runs.run();
    runs.now = soon;
    for (let n = 0; n < 3; n++) await runs.run();
    expect(await live()).toEqual(['ap', 'bp']);
  });

  it('twice by a feed that says it has not changed is gone too', async () => {
    runs.box.shows = shows('a', 'b');
    runs.box.tag = '1';
    await runs.run();
    runs.box.shows = runs.box.shows.slice(0, 1);
    runs.box.tag = '2';
    await runs.run();
    await runs.run();
    expect(await live()).toEqual(['ap']);
  });

  it('is not judged by a reading that failed', async () => {
    runs.box.shows = shows('a', 'b', 'c');
    await runs.run();
    runs.box.shows = runs.box.shows.slice(0, 2);
    await runs.run();
    runs.box.breaksAfter = 1;
    for (let n = 0; n < 3; n++) await runs.run();
    expect(await live()).toEqual(['ap', 'bp', 'cp']);
  });

  it('with many others is kept, and a person is told, until a person says that they are gone', async () => {
    runs.box.shows = shows(...many);
    await runs.run();
    runs.box.shows = runs.box.shows.slice(0, 20);
    for (let n = 0; n < 4; n++) await runs.run();
    expect(await live()).toHaveLength(30);
    expect(await runs.rejects()).toMatchObject([{ reason: 'many-missing', resolvedAt: null }]);
    expect((await runs.run({ acceptAbsent: true })).loads.map(({ disappeared }) => disappeared)).toContain(10);
    expect(await live()).toHaveLength(20);
    expect((await runs.rejects()).every(({ resolvedAt }) => resolvedAt !== null)).toBe(true);
  });

  it('with many others that come back is a doubt that settles itself', async () => {
    runs.box.shows = shows(...many);
    await runs.run();
    const all = runs.box.shows;
    runs.box.shows = all.slice(0, 20);
    for (let n = 0; n < 3; n++) await runs.run();
    runs.box.shows = all;
    await runs.run();
    expect(await live()).toHaveLength(30);
    expect((await runs.rejects()).every(({ resolvedAt }) => resolvedAt !== null)).toBe(true);
  });

  it('with a few others goes', async () => {
    runs.box.shows = shows(...many);
    await runs.run();
    // A fifth, and no more.
    runs.box.shows = runs.box.shows.slice(0, 24);
    for (let n = 0; n < 2; n++) await runs.run();
    expect(await live()).toHaveLength(24);
  });

  it('with all others, however few, is kept', async () => {
    runs.box.shows = shows('a', 'b');
    await runs.run();
    runs.box.shows = [];
    for (let n = 0; n < 4; n++) await runs.run();
    expect(await live()).toEqual(['ap', 'bp']);
    expect(await runs.rejects()).toMatchObject([{ reason: 'many-missing' }]);
  });

  it('but was never in it, such as one that was delivered, is left alone', async () => {
    runs.box.shows = shows('a', 'b');
    await runs.run();
    await runs.store.query('SELECT 1');
    await runs.store.warehouse.withOpenStore('riverside', ({ writer }) =>
      writer.run(
        "INSERT INTO performances BY NAME SELECT * REPLACE ('other' AS source_id) FROM performances WHERE source_id = 'ap'",
      ),
    );
    for (let n = 0; n < 3; n++) await runs.run();
    expect(await live()).toEqual(['ap', 'bp', 'other']);
  });
});
