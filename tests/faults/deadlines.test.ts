import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { connectOrganisation } from '../support/connect-organisation.ts';
import { connectInProcess } from '../support/in-process-sync.ts';
import { brokenRules, differences, readState, selectFrom } from '../support/read-store.ts';
import { scratchWarehouse } from '../support/scratch-warehouse.ts';
import type { RequestReport, SimulatorDoor } from '../support/simulator-door.ts';
import { launchPlatform, startPlatform } from '../support/start-platform.ts';
import { startSimulator } from '../support/start-simulator.ts';
import { until } from '../support/until.ts';
import { finish } from './finish.ts';

const zone = 'Europe/London';
const small = { seed: 3, events: 6, orders: 150, years: 0.4 };

async function inFreshFolder(work: (data: string) => Promise<void>): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), 'illuminate-deadlines-'));
  try {
    await work(data);
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}

/** Answers given about clients' data, which the list of consenting clients is not. */
function served({ routes }: RequestReport): number {
  const good = routes.filter(({ route, status }) => status === 200 && !route.startsWith('partner/'));
  return good.reduce((sum, { count }) => sum + count, 0);
}

/** Puts a client in the box office's place where permission is given, and the partner's credential where we sign in. */
async function connectByConsent(
  api: Awaited<ReturnType<typeof startPlatform>>['api'],
  door: SimulatorDoor,
): Promise<string> {
  const { partner, clients } = await door.accounts();
  await api.call('setPartnerCredential', {
    params: { provider: 'spektrix' },
    body: { settings: { login: partner.login, secret: partner.secret, host: door.origin } },
  });
  await api.call('addOrganisation', { body: { slug: 'alpha', name: 'Alpha', zone, currency: 'GBP' } });
  const { name } = await api.call('addConnection', {
    body: {
      organisation: 'alpha',
      provider: 'spektrix',
      method: 'provider-consent',
      settings: { client: clients[0]?.client ?? '' },
    },
  });
  return name;
}

