import { execFile, spawnSync } from 'node:child_process';
import { createHash, createPrivateKey, sign } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newPair, senderWith } from '../support/deliver.ts';
import { type StartedPlatform, startPlatform } from '../support/start-platform.ts';
import { startNode } from '../support/start-process.ts';
import { program } from '../support/start-simulator.ts';

// What a provider's developer does with the document of the format alone, and an organisation with the sender that comes along.

const DOCUMENT = join(import.meta.dirname, '..', '..', 'docs', 'connectors', 'delivery.md');

const runs = (command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;
const missing = [
  ...(runs('sh', '-c', 'true') ? [] : ['a shell']),
  ...(runs('curl', '--version') ? [] : ['curl']),
  ...(runs('openssl', 'list', '-public-key-algorithms') ? [] : ['openssl']),
];

let scratch: string;
let document: string;
let platform: StartedPlatform;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'illuminate-delivered-'));
  document = await readFile(DOCUMENT, 'utf8');
  platform = await startPlatform({ data: join(scratch, 'data') });
});
afterAll(async () => {
  await platform.process.stop();
  await rm(scratch, { recursive: true, force: true });
});

async function connection(slug: string): Promise<string> {
  const { api } = platform;
  await api.call('addOrganisation', { body: { slug, name: `The ${slug}`, zone: 'Europe/Dublin', currency: 'EUR' } });
  const body = { organisation: slug, provider: 'delivery', method: 'delivery' as const, settings: {} };
  return (await api.call('addConnection', { body })).name;
}

/** The shell text of the document, block by block. */
const shellBlocks = (): string[] => {
  const exchange = document.slice(document.indexOf('## A complete exchange'));
  return [...exchange.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, text]) => text ?? '');
};

const shell = (script: string, cwd: string, more: Record<string, string>) =>
  promisify(execFile)('sh', ['-c', script], {
    cwd,
    env: { PATH: process.env.PATH ?? '', ILLUMINATE: platform.address, ...more },
  });

test('the signature in the document is that of its text by its key', () => {
  const [key = ''] = /-----BEGIN PRIVATE KEY-----[\s\S]*?-----END PRIVATE KEY-----/.exec(document) ?? [];
  const [, text = ''] = /```\n(illuminate-delivery-v1\n[\s\S]*?)\n```/.exec(document) ?? [];
  const signature = sign(null, Buffer.from(text), createPrivateKey(key)).toString('base64');
  expect(document).toContain(`\`\`\`\n${signature}\n\`\`\``);
});

describe.skipIf(missing.length > 0)(
  `the exchange of the document${missing.map((name) => `; there is no ${name} here`).join('')}`,
  () => {
    test('runs as it stands, and again', async () => {
      const name = await connection('mill');
      const folder = join(scratch, 'by-curl');
      await mkdir(folder);
      const blocks = shellBlocks();
      expect(blocks.length).toBeGreaterThanOrEqual(7);
      const script = ['set -eu', ...blocks, 'echo AGAIN', blocks.at(-1), 'printf %s "$KEY_ID" > key-id'].join('\n');
      const { stdout: output } = await shell(script, folder, {
        CONNECTION: name,
        ILLUMINATE_API_KEY: platform.operatorKey,
      });
      const [first = '', again = ''] = output.split('AGAIN\n');
      const answers = first
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(answers[0]).toMatchObject({ connection: name, nextSequence: 1, lastSequence: null, gaps: [] });
      expect(answers.slice(1).map(({ state, missingParts }) => [state, missingParts])).toEqual([
        ['receiving', [1, 2]],
        ['receiving', [2]],
        ['receiving', []],
        ['loaded', []],
      ]);
      expect(answers.at(-1).loaded).toMatchObject({ orders: 2, tickets: 5, performances: 1, unchanged: 0 });
      for (const line of again.trim().split('\n')) expect(JSON.parse(line)).toEqual(answers.at(-1));
      const { counts } = await platform.api.call('showConnection', { params: { connection: name } });
      expect(counts).toMatchObject({ orders: 2, tickets: 5, performances: 1, events: 1 });
    });

    test('a body that was changed after it was signed is refused', async () => {
      const folder = join(scratch, 'by-curl');
      const [, , signing = ''] = shellBlocks();
      const forging = signing.replace('-T "$3"', '-T orders.ndjson');
      expect(forging).not.toBe(signing);
      const more = { CONNECTION: 'mill-delivery', KEY_ID: await readFile(join(folder, 'key-id'), 'utf8') };
      const refused = await shell(`${forging}\nsend PUT /batches/forged manifest.json`, folder, more).catch(
        (err: { code: number; stdout: string }) => err,
      );
      expect(refused).toMatchObject({ code: 22 });
      expect(JSON.parse(refused.stdout).code).toBe('signature-invalid');
    });
  },
);

