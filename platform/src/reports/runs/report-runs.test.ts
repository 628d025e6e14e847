import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { reportDefinition } from '@illuminate/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sentFor } from '../../api/api-for-tests.ts';
import { ask, type HouseForTests, openHouse, refusalOf } from '../house-for-tests.ts';
import { createReportRuns, type Running, type RunRequest } from './report-runs.ts';

let house: HouseForTests;
let report: string;
const DEFINITION = {
  v: 1,
  type: 'sales',
  criteria: { match: 'all', items: [] },
  output: { mode: 'rows', columns: [{ field: 'event.name' }, { field: 'ticket.price' }] },
};
beforeAll(async () => {
  house = await openHouse();
  const body = { type: 'sales', name: 'All tickets', output: DEFINITION.output };
  report = (await ask(house, house.insights, 'createReport', { body })).id;
});
afterAll(() => house.close());

/** Longer than any test has patience, unless it is interrupted. */
const ENDLESS = 'SELECT sum(hash(a.range * b.range)) AS n FROM range(1000000) a, range(1000000) b';
const endless = (running: Running) => running.store.query(ENDLESS);

/** Runs of the same moment are in no order. */
const tick = (): void => house.api.box.clock.set(new Date(house.api.box.clock.now().getTime() + 1_000));
const requestOf = (changes: Partial<RunRequest> = {}): RunRequest => {
  tick();
  return requestNow(changes);
};
const requestNow = (changes: Partial<RunRequest>): RunRequest => ({
  organisation: house.organisation,
  of: null,
  definition: reportDefinition.parse(DEFINITION),
  ...{ purpose: 'screen', format: null, reason: null },
  principal: { kind: 'operator', keyId: 'key_1', viaCookie: false, expiresAt: null },
  actor: 'the operator',
  ...changes,
});
const lastRun = async () =>
  (await ask(house, house.admin, 'listReportRuns', { query: { limit: 1 } })).items[0] as NonNullable<
    Awaited<ReturnType<typeof ask<'listReportRuns'>>>['items'][0]
  >;
const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  for (let tries = 0; !(await isSo()); tries += 1) {
    if (tries > 200) throw new Error('this never came about');
    await sleep(50);
  }
};

describe('the history', () => {
  test('has every run: of saved, ready and sent reports, with who, what and how many rows', async () => {
    const { matching } = await ask(house, house.member, 'runSavedReport', { params: { report }, body: { limit: 5 } });
    tick();
    await ask(house, house.member, 'runReadyReport', {
      params: { report: 'daily-sales' },
      query: { organisation: 'riverside' },
    });
    tick();
    await ask(house, house.insights, 'runReport', { body: { organisation: 'riverside', definition: DEFINITION } });
    const { items } = await ask(house, house.insights, 'listReportRuns');
    expect(items.map((run) => [run.report?.name ?? null, run.by, run.state])).toEqual([
      [null, 'Iris', 'succeeded'],
      ['Daily sales', 'Mo', 'succeeded'],
      ['All tickets', 'Mo', 'succeeded'],
    ]);
    expect(items[2]).toMatchObject({ rows: 5, matching, definition: DEFINITION, purpose: 'screen', reason: null });
    expect(items[2]?.sentence).toMatch(/^(All tickets|Tickets where .+)\.$/);
    const [summary] = (await ask(house, house.member, 'listReports')).items;
    expect(summary?.lastRun).toMatchObject({ by: 'Mo', rows: 5, outcome: 'succeeded' });
  });

  test('shows members their own, and those of reports that they may see', async () => {
    const names = async (who: HouseForTests['member'], query: object = {}) =>
      (await ask(house, who, 'listReportRuns', { query })).items.map((run) => run.report?.name ?? null);
    expect(await names(house.member)).toEqual(['Daily sales', 'All tickets']);
    expect(await names(house.other, { report })).toEqual(['All tickets']);
    expect(await names(house.insights, { mine: 'yes' })).toEqual([null]);
    const params = { organisation: 'harbour' };
    expect((await ask(house, house.stranger, 'listReportRuns', { params })).items).toEqual([]);
  });

  test('comes in pages', async () => {
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const query: object = { limit: 1, ...(cursor === null ? {} : { cursor }) };
      const page: Awaited<ReturnType<typeof ask<'listReportRuns'>>> = await ask(house, house.admin, 'listReportRuns', {
        query,
      });
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(new Set(ids).size).toBe(3);
  });

  test('has no run of what could not be run', async () => {
    const definition = { ...DEFINITION, output: { mode: 'rows', columns: [{ field: 'event.nme' }] } };
    const refused = await refusalOf(house, house.insights, 'runReport', {
      body: { organisation: 'riverside', definition },
    });
    expect(refused.code).toBe('invalid-input');
    expect((await ask(house, house.admin, 'listReportRuns')).items.length).toBe(3);
  });
});

