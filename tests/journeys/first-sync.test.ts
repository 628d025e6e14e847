import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConnectionSummary } from '@illuminate/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GOLDEN_HEADER, GOLDEN_LINES, GOLDEN_QUESTION, GOLDEN_ROWS, linesOf } from '../support/golden-table.ts';
import { openDoor, type SimulatorDoor } from '../support/simulator-door.ts';
import { type StartedPlatform, startPlatform } from '../support/start-platform.ts';
import { startNode } from '../support/start-process.ts';
import { program } from '../support/start-simulator.ts';
import { until } from '../support/until.ts';

// One newcomer's hour with the demo, told in order: each test goes on where the one before left off.

const RIVERSIDE = 'riverside-spektrix';
const HARBOUR = 'harbour-spektrix';
const MILL = 'mill-ticketsolve';

let data: string;
let platform: StartedPlatform;
let door: SimulatorDoor;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'illuminate-journey-'));
  platform = await startPlatform({ data, demo: true });
  door = await doorOf(platform);
});

afterAll(async () => {
  await platform.process.stop();
  await rm(data, { recursive: true, force: true });
});

async function doorOf({ api }: StartedPlatform): Promise<SimulatorDoor> {
  const { simulators } = await api.call('showStatus', {});
  return openDoor(simulators[0]?.address ?? '');
}

const show = (connection: string) => platform.api.call('showConnection', { params: { connection } });

/** Follows the stream of changes, as a page does, until one is what was waited for. */
async function notified(
  isIt: (connection: ConnectionSummary) => boolean,
  withinMs: number,
): Promise<ConnectionSummary> {
  const response = await platform.api.request('watchConnections', {
    accept: 'text/event-stream',
    signal: AbortSignal.timeout(withinMs),
  });
  let text = '';
  for await (const piece of response.body ?? []) {
    text += Buffer.from(piece).toString('utf8');
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const line = /^data: ?(.*)$/m.exec(event)?.[1];
      if (line === undefined || line === '') continue;
      const connection = JSON.parse(line) as ConnectionSummary;
      if (isIt(connection)) return connection;
    }
  }
  throw new Error('the stream of changes ended');
}

/** The command, as somebody on this machine types it. */
async function illuminate(...words: string[]): Promise<{ code: number | null; output: string }> {
  const process = startNode([...program('illuminate', 'cli/src/main.ts'), ...words], {
    env: { ILLUMINATE_DATA: data },
  });
  const { code } = await process.ended;
  return { code, output: process.output() };
}

test('the demo waits for Riverside’s permission, and Harbour’s data comes by itself', async () => {
  const riverside = await show(RIVERSIDE);
  expect(riverside.headline).toMatchObject({ code: 'AWAITING_CONSENT', word: 'Waiting for approval' });
  expect(riverside.counts.orders).toBe(0);
  expect(riverside.steps.join(' ')).toContain('Third Party Integrations');
  await notified(({ name, counts }) => name === HARBOUR && counts.events > 0 && counts.tickets > 0, 90_000);
});

test('turned on in the box office, it is noticed without anybody doing anything', async () => {
  await door.allow('riversidetheatre', true);
  const noticed = await notified(({ name, state }) => name === RIVERSIDE && state === 'active', 90_000);
  expect(noticed.facts.consent).toBe('active');
  await notified(({ name, progress }) => name === RIVERSIDE && (progress?.monthsLoaded ?? 0) > 0, 120_000);
});

test('the Event ID report is the golden table, by API, as a spreadsheet and by command', async () => {
  const { api } = platform;
  const report = await until('four events', 120_000, async () => {
    const now = await api.call('runEventIdReport', { query: GOLDEN_QUESTION });
    return now.rows.length >= GOLDEN_ROWS.length && now;
  });
  expect(report.columns.map(({ label }) => label)).toEqual([...GOLDEN_HEADER]);
  expect(report.rows.map((row) => [row.eventId, row.eventName, row.firstInstance, row.lastInstance])).toEqual(
    GOLDEN_ROWS.map((row) => [...row]),
  );
  const sheet = await api.request('runEventIdReport', { query: GOLDEN_QUESTION, accept: 'text/csv' });
  expect(sheet.headers.get('content-type')).toMatch(/^text\/csv/);
  const csv = await sheet.text();
  expect(linesOf(csv)).toEqual(GOLDEN_LINES);

  const { organisation, from, to } = GOLDEN_QUESTION;
  const asked = ['report', 'event-ids', '--organisation', organisation, '--from', from, '--to', to];
  expect(await illuminate(...asked, '--csv')).toEqual({ code: 0, output: csv.replace(/^\ufeff/, '') });
  const table = await illuminate(...asked);
  expect(table.code).toBe(0);
  for (const cell of GOLDEN_ROWS.flat()) expect(table.output).toContain(cell);
  const json = await illuminate(...asked, '--json');
  expect(JSON.parse(json.output).rows).toEqual(report.rows);
});

