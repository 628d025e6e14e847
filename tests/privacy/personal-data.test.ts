import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { OPERATIONS, type Operation, pathOf } from '@illuminate/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { collectAll, connectOrganisation } from '../support/connect-organisation.ts';
import type { SimulatorDoor } from '../support/simulator-door.ts';
import { launchPlatform, type StartedPlatform, startPlatform } from '../support/start-platform.ts';
import { startSimulator } from '../support/start-simulator.ts';
import { createFinder, distinctiveWords } from './find-texts.ts';
import { plantToken } from './plant-token.ts';
import { scanDataFolder } from './scan-data-folder.ts';

/** In a script of its own, with letters that NFC and NFD write differently. */
const TOKEN = 'Gŵenllïan Zażółćbdfgh-Şüķņ 07700 9001234';

const killAt = pathToFileURL(join(import.meta.dirname, '..', 'support', 'kill-at.mjs')).href;

let folder: string;
let data: string;
/** All that the servers wrote, and all that they answered. */
let output = '';
const answers = new Map<string, string>();
let personal: string[] = [];
let secrets: { where: string | null; text: string }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'illuminate-privacy-'));
  data = join(folder, 'data');
  await using simulator = await startSimulator({ seed: 77, events: 6, orders: 160, years: 0.4 });
  const { door } = simulator;
  const env = { LOG_LEVEL: 'trace' };
  let connection: string;
  {
    await using platform = await startPlatform({ data, env });
    // Whatever quotes what it chokes on gets a chance to: records of a changed form, answers cut off, pages instead of data.
    await door.fault({ name: 'type-change', value: 'customer', times: 60 });
    await door.fault({ name: 'missing-field', value: 'total', times: 60 });
    connection = (await connectOrganisation(platform.api, door, { slug: 'alpha' })).name;
    await endOfSync(platform, connection);
    await answersOf(platform, connection, 'with rejects: ');
    for (const fault of [
      { name: 'truncated', times: 5, match: '/customers/' },
      { name: 'challenge-200', times: 2, match: '/customers/' },
      { name: 'truncated', times: 5, match: 'orders?' },
      { name: 'type-change', value: 'tickets', times: 60 },
      { name: 'missing-field', value: 'lastTransactionDate', times: 60 },
      { name: 'server-error', times: 6, match: 'orders/sync' },
    ]) {
      await door.fault(fault);
      await endOfSync(platform, connection);
    }
    await answersOf(platform, connection, 'in trouble: ');
    await door.clearFaults();
    await bookersByShortNumber(platform, door);
    await platform.process.stop();
    output += platform.process.output();
  }
  await door.clearFaults();
  await door.change(40, { scattered: true });
  output += await crash(connection);
  {
    await using platform = await startPlatform({ data, env });
    await collectAll(platform.api, connection);
    await platform.api.call('copyStore', { params: { organisation: 'alpha' } });
    await answersOf(platform, connection, '');
    await platform.process.stop();
    output += platform.process.output();
    const { clients } = await door.accounts();
    secrets = [
      { where: null, text: clients[0]?.secret ?? '' },
      { where: 'operator.key', text: platform.operatorKey },
      { where: 'master.key', text: (await readFile(join(data, 'master.key'))).toString('latin1').trim() },
    ];
  }
  personal = await door.personal();
}, 600_000);

afterAll(async () => rm(folder, { recursive: true, force: true }));