describe('a run that was started', () => {
  test('goes on by itself, and keeps its result for whoever started it', async () => {
    tick();
    const started = await ask(house, house.member, 'startReportRun', { body: { of: { report }, limit: 3 } });
    expect(started.id).toMatch(/^run_/);
    const params = { run: started.id };
    await until(async () => (await ask(house, house.member, 'showReportRun', { params })).state === 'succeeded');
    const run = await ask(house, house.member, 'showReportRun', { params });
    expect(run).toMatchObject({ hasResult: true, rows: 3, progress: null });
    const result = await ask(house, house.member, 'showReportRunResult', { params });
    expect(result.rows.length).toBe(3);
    expect((await ask(house, house.insights, 'showReportRun', { params })).hasResult).toBe(false);
    expect((await refusalOf(house, house.insights, 'showReportRunResult', { params })).code).toBe('not-found');
    await house.api.box.clock.advance(16 * 60_000);
    const late = await refusalOf(house, house.member, 'showReportRunResult', { params });
    expect(late).toMatchObject({ code: 'not-possible-now', detail: expect.stringContaining('not kept any more') });
  });

  test('has its rows in another order where one is asked for: the first of all rows, not of those that were shown', async () => {
    tick();
    const priced = async (sort: object[], limit: number) => {
      const { id } = await ask(house, house.member, 'startReportRun', { body: { of: { report }, limit, sort } });
      const params = { run: id };
      await until(async () => (await ask(house, house.member, 'showReportRun', { params })).hasResult);
      const { rows } = await ask(house, house.member, 'showReportRunResult', { params });
      return rows.map((row) => Number(row[1]));
    };
    const all = await priced([], 10_000);
    const dearest = await priced([{ column: 1, direction: 'descending' }], 2);
    expect(dearest).toEqual(all.toSorted((one, other) => other - one).slice(0, 2));
    expect(dearest).not.toEqual(all.slice(0, 2));
    const wrong = await refusalOf(house, house.member, 'startReportRun', {
      body: { of: { report }, sort: [{ column: 2, direction: 'ascending' }] },
    });
    expect(wrong).toMatchObject({
      code: 'invalid-input',
      fields: ['output.sort.0.column: there is no column 2; the first is 0'],
    });
  });

  test('is for members only of what is saved', async () => {
    const refused = await refusalOf(house, house.member, 'startReportRun', {
      body: { of: { definition: DEFINITION } },
    });
    expect(refused.code).toBe('not-allowed');
    tick();
    const started = await ask(house, house.insights, 'startReportRun', { body: { of: { definition: DEFINITION } } });
    const params = { run: started.id };
    await until(async () => (await ask(house, house.insights, 'showReportRun', { params })).hasResult);
  });

  test('tells how it goes, and is cancelled through the store', async () => {
    const { reportRuns } = house.api.box.context;
    let isReading = false;
    const running = reportRuns.run(requestOf({ purpose: 'export', format: 'csv' }), async (run) => {
      run.matching(80);
      run.wrote(20);
      isReading = true;
      return endless(run);
    });
    const failed = running.catch((err: unknown) => err);
    await until(async () => isReading);
    const run = await lastRun();
    expect(run.progress).toMatchObject({
      share: 0.25,
      rowsWritten: 20,
      sentence: expect.stringContaining('80 rows match; 20 written'),
    });
    const params = { run: run.id };
    expect((await refusalOf(house, house.insights, 'cancelReportRun', { params })).code).toBe('not-allowed');
    const cancelled = await ask(house, house.admin, 'cancelReportRun', { params });
    expect(cancelled).toMatchObject({ state: 'cancelled', problem: 'The run was cancelled by Ada.', rows: 20 });
    expect(await failed).toMatchObject({ name: 'RunEnded', code: 'not-possible-now' });
    expect((await ask(house, house.admin, 'cancelReportRun', { params })).state).toBe('cancelled');
  });
});