const withoutPython = [
  ...(runs('python3', '--version') ? [] : ['python3']),
  ...missing.filter((name) => name === 'openssl'),
];

test.skipIf(withoutPython.length > 0)(
  `a sender in another language cuts a part off, sends in reverse, and is loaded${withoutPython.map((name) => `; there is no ${name} here`).join('')}`,
  async () => {
    const { api, address } = platform;
    const name = await connection('pier');
    const { publicPem, privateKey } = newPair();
    const KEY_FILE = join(scratch, 'python.pem');
    await writeFile(KEY_FILE, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
    const { id } = await api.call('addDeliveryKey', { params: { connection: name }, body: { publicKey: publicPem } });
    const script = join(import.meta.dirname, '..', 'support', 'deliver.py');
    const env = { PATH: process.env.PATH ?? '', ILLUMINATE: address, CONNECTION: name, KEY_ID: id, KEY_FILE };
    const { stdout } = await promisify(execFile)('python3', [script], { env });
    const counted = { orders: 300, tickets: 600, performances: 1 };
    expect(JSON.parse(stdout)).toMatchObject({ state: 'loaded', loaded: { ...counted, unchanged: 0 } });
    const { counts } = await api.call('showConnection', { params: { connection: name } });
    expect(counts).toMatchObject({ ...counted, customers: 7 });
  },
);

describe('the sender that comes along', () => {
  let name: string;
  let keyId: string;
  const key = () => join(scratch, 'sender.pem');

  async function illuminate(...words: string[]): Promise<{ code: number | null; output: string }> {
    const running = startNode([...program('illuminate', 'cli/src/main.ts'), ...words], {
      env: { ILLUMINATE_URL: platform.address, ILLUMINATE_API_KEY: platform.operatorKey },
    });
    const { code } = await running.ended;
    return { code, output: running.output() };
  }

  const sending = (folder: string, ...more: string[]) =>
    illuminate('deliver', folder, '--key-file', key(), '--key-id', keyId, ...more);

  const row = (order: string, ticket: string, total = '10.00') =>
    `${order},2026-11-24T13:50:11Z,2026-11-24T13:52:40Z,${total},${ticket},P1,${total},77,nora@example.org\n`;
  const header =
    'order_id,placed_at,changed_at,order_total,ticket_id,performance_id,ticket_total,customer_id,customer_email\n';
  const flags = (from: string, to: string) => [
    ...['--connection', name, '--period-from', from, '--period-to', to, '--currency', 'EUR'],
    ...['--personal-field', 'customer.id', '--personal-field', 'customer_email'],
  ];

  beforeAll(async () => {
    name = await connection('weir');
  });

  test('a key is made and registered', async () => {
    expect((await illuminate('deliver', '--make-key', key())).code).toBe(0);
    const added = await illuminate('connections', 'keys', 'add', name, '--public-key-file', `${key()}.pub`, '--json');
    keyId = JSON.parse(added.output).id;
    expect((await illuminate('connections', 'keys', 'list', name)).output).toContain(keyId);
  });

  test('data files are delivered once, and what is dropped stays here', async () => {
    const folder = join(scratch, 'data-files');
    await mkdir(folder);
    await writeFile(join(folder, 'orders.csv.gz'), gzipSync(header + row('A', 'A1') + row('B', 'B1')));
    await writeFile(
      join(folder, 'performances.csv'),
      'performance_id,event_id,event_name,starts_at\nP1,E1,The Plough,2026-12-01T20:00:00Z\n',
    );
    const period = flags('2026-11-24T13:45:00Z', '2026-11-24T14:00:00Z');
    const sent = await sending(folder, ...period);
    expect(sent.output).toContain('sequence 1: loaded 2 orders, 2 tickets, 1 performance; 0 unchanged.');
    expect(sent.code).toBe(0);
    expect((await sending(folder, ...period)).output).toContain('nothing was sent');
    await writeFile(join(folder, 'orders.csv.gz'), gzipSync(header + row('A', 'A1') + row('C', 'C1')));
    const next = await sending(folder, ...flags('2026-11-24T14:00:00Z', '2026-11-24T14:15:00Z'));
    expect(next.output).toContain('sequence 2: loaded 2 orders, 2 tickets, 1 performance');
    const { counts } = await platform.api.call('showConnection', { params: { connection: name } });
    expect(counts).toMatchObject({ orders: 3, tickets: 3, performances: 1, customers: 1 });
    expect((await illuminate('deliveries', name)).output).toMatch(/^2 batches of [\s\S]*✓ loaded/);
  });

  test('one ticket too many is found before it is sent, and refused by the server in the same words', async () => {
    const folder = join(scratch, 'by-hand');
    await mkdir(folder);
    const ticket = (id: string) => ({ id, performance: 'P1', total: '10.00' });
    const order = {
      id: 'D',
      placedAt: '2026-11-24T14:20:00Z',
      changedAt: '2026-11-24T14:20:00Z',
      total: '20.00',
      currency: 'EUR',
      tickets: [ticket('D1'), ticket('D2')],
    };
    const bytes = Buffer.from(`${JSON.stringify(order)}\n`);
    const manifest = {
      format: 'illuminate-delivery/1',
      connection: name,
      batch: 'by-hand',
      sequence: 3,
      createdAt: '2026-11-24T14:30:00Z',
      period: { from: '2026-11-24T14:15:00Z', to: '2026-11-24T14:30:00Z' },
      personalFields: [],
      parts: [
        {
          part: 1,
          kind: 'orders',
          format: 'ndjson',
          encoding: 'none',
          bytes: bytes.length,
          sha256: createHash('sha256').update(bytes).digest('hex'),
          records: 1,
        },
      ],
      totals: { orders: 1, tickets: 1, performances: 0, amounts: { EUR: { orders: '20.00', tickets: '20.00' } } },
    };
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
    await writeFile(join(folder, 'part-1.ndjson'), bytes);
    const said = 'totals.tickets is declared 1, counted 2 (difference 1).';
    const checked = await illuminate('deliver', folder, '--check');
    expect(checked.output).toContain(said);
    expect(checked.code).toBe(1);
    expect((await sending(folder)).code).toBe(1);
    const { items } = await platform.api.call('listDeliveries', { params: { connection: name } });
    expect(items.map(({ batch }) => batch)).not.toContain('by-hand');

    const privateKey = createPrivateKey(await readFile(key(), 'utf8'));
    const { address } = platform;
    const { send } = senderWith({ address, connection: name, keyId, privateKey });
    const path = 'batches/by-hand';
    await send({ method: 'PUT', path, body: Buffer.from(JSON.stringify(manifest)) });
    await send({ method: 'PUT', path: `${path}/parts/1`, body: bytes });
    const { status, problem } = await send({ method: 'POST', path: `${path}/complete` });
    expect([status, problem.code, problem.detail]).toEqual([422, 'totals-differ', said]);
    const listed = await illuminate('deliveries', name);
    expect(listed.output).toMatch(/✗ refused/);
    expect(listed.output).toContain(said);
  });

  test('a key that was retired is refused from then on', async () => {
    const folder = join(scratch, 'late');
    await mkdir(folder);
    await copyFile(join(scratch, 'data-files', 'performances.csv'), join(folder, 'performances.csv'));
    expect((await illuminate('connections', 'keys', 'retire', name, keyId)).code).toBe(0);
    const { code, output } = await sending(folder, ...flags('2026-11-24T14:30:00Z', '2026-11-24T14:45:00Z'));
    expect(code).toBe(4);
    expect(output).toContain('Next: ');
  });
});