describe.concurrent('whoever must stop stops', () => {
  test('a second server on a data folder refuses with a sentence, and the first goes on', async () => {
    await inFreshFolder(async (data) => {
      await using first = await startPlatform({ data });
      const second = launchPlatform({ data });
      const { code } = await second.ended;
      expect(code).not.toBe(0);
      const said = second.output().trim().split('\n').at(-1) ?? '';
      expect(said).toContain(data);
      expect(said).toMatch(/[^.]+: .+\.$|in use|already/);
      expect(said).not.toMatch(/^\{|Error:|\bat .*:\d+:\d+/);
      expect((await first.api.call('showStatus', {})).connections).toEqual([]);
    });
  });

  test('permission withdrawn in mid-sync ends collection at once, and what is there is kept', async () => {
    await inFreshFolder(async (data) => {
      // A second client goes on allowing: an empty list would be no withdrawal but a reason to ask a person.
      await using simulator = await startSimulator({ ...small, clients: 2, allow: ['demo1', 'demo2'] });
      const { door } = simulator;
      await door.fault({ name: 'slow-windows', value: 60 });
      await using platform = await startPlatform({ data });
      const { api } = platform;
      const connection = await connectByConsent(api, door);
      const show = () => api.call('showConnection', { params: { connection } });
      const loading = await until('it loads', 90_000, async () => {
        const now = await show();
        return now.runningSync !== null && now.counts.events > 0 && now.counts.tickets > 0 && now;
      });
      expect(loading.progress?.complete).toBe(false);
      await door.allow('demo1', false);
      const stopped = await until('it stops', 60_000, async () => {
        const now = await show();
        return now.runningSync === null && now.headline.code === 'WITHDRAWN' && now;
      });
      const then = served(await door.requests());
      await sleep(3_000);
      expect(served(await door.requests())).toBe(then);
      expect(stopped.nextSyncAt).toBeNull();
      expect(stopped.facts.consent).toBe('withdrawn');
      expect(stopped.counts.tickets).toBeGreaterThanOrEqual(loading.counts.tickets);
      await expect(api.call('startSync', { params: { connection } })).rejects.toMatchObject({
        problem: { code: 'not-possible-now' },
      });
      const query = { organisation: 'alpha', from: '2000-01-01', to: '2100-12-31' };
      expect((await api.call('runEventIdReport', { query })).rows.length).toBeGreaterThan(0);
    });
  });

  test('a sync that two people end at once is ended once, and said once', async () => {
    await inFreshFolder(async (data) => {
      await using simulator = await startSimulator(small);
      await using platform = await startPlatform({ data });
      const { api } = platform;
      await simulator.door.fault({ name: 'slow-windows', value: 200 });
      const { name: connection } = await connectOrganisation(api, simulator.door, { slug: 'alpha' });
      const params = { connection };
      await until('it runs', 30_000, async () => {
        const { runningSync } = await api.call('showConnection', { params });
        return runningSync?.state === 'running';
      });
      await Promise.all([api.call('pauseConnection', { params }), api.call('stopConnection', { params })]);
      expect((await api.call('showConnection', { params })).runningSync).toBeNull();
      expect(platform.process.output().match(/sync is cancelled/g)).toHaveLength(1);
    });
  });

  test('a stop in mid-sync, with an answer that never comes, takes less than ten seconds', async () => {
    await inFreshFolder(async (data) => {
      await using simulator = await startSimulator(small);
      const platform = await startPlatform({ data });
      await simulator.door.fault({ name: 'hang', match: 'orders?' });
      const connecting = connectOrganisation(platform.api, simulator.door, { slug: 'alpha' }).catch(() => null);
      await until('a request hangs', 30_000, async () => (await simulator.door.requests()).total > 0);
      const began = performance.now();
      const { code } = await platform.process.stop();
      expect(code).toBe(0);
      expect(performance.now() - began).toBeLessThan(10_000);
      await connecting;
    });
  });
});

describe.concurrent('whoever comes late changes nothing', () => {
  test('a sync that was overtaken cannot write', async () => {
    await using simulator = await startSimulator({ ...small, until: '2026-04-20T10:17:00Z' });
    const { door } = simulator;
    await using scratch = await scratchWarehouse();
    const connection = await connectInProcess({ door, warehouse: scratch.warehouse, organisationId: 'org_a', zone });
    await finish(connection);
    await door.change(10, { scattered: true });
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let isHolding = (): void => undefined;
    const holding = new Promise<void>((resolve) => {
      isHolding = resolve;
    });
    const late = connection.sync({
      asked: true,
      beforeLoad() {
        isHolding();
        return held;
      },
    });
    await holding;
    await door.change(10, { scattered: true });
    await finish(connection);
    const before = await connection.withStore((store) => readState(selectFrom(store)));
    letGo();
    await expect(late).rejects.toMatchObject({ code: 'store-fenced' });
    await connection.withStore(async (store) => {
      const select = selectFrom(store);
      expect(differences(await readState(select), before)).toEqual([]);
      expect(await brokenRules(select, { catalogueRead: true })).toEqual([]);
    });
  });

  test('a window that is never answered is asked for in halves, and history is complete', async () => {
    await using simulator = await startSimulator({ ...small, until: '2026-04-20T10:17:00Z' });
    const { door } = simulator;
    await using scratch = await scratchWarehouse();
    const connection = await connectInProcess({ door, warehouse: scratch.warehouse, organisationId: 'org_a', zone });
    // Far back in history, where nothing else is waiting for the same days.
    await door.fault({ name: 'hang', times: 1, match: 'DateFrom=2025-1' });
    const { failed, historyComplete } = await connection.sync({ asked: true });
    expect({ failed, historyComplete }).toEqual({ failed: [], historyComplete: true });
    const truth = await door.truth();
    expect((await connection.withStore((store) => store.facts('con_a'))).counts.tickets).toBe(truth.totals.tickets);
  });
});