describe('a run ends', () => {
  const run = (changes: Partial<RunRequest>) => house.api.box.context.reportRuns.run(requestOf(changes), endless);

  test('when it is too late, and says what to ask instead', async () => {
    await expect(run({ mostMs: 300 })).rejects.toMatchObject({ code: 'not-possible-now' });
    expect(await lastRun()).toMatchObject({ state: 'failed', problem: expect.stringContaining('took longer than') });
  });

  test('when it is too late between two statements, as well', async () => {
    const busy = house.api.box.context.reportRuns.run(requestOf({ mostMs: 200 }), async ({ store, signal }) => {
      await sleep(400);
      expect(signal.aborted).toBe(true);
      return store.query(ENDLESS);
    });
    await expect(busy).rejects.toMatchObject({ code: 'not-possible-now' });
  });

  test('with the caller, who goes away before the answer', async () => {
    const { api, organisation, member } = house;
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let isHeld = false;
    const closed = api.box.context.warehouse.withClosedStore(organisation.id, async () => {
      isHeld = true;
      await held;
    });
    await until(async () => isHeld);
    const before = (await lastRun()).id;
    tick();
    const sent = sentFor('runSavedReport', { params: { organisation: 'riverside', report }, body: {} }, member.headers);
    const call = request({ host: '127.0.0.1', port: api.port, ...sent, agent: false });
    call.on('error', () => undefined);
    call.end(sent.body);
    await until(async () => (await lastRun()).id !== before);
    call.destroy();
    await sleep(100);
    letGo();
    await closed;
    await until(async () => (await lastRun()).state !== 'running');
    expect(await lastRun()).toMatchObject({ state: 'cancelled', problem: 'Whoever asked for the report went away.' });
  });

  test('as failed, in words of our own, where the store refuses', async () => {
    const secret = 'SELECT error($1::VARCHAR) AS n';
    const failing = house.api.box.context.reportRuns.run(requestOf(), ({ store }) =>
      store.query(secret, ['name@x.example']),
    );
    await expect(failing).rejects.toMatchObject({ code: 'store-failed' });
    expect(await lastRun()).toMatchObject({ state: 'failed', problem: 'The store refused a statement.' });
  });

  test('as cut off with the server, one that was stopped or one that died', async () => {
    const { context } = house.api.box;
    const stopped = await createReportRuns(context);
    const cut = stopped.run(requestOf(), endless).catch((err: unknown) => err);
    await until(async () => (await lastRun()).state === 'running');
    await stopped.close();
    expect(await cut).toMatchObject({ name: 'RunEnded' });
    expect((await lastRun()).state).toBe('cut-off');

    // As a process leaves it that was killed.
    const { id } = await lastRun();
    await context.db
      .updateTable('report_runs')
      .set({ state: 'running', ended_at: null })
      .where('id', '=', id)
      .execute();
    await (await createReportRuns(context)).close();
    expect(await lastRun()).toMatchObject({ id, state: 'cut-off', problem: 'The server was stopped while it ran.' });
  });
});