/** Starts a sync and waits for its end, however that is. */
async function endOfSync({ api }: StartedPlatform, connection: string): Promise<void> {
  const { id } = await api.call('startSync', { params: { connection } });
  while ((await api.call('showSync', { params: { sync: id } })).endedAt === null) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A server that dies with rows in its hands. @returns what it wrote */
async function crash(connection: string): Promise<string> {
  const process = launchPlatform({
    data,
    env: { LOG_LEVEL: 'trace' },
    preload: [`${killAt}?channel=illuminate:load&phase=before-commit&nth=1`],
  });
  const ready = process.line(/^Illuminate is ready: (http:\S+)$/m, 90_000);
  const address = await Promise.race([ready, process.ended.then(() => null)]);
  if (address !== null) {
    const key = (await readFile(join(data, 'operator.key'), 'utf8')).trim();
    const path = pathOf(OPERATIONS.startSync, { connection });
    await fetch(`${address}${path}`, { method: 'POST', headers: { authorization: `Bearer ${key}` } }).catch(() => null);
  }
  expect((await process.ended).signal).toBe('SIGKILL');
  return process.output();
}

/** Exports bookers by the short number, of which the box office is asked, whatever it answers; one is erased. What is answered is kept. */
async function bookersByShortNumber({ address, operatorKey }: StartedPlatform, door: SimulatorDoor): Promise<void> {
  const ask = async (deed: 'export' | 'erase', customerId: string): Promise<string> => {
    const response = await fetch(`${address}/api/v1/organisations/alpha/bookers/${deed}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${operatorKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ customerId }),
    });
    const text = `${response.status} ${await response.text()}`;
    answers.set(`${deed} by short number ${answers.size}`, text);
    return text;
  };
  const numbers = (await door.personal()).filter((text) => /^I-\w{4}-\w{4}$/.test(text));
  const [first = '', second = '', ...others] = numbers;
  expect(await ask('export', first)).toMatch(/^200 .*"held":/);
  expect(await ask('erase', second)).toMatch(/^200 .*"erasedAt":/);
  const bent = [
    { name: 'truncated', match: '/customers/' },
    { name: 'challenge-200', match: '/customers/' },
    { name: 'server-error', match: '/customers/' },
    { name: 'type-change', value: 'customer' },
  ];
  expect(others.length).toBeGreaterThanOrEqual(bent.length);
  for (const [at, fault] of bent.entries()) {
    await door.fault({ ...fault, times: 20 });
    const said = await ask('export', others[at] ?? '');
    // What has another type may be understood; what is cut off, another's page or an error is not.
    expect(said).toMatch(fault.name === 'type-change' ? /^(200|409|422|502) / : /^(409|422|502) /);
    await door.clearFaults();
  }
}

/** Asks everything that can be asked, and keeps the answers as they came. */
async function answersOf(
  { address, api, operatorKey }: StartedPlatform,
  connection: string,
  when: string,
): Promise<void> {
  const { items } = await api.call('listSyncs', { params: { connection }, query: { limit: 1 } });
  const params = { connection, organisation: 'alpha', sync: items[0]?.id ?? '' };
  const query = { organisation: 'alpha', from: '2020-01-01', to: '2035-12-31', columns: 'all', limit: 100 };
  const paths = ['/metrics', '/healthz', '/readyz', '/', '/api/v1/openapi.json'];
  for (const operation of Object.values(OPERATIONS) as Operation[]) {
    if (operation.method !== 'get') continue;
    const given = Object.keys(query).filter((name) =>
      JSON.stringify(operation.query?._zod.def ?? {}).includes(`"${name}"`),
    );
    paths.push(
      pathOf(operation, params, Object.fromEntries(given.map((name) => [name, query[name as keyof typeof query]]))),
    );
  }
  for (const path of paths) {
    for (const accept of ['application/json', 'text/csv']) {
      const controller = new AbortController();
      // Streams of events never end: what came in the first moment is what there is.
      const timer = setTimeout(() => controller.abort(), 1_500);
      let text = '';
      try {
        const headers = { accept, authorization: `Bearer ${operatorKey}` };
        const response = await fetch(`${address}${path}`, { headers, signal: controller.signal });
        text = `${response.status} `;
        for await (const piece of response.body ?? []) text += Buffer.from(piece).toString('utf8');
      } catch (err) {
        if (!controller.signal.aborted) throw err;
      } finally {
        clearTimeout(timer);
      }
      answers.set(`${when}${path} as ${accept}`, text);
    }
  }
}

describe('the scan proves itself', () => {
  test('a token planted in each kind of place is found there', async () => {
    const copy = join(folder, 'planted');
    await cp(data, copy, { recursive: true });
    const places = await plantToken(copy, TOKEN);
    const finder = createFinder([TOKEN, ...distinctiveWords([TOKEN])]);
    const { findings } = await scanDataFolder(copy, finder);
    const found = new Set(findings.map(({ place }) => place));
    expect(places.filter((place) => !found.has(place))).toEqual([]);
    expect(finder.find(Buffer.from(`HTTP/1.1 200 {"name":"${TOKEN}"}`))).not.toEqual([]);
    // Nothing is found where nothing was planted.
    const elsewhere = [...found].filter(
      (place) => !/planted|ticket_types|9999999999999999/.test(place) && !/^(control|warehouse)\//.test(place),
    );
    expect(elsewhere).toEqual([]);
  });

  test('a text of the box office is found when somebody writes it down', () => {
    const finder = createFinder(personal);
    const missed = personal.filter(
      (text) => finder.find(Buffer.from(`… ${JSON.stringify({ text })} …`), 1).length === 0,
    );
    expect(missed).toEqual([]);
  });
});

describe('nothing personal is kept', () => {
  test('not under the data folder: no file, no column of a store, a copy or the control database, no dump, no kept page', async () => {
    expect(personal.length).toBeGreaterThan(1_000);
    const { findings, read } = await scanDataFolder(data, createFinder([...personal, ...distinctiveWords(personal)]));
    expect(findings).toEqual([]);
    expect(read.files).toBeGreaterThan(100);
    expect(read.columns).toBeGreaterThan(300);
    expect(read.dumps).toBeGreaterThan(0);
    expect(read.pages).toBeGreaterThan(0);
  });

  test('not in what the server wrote, nor in anything that it answered', () => {
    const finder = createFinder([...personal, ...distinctiveWords(personal)]);
    expect(finder.find(Buffer.from(output))).toEqual([]);
    const told = [...answers].flatMap(([path, text]) =>
      finder.find(Buffer.from(text)).map((found) => ({ path, ...found })),
    );
    expect(told).toEqual([]);
    const fine = [...answers].filter(([, text]) => text.startsWith('200'));
    expect(fine.length).toBeGreaterThan(20);
    const rejects = [...answers].find(([path]) => path.startsWith('with rejects: ') && path.includes('/rejects'));
    expect(rejects?.[1]).toContain('"field":"total"');
  });

  test('no key lies anywhere but in its own file', async () => {
    for (const { text } of secrets) expect(text.length).toBeGreaterThan(20);
    const finder = createFinder(secrets.map(({ text }) => text));
    const { findings } = await scanDataFolder(data, finder);
    const own = new Map(secrets.map(({ where, text }) => [text, where]));
    expect(findings.filter(({ place, text }) => place !== own.get(text))).toEqual([]);
    expect(finder.find(Buffer.from(output))).toEqual([]);
    expect([...answers.values()].flatMap((answer) => finder.find(Buffer.from(answer)))).toEqual([]);
  });
});