test('Mill’s programme is read from its feed, and its sales arrive by delivery', async () => {
  const { api } = platform;
  const told = await until('three deliveries', 180_000, async () => {
    const { items } = await api.call('listDeliveries', { params: { connection: MILL } });
    return items.filter(({ state }) => state === 'loaded').length >= 3 && items;
  });
  const loaded = told.filter(({ state }) => state === 'loaded');
  expect(told.filter(({ state }) => state === 'refused')).toEqual([]);
  const mill = await show(MILL);
  expect(mill.facts.credential).toBe('not_needed');
  expect(mill.counts.performances).toBeGreaterThan(0);
  expect(mill.counts.tickets).toBeGreaterThan(0);
  expect(mill.deliveries?.gaps).toEqual([]);
  const { code, output } = await illuminate('deliveries', MILL);
  expect(code).toBe(0);
  for (const { batch } of loaded) expect(output).toContain(batch);
});

test('what the command says of the connection is what the API says', async () => {
  const { code, output } = await illuminate('connections', 'show', RIVERSIDE, '--json');
  expect(code).toBe(0);
  expect(JSON.parse(output)).toMatchObject({ name: RIVERSIDE, state: 'active' });
  const status = await illuminate('status');
  expect(status.code).toBe(0);
  expect(status.output).toContain(RIVERSIDE);
  expect(status.output).toContain(HARBOUR);
});

test('turned off, collection stops at once and what is there is kept', async () => {
  const before = await show(RIVERSIDE);
  await door.allow('riversidetheatre', false);
  const stopped = await notified(({ name, headline }) => name === RIVERSIDE && headline.code === 'WITHDRAWN', 90_000);
  expect(stopped.runningSync).toBeNull();
  expect(stopped.nextSyncAt).toBeNull();
  const { api } = platform;
  await expect(api.call('startSync', { params: { connection: RIVERSIDE } })).rejects.toMatchObject({
    problem: { code: 'not-possible-now' },
  });
  const now = await show(RIVERSIDE);
  expect(now.counts.events).toBeGreaterThanOrEqual(before.counts.events);
  expect(now.counts.tickets).toBeGreaterThanOrEqual(before.counts.tickets);
  const report = await api.call('runEventIdReport', { query: GOLDEN_QUESTION });
  expect(report.rows).toHaveLength(GOLDEN_ROWS.length);
});

test('stopped and started again, it is the same world in the same state', async () => {
  const before = await show(RIVERSIDE);
  const world = { accounts: await door.accounts(), sold: soldBefore(await door.journal('riversidetheatre')) };
  const { deliveries: sent } = await show(MILL);
  const { code } = await platform.process.stop();
  expect(code).toBe(0);
  platform = await startPlatform({ data, demo: true });
  door = await doorOf(platform);
  const after = await show(RIVERSIDE);
  expect(after.headline.code).toBe('WITHDRAWN');
  expect(after.counts).toEqual(before.counts);
  expect(after.createdAt).toBe(before.createdAt);
  expect({ accounts: await door.accounts(), sold: soldBefore(await door.journal('riversidetheatre')) }).toEqual(world);
  const report = await platform.api.call('runEventIdReport', { query: GOLDEN_QUESTION });
  expect(report.rows).toHaveLength(GOLDEN_ROWS.length);
  // Deliveries go on where they had got to, in the same world, with none left out.
  const delivered = await until('a further delivery', 240_000, async () => {
    const { deliveries } = await show(MILL);
    return (deliveries?.lastSequence ?? 0) > (sent?.lastSequence ?? 0) && deliveries;
  });
  expect(delivered.gaps).toEqual([]);
});

/** How much had been sold by the time the world was opened: everything before today. */
function soldBefore(journal: readonly { readonly at: string }[]): number {
  const today = new Date().toISOString().slice(0, 10);
  return journal.filter(({ at }) => at < today).length;
}
