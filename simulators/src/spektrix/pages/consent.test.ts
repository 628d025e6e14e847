import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askSigned } from '../ask-for-tests.ts';
import { type StartedForTest, startForTest } from '../start-for-tests.ts';

const TOGGLE = '/demo1/control-panel/settings/configuration/system-setup/third-party-integrations';
const folder = mkdtempSync(join(tmpdir(), 'spektrix-simulator-'));
const options = { orders: 100, stateFile: join(folder, 'state.json') };
let box: StartedForTest;

beforeAll(async () => {
  box = await startForTest(options);
});
afterAll(async () => {
  await box.running.close();
  rmSync(folder, { recursive: true });
});

const page = async (path: string): Promise<string> => (await fetch(box.running.origin + path)).text();
const press = (allowed: boolean, origin: string | null): Promise<{ status: number }> =>
  askSigned(box.running.origin + TOGGLE, {
    account: null,
    method: 'POST',
    body: `allowed=${allowed}`,
    headers: origin === null ? {} : { origin },
  });
const list = async (): Promise<unknown> =>
  JSON.parse((await askSigned(`${box.running.origin}/partner/api/v1/clients`, { account: box.partner })).text).clients;

test('the way to the toggle is the one in the guide, link by link', async () => {
  let html = await page('/');
  let path = '';
  for (const name of [
    'Generated Theatre 1',
    'Control Panel',
    'Settings',
    'Configuration',
    'System Setup',
    'Third Party Integrations',
  ]) {
    const link = [...html.matchAll(/<a [^>]*?href="([^"]+)"[^>]*>([^<]+)<\/a>/g)].filter((match) => match[2] === name);
    expect(link).toHaveLength(1);
    path = link[0]?.[1] ?? '';
    html = await page(path);
  }
  expect(path).toBe(TOGGLE);
  expect(html).toContain('role="switch"');
  expect(html).toContain('Allow Illuminate to access my data on behalf of the Arts Council');
  expect(html).toContain('Simulator');
});

test('turning the toggle on opens the API to the partner and lists the client; turning it off closes both', async () => {
  expect((await box.ask('events', box.partner)).status).toBe(401);
  expect(await list()).toEqual([]);
  expect((await press(true, box.running.origin)).status).toBe(303);
  expect(await page(TOGGLE)).toContain('aria-checked="true"');
  expect((await box.ask('events', box.partner)).status).toBe(200);
  expect(await list()).toEqual([
    { client: 'demo1', name: 'Generated Theatre 1', allowedSince: '2025-11-20T12:00:00.000Z' },
  ]);
  expect((await press(false, box.running.origin)).status).toBe(303);
  const refused = await box.ask('events', box.partner);
  expect([refused.status, JSON.parse(refused.text).message]).toEqual([401, expect.stringContaining('does not allow')]);
});

test('the toggle is turned by its own page only', async () => {
  expect((await press(true, 'http://example.org')).status).toBe(403);
  expect((await press(true, null)).status).toBe(403);
  expect(await list()).toEqual([]);
});

test("the client's own account works whatever the toggle says", async () => {
  expect((await box.ask('events')).status).toBe(200);
});

test('a restart remembers the toggle and shows the same world', async () => {
  await press(true, box.running.origin);
  const window = 'orders?DateFrom=2015-01-01&DateTo=2030-01-01';
  const before = (await box.ask(window)).text;
  await box.running.close();
  box = await startForTest({ ...options, until: Date.UTC(2026, 0, 5) });
  expect(await list()).toHaveLength(1);
  expect((await box.ask(window)).text).toBe(before);
});
