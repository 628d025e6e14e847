import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedPlatform, startPlatform } from '../support/start-platform.ts';
import { startNode } from '../support/start-process.ts';
import { program, type StartedSimulator, startSimulator } from '../support/start-simulator.ts';
import { until } from '../support/until.ts';

// An operator connects an arts centre that has a public feed and nothing else, and something goes wrong with the feed.

const MILL = 'mill-ticketsolve';

let data: string;
let platform: StartedPlatform;
let simulator: StartedSimulator;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'illuminate-feed-'));
  simulator = await startSimulator({ provider: 'ticketsolve', world: 'demo' });
  platform = await startPlatform({ data, demo: false });
});
afterAll(async () => {
  await platform.process.stop();
  await simulator[Symbol.asyncDispose]();
  await rm(data, { recursive: true, force: true });
});

async function illuminate(line: string): Promise<{ code: number | null; output: string }> {
  const process = startNode([...program('illuminate', 'cli/src/main.ts'), ...line.split(' ')], {
    env: { ILLUMINATE_DATA: data },
  });
  const { code } = await process.ended;
  return { code, output: process.output() };
}

/** Collects now. @returns how it ended */
async function sync(): Promise<string> {
  const { id } = await platform.api.call('startSync', { params: { connection: MILL } });
  return until('the sync is over', 60_000, async () => {
    const { state } = await platform.api.call('showSync', { params: { sync: id } });
    return state !== 'queued' && state !== 'running' && state;
  });
}

const show = () => platform.api.call('showConnection', { params: { connection: MILL } });

test('nothing secret is asked for, and a wrong account is told before anything is stored', async () => {
  const mill = { slug: 'mill', name: 'Mill Arts Centre', zone: 'Europe/Dublin', currency: 'EUR' };
  await platform.api.call('addOrganisation', { body: mill });
  const add = `connections add --provider ticketsolve --method support-request --organisation mill --set host=${simulator.door.origin}`;
  expect((await illuminate(`${add} --set account=nobody`)).output).toContain('Ticketsolve has nothing at shows.xml');
  expect((await illuminate(`${add} --set account=mill`)).code).toBe(0);
});

test('what is on and how full it is comes, and that there are no orders is said', async () => {
  expect(await sync()).toBe('succeeded');
  const connection = await show();
  expect(connection).toMatchObject({
    headline: { code: 'OK' },
    facts: { credential: 'not_needed', coverage: 'ok' },
    salesSupplied: false,
    credential: null,
    counts: { orders: 0, rejects: 0 },
  });
  const listed = (await simulator.door.truth('mill')).performances.filter((one) => one.listed);
  // The door speaks of now; what has begun since is listed no more.
  expect(connection.counts.performances).toBeGreaterThanOrEqual(listed.length);
  expect(connection.counts.observations).toBeGreaterThanOrEqual(listed.length);
  const shown = await illuminate(`connections show ${MILL}`);
  expect(shown.output).toContain('orders, tickets, customers: not supplied by the feed');
  expect(shown.output).toMatch(/Credential\s+not needed/);
  const tested = await platform.api.call('testConnection', { params: { connection: MILL } });
  expect(tested).toMatchObject({ signedIn: true, credentialNeeded: false, failure: null });
  const question = { organisation: 'mill', from: '2020-01-01', to: '2099-12-31' };
  const report = await platform.api.call('runEventIdReport', { query: question });
  expect(report.rows).toHaveLength(connection.counts.events);
});

test('a page to sign in, in place of the feed, is told in the status and changes nothing', async () => {
  const before = await show();
  await simulator.door.fault({ name: 'login-page' });
  expect(await sync()).toBe('failed');
  const failed = await show();
  expect(failed.headline).toMatchObject({ code: 'FAILED' });
  expect(failed.headline.sentence).toContain('A web page came from Ticketsolve in place of data');
  expect(failed.counts).toEqual(before.counts);
  await simulator.door.clearFaults();
  expect(await sync()).toBe('succeeded');
  expect((await show()).headline.code).toBe('OK');
});

test('an empty feed deletes nothing until somebody has looked and said so', async () => {
  const { counts } = await show();
  await simulator.door.fault({ name: 'feed-empty' });
  for (let n = 0; n < 2; n++) await sync();
  const doubtful = await show();
  expect(doubtful.headline).toMatchObject({
    code: 'PARTIAL',
    sentence: expect.stringContaining('missing from the feed'),
  });
  expect(doubtful.counts.performances).toBe(counts.performances);
  const { items } = await platform.api.call('listRejects', { params: { connection: MILL } });
  expect(items).toMatchObject([{ nextStep: expect.stringContaining('--accept-absent') }]);
  expect((await illuminate(`connections sync ${MILL} --accept-absent --wait`)).output).toContain('gone');
  expect((await show()).counts.performances).toBeLessThan(counts.performances);
  await simulator.door.clearFaults();
  await sync();
  expect((await show()).counts.performances).toBe(counts.performances);
});
