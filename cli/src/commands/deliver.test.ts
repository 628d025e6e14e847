import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { totalsDiffer } from '../../test/examples.ts';
import { KEY_ID, startReceiver } from '../../test/receive-deliveries.ts';
import { run } from '../../test/run.ts';

const NOWHERE = 'http://127.0.0.1:9';

let scratch = '';
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
let keyFile = '';
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'illuminate-deliver-'));
  keyFile = join(scratch, 'sender.pem');
  await writeFile(keyFile, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

let made = 0;
async function folderOf(files: Record<string, string | Buffer>): Promise<string> {
  made += 1;
  const folder = join(scratch, `folder-${made}`);
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

const order = (id: string, more: object = {}) => ({
  id,
  placedAt: '2026-11-24T13:50:11Z',
  changedAt: '2026-11-24T13:52:40Z',
  currency: 'EUR',
  total: '42.50',
  tickets: [
    { id: `${id}-1`, performance: 'P1', total: '22.50' },
    { id: `${id}-2`, performance: 'P1', total: '20.00' },
  ],
  ...more,
});
const lines = (...records: object[]) => records.map((record) => `${JSON.stringify(record)}\n`).join('');

const CSV = `order_id,placed_at,changed_at,order_total,ticket_id,performance_id,ticket_total,currency,customer_id,customer_email
C1,2026-11-24T13:50:11Z,2026-11-24T13:52:40Z,10.00,C1-1,P1,10.00,EUR,77,nora@example.org
`;
const PERFORMANCES = 'performance_id,event_id,event_name,starts_at\nP1,E1,The Plough,2026-12-01T20:00:00Z\n';
const PERSONAL = ['--personal-field', 'customer.id', '--personal-field', 'customer_email'];
const PERIOD = ['--period-from', '2026-11-24T13:45:00Z', '--period-to', '2026-11-24T14:00:00Z'];
const signing = () => ['--key-file', keyFile, '--key-id', KEY_ID];
const sending = (folder: string) => ['deliver', folder, '--connection', 'mill', ...signing(), ...PERIOD, ...PERSONAL];

/** A batch with its manifest, as a sender makes it. */
function prepared(content: string | Buffer, change: object = {}, part: object = {}) {
  const bytes = Buffer.from(content as string);
  const manifest = {
    format: 'illuminate-delivery/1',
    connection: 'mill',
    batch: 'b-1',
    sequence: 1,
    createdAt: '2026-11-24T14:00:00Z',
    period: { from: '2026-11-24T13:45:00Z', to: '2026-11-24T14:00:00Z' },
    personalFields: ['customer.id', 'customer.email'],
    parts: [
      {
        part: 1,
        kind: 'orders',
        format: 'ndjson',
        encoding: 'none',
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        records: 1,
        ...part,
      },
    ],
    totals: { orders: 1, tickets: 2, performances: 0, amounts: { EUR: { orders: '42.50', tickets: '42.50' } } },
    ...change,
  };
  return { 'manifest.json': JSON.stringify(manifest), 'part-1.ndjson': bytes };
}

describe('--check', () => {
  test('a batch that is right: what is in it, and what becomes of personal fields', async () => {
    const customer = { id: 'C', email: 'nora@example.org' };
    const folder = await folderOf(prepared(lines(order('A', { customer }))));
    const { code, out, err } = await run(NOWHERE, ['deliver', folder, '--check']);
    expect(out).toContain('batch b-1, sequence 1: ✓ nothing is wrong.');
    expect(out).toContain('- customer id: becomes a pseudonym (1 time)');
    expect(out).toContain('- customer.email: dropped unread (1 time)');
    expect(out).toContain('- 1 order · 2 tickets · EUR 42.50 for orders, 42.50 for tickets');
    expect(out + err).not.toContain('nora');
    expect(code).toBe(0);
  });

  test('everything that is wrong is said, each thing once, with part, rows, field and what to do', async () => {
    const bad = Array.from({ length: 8 }, (_, at) => order(`A${at}`, { email: 'nora@example.org', total: 42.5 }));
    const folder = await folderOf(prepared(lines(...bad, order('B'), order('B', { channel: 'nora@example.org' }))));
    const { code, out } = await run(NOWHERE, ['deliver', folder, '--check']);
    expect(out).toContain('✗ 3 things are wrong.');
    expect(out).toContain('field-undeclared · part-1.ndjson, rows 1, 2, 3, 4, 5 and 3 more:');
    expect(out).toContain('record-invalid · part-1.ndjson, rows 1, 2, 3, 4, 5 and 3 more:');
    expect(out).toContain('record-invalid · part-1.ndjson, row 10:');
    expect(out).toContain('  - Next: Leave the field out, or name it among personalFields');
    expect(out).toContain('Totals are compared once the rest is right.');
    expect(out).not.toContain('nora');
    expect(code).toBe(1);
    const json = JSON.parse((await run(NOWHERE, ['deliver', folder, '--check', '--json'])).out);
    expect(json).toMatchObject({ ok: false, batches: [{ batch: 'b-1', ok: false }] });
    expect(json.batches[0].faults[0]).toMatchObject({ part: 1, field: 'email', rows: [1, 2, 3, 4, 5], count: 8 });
  });

  test('a manifest that is not of its parts', async () => {
    const one = lines(order('A'));
    const cases: [string, Record<string, string | Buffer>][] = [
      ['manifest-invalid · manifest.json:', prepared(one, { sequence: 'one' })],
      ['part-hash-differs · part-1.ndjson:', { ...prepared(one), 'part-1.ndjson': lines(order('B')) }],
      ['part-unreadable · manifest.json:', { ...prepared(one), 'part-1.csv': '' }],
      ['part-unreadable · part-1.ndjson:', prepared(one, {}, { encoding: 'gzip' })],
      [
        'totals.tickets is declared 3, counted 2 (difference -1).',
        prepared(one, {
          totals: { orders: 1, tickets: 3, performances: 0, amounts: { EUR: { orders: '42.5', tickets: '42.5' } } },
        }),
      ],
      ['parts[0].records is declared 2, counted 1 (difference -1).', prepared(one, {}, { records: 2 })],
    ];
    for (const [expected, files] of cases) {
      const { code, out } = await run(NOWHERE, ['deliver', await folderOf(files), '--check']);
      expect(out).toContain(expected);
      expect(code).toBe(1);
    }
    const { 'part-1.ndjson': _, ...alone } = prepared(one);
    const { out } = await run(NOWHERE, ['deliver', await folderOf(alone), '--check']);
    expect(out).toContain('No file here has a name that begins with part-1.');
  });

  test('data files without a manifest, and folders of batches', async () => {
    const folder = await folderOf({
      'orders.csv': CSV,
      'performances.csv.gz': gzipSync(PERFORMANCES),
      'notes.txt': '',
    });
    const { code, out } = await run(NOWHERE, ['deliver', folder, '--check', ...PERSONAL]);
    expect(out).toContain('✓ nothing is wrong.');
    expect(out).toContain('1 order · 1 ticket · 1 performance · EUR 10.00 for orders, 10.00 for tickets');
    expect(code).toBe(0);
    const undeclared = await run(NOWHERE, ['deliver', folder, '--check', '--personal-field', 'customer.id']);
    expect(undeclared.out).toContain('field-undeclared · orders.csv, row 1:');
    expect(undeclared.code).toBe(1);
    const several = await folderOf({
      ...Object.fromEntries(
        Object.entries(prepared(lines(order('A')))).map(([name, content]) => [`day-2/${name}`, content]),
      ),
      'day-10/orders.ndjson': lines({ ...order('A'), currency: undefined }),
    });
    const both = await run(NOWHERE, ['deliver', several, '--check']);
    expect(both.out).toMatch(/^.*day-2: batch b-1[\s\S]*day-10: ✓/m);
    expect(both.out).toContain("counted as XXX. Say the organisation's with --currency.");
  });

  test('files of another layout are read through a column map', async () => {
    const map = {
      format: 'illuminate-columns/1',
      records: 'orders',
      file: { type: 'csv', separator: ';' },
      dates: { pattern: 'DD/MM/YYYY HH:mm', zone: 'Europe/Dublin' },
      numbers: { decimal: ',' },
      columns: [
        { header: 'Booking', field: 'order_id' },
        { header: 'When', field: 'placed_at' },
        { header: 'Name', field: 'drop' },
        { header: 'Event', field: 'performance_id' },
        { header: 'Seat', field: 'seat' },
        { header: 'Paid', field: 'ticket_total' },
      ],
      constants: { currency: 'EUR' },
      derive: ['ticket_id', 'order_total', 'changed_at'],
    };
    const sales = 'Booking;When;Name;Event;Seat;Paid\nB-1;24/11/2026 13:50;Nora Helmer;P1;C12;22,50\n';
    const folder = await folderOf({ 'sales.csv': sales, 'maps/map.json': JSON.stringify(map), 'maps/no.json': '{}' });
    const columns = ['--columns', join(folder, 'maps', 'map.json')];
    const checked = await run(NOWHERE, ['deliver', folder, '--check', ...columns]);
    expect(checked.out).toContain('1 order · 1 ticket · EUR 22.50 for orders, 22.50 for tickets');
    expect(checked.code).toBe(0);
    await using receiver = await startReceiver(publicKey);
    expect((await run(receiver.url, [...sending(folder), ...columns])).code).toBe(0);
    expect(await receiver.records()).toMatchObject([
      { id: 'B-1', placedAt: Date.UTC(2026, 10, 24, 13, 50), customer: null },
    ]);

    const own = await folderOf(prepared(sales, {}, { format: 'csv', layout: 'mapped' }));
    const without = await run(NOWHERE, ['deliver', own, '--check']);
    expect(without.out).toContain("which the connection's column map reads: not checked without --columns.");
    expect((await run(NOWHERE, ['deliver', own, '--check', ...columns])).out).toContain(
      'totals.tickets is declared 2, counted 1',
    );
    for (const path of ['no.json', 'nowhere.json']) {
      expect((await run(NOWHERE, ['deliver', folder, '--check', '--columns', join(folder, 'maps', path)])).code).toBe(
        2,
      );
    }
  });

  test('a folder that is not there, or has nothing in it', async () => {
    const { code, err } = await run(NOWHERE, ['deliver', join(scratch, 'nowhere'), '--check']);
    expect([code, err]).toEqual([2, `Error: There is no folder ${join(scratch, 'nowhere')}.\n`]);
    const empty = await run(NOWHERE, ['deliver', await folderOf({ '.hidden/manifest.json': '{}' }), '--check']);
    expect(empty.err).toContain('has neither a manifest.json nor data files');
    expect(empty.code).toBe(2);
  });
});

describe('sending', () => {
  test('a prepared batch is sent as it is', async () => {
    await using receiver = await startReceiver(publicKey);
    const folder = await folderOf(prepared(lines(order('A'))));
    const { code, out, err } = await run(receiver.url, ['deliver', folder, ...signing()]);
    expect(err).toBe('');
    expect(out).toMatch(/b-1, sequence 1: loaded 1 order, 2 tickets; 0 unchanged\.\n$/);
    expect(code).toBe(0);
    expect(receiver.requests).toEqual(['PUT batches/b-1', 'PUT batches/b-1/parts/1', 'POST batches/b-1/complete']);
    expect(receiver.batches.get('b-1')?.bytes).toEqual(await readFile(join(folder, 'manifest.json')));
    const again = await run(receiver.url, ['deliver', folder, ...signing(), '--json']);
    expect(JSON.parse(again.out)).toMatchObject({ batches: [{ batch: 'b-1', state: 'loaded' }] });
    expect(receiver.requests).toHaveLength(4);
  });

  test('several are sent in the order of their numbers, none if one is wrong', async () => {
    const under = (name: string, files: Record<string, string | Buffer>) =>
      Object.fromEntries(Object.entries(files).map(([file, content]) => [`${name}/${file}`, content]));
    await using receiver = await startReceiver(publicKey);
    const [first, second] = [prepared(lines(order('A'))), prepared(lines(order('B')), { batch: 'b-2', sequence: 2 })];
    const folder = await folderOf({ ...under('a', second), ...under('b', first) });
    expect((await run(receiver.url, ['deliver', folder, ...signing()])).code).toBe(0);
    expect([...receiver.batches.keys()]).toEqual(['b-1', 'b-2']);
    const wrong = prepared(lines(order('C')), { batch: 'b-3', sequence: 3 }, { records: 7 });
    const { code, out, err } = await run(receiver.url, [
      'deliver',
      await folderOf({ ...under('a', first), ...under('b', wrong) }),
      ...signing(),
    ]);
    expect(out).toContain('parts[0].records is declared 7');
    expect(err).toContain('Nothing was sent.');
    expect(code).toBe(1);
    expect(receiver.requests).toHaveLength(6);
  });

  test('of data files a batch is made, without what is dropped, and the files are not sent twice', async () => {
    await using receiver = await startReceiver(publicKey);
    const folder = await folderOf({
      'orders.csv': CSV,
      'orders-2.ndjson': lines(order('A')),
      'performances.csv': PERFORMANCES,
    });
    const sent = await run(receiver.url, sending(folder));
    expect(sent.err).toBe('');
    expect(sent.out).toMatch(/sequence 1: loaded 2 orders, 3 tickets, 1 performance; 0 unchanged\.\n$/);
    const [{ manifest, parts } = { manifest: null, parts: new Map() }] = receiver.batches.values();
    expect(manifest).toMatchObject({
      connection: 'mill',
      sequence: 1,
      period: { from: '2026-11-24T13:45:00.000Z', to: '2026-11-24T14:00:00.000Z' },
      personalFields: ['customer.id'],
      parts: [
        { kind: 'orders', records: 2 },
        { kind: 'performances', records: 1 },
      ],
    });
    const records = await receiver.records();
    expect(records.map(({ id }) => id)).toEqual(['A', 'C1', 'P1']);
    expect(records[1]).toMatchObject({ customer: { id: '77', postcode: null } });
    expect(Buffer.concat([...parts.values()]).length).toBeGreaterThan(0);
    expect(await readdir(join(folder, '.illuminate'))).toEqual(['plan.json']);

    const again = await run(receiver.url, sending(folder));
    expect(again.out).toContain('nothing was sent');
    expect(again.code).toBe(0);
    await writeFile(join(folder, 'orders-3.ndjson'), '');
    expect((await run(receiver.url, sending(folder))).out).toContain('sequence 2: loaded 2 orders');
  });

  test('that nothing was sold is delivered as well', async () => {
    await using receiver = await startReceiver(publicKey);
    const folder = await folderOf({ 'orders.csv': `${CSV.split('\n')[0]}\n` });
    expect((await run(receiver.url, sending(folder))).out).toContain('loaded 0 orders, 0 tickets');
    expect(await receiver.records()).toEqual([]);
  });

  test('data with a fault is not sent', async () => {
    await using receiver = await startReceiver(publicKey);
    const folder = await folderOf({ 'orders.ndjson': lines(order('A', { total: 1 })) });
    const { code, out, err } = await run(receiver.url, sending(folder));
    expect(out).toContain('record-invalid · orders.ndjson, row 1:');
    expect([code, err]).toEqual([1, 'Error: Nothing was sent.\n']);
    expect(receiver.requests).toEqual(['GET position']);
    expect(await readdir(folder)).toEqual(['orders.ndjson']);
    const nobodySays = await folderOf({ 'orders.ndjson': lines(order('A', { currency: undefined })) });
    expect((await run(receiver.url, sending(nobodySays))).code).toBe(1);
    expect((await run(receiver.url, [...sending(nobodySays), '--currency', 'GBP'])).code).toBe(0);
  });

  test('a server that is busy, a gateway in between and a line that goes dead are waited for', async () => {
    await using receiver = await startReceiver(publicKey, {
      1: 503,
      3: 502,
      5: 'hang-up',
      7: 'lose-answer',
      8: 'hang-up',
    });
    const folder = await folderOf({ 'orders.ndjson': lines(order('A')) });
    const { code, out, err } = await run(receiver.url, sending(folder));
    expect(out).toContain('loaded 1 order, 2 tickets');
    expect(err).toContain('Illuminate answers 503; asking again in 7 s.');
    expect(err).toContain('Illuminate does not answer');
    expect(code).toBe(0);
    expect(receiver.batches.size).toBe(1);
    expect(await receiver.records()).toHaveLength(1);
  });

  test('a run that was cut short goes on with the same batch, also when the files have changed since', async () => {
    const dead = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [at + 3, 'hang-up' as const]));
    await using receiver = await startReceiver(publicKey, dead);
    const folder = await folderOf({ 'orders.ndjson': lines(order('A')) });
    const cut = await run(receiver.url, sending(folder));
    expect(cut.err).toContain('Run the command again: it goes on where it stopped.');
    expect(cut.code).toBe(3);
    const [begun] = receiver.batches.keys();
    for (const number of Object.keys(dead)) delete dead[Number(number)];
    await writeFile(join(folder, 'orders.ndjson'), lines(order('A'), order('B')));
    const { out, err } = await run(receiver.url, sending(folder));
    expect(err).toContain(`Going on with what was begun: ${begun}.`);
    expect(out).toMatch(/sequence 1: loaded 1 order[\s\S]*sequence 2: loaded 2 orders/);
    expect((await receiver.records()).map(({ id }) => id)).toEqual(['A', 'A', 'B']);
  });

  test('a batch that is refused for good is said, and another is made the next time', async () => {
    await using receiver = await startReceiver(publicKey, { 3: 'lose-answer' });
    const folder = await folderOf({ 'orders.ndjson': lines(order('A')) });
    const refusing = await run(receiver.url, sending(folder), {
      whileWaiting: () => receiver.refuse([...receiver.batches.keys()][0] ?? '', totalsDiffer),
    });
    expect(refusing.err).toContain('Error: totals.tickets is declared 3, counted 2 (difference -1).\nNext: Find which');
    expect(refusing.code).toBe(1);
    expect((await run(receiver.url, sending(folder))).out).toContain('sequence 1: loaded 1 order');
    expect(receiver.batches.size).toBe(2);
  });

  test('more than a batch holds becomes several, and the period is covered with the last', async () => {
    await using receiver = await startReceiver(publicKey);
    const tickets = Array.from({ length: 9000 }, (_, at) => at);
    const all = Array.from({ length: 28 }, (_, at) =>
      order(`A${at}`, { tickets: tickets.map((n) => ({ id: `${at}-${n}`, performance: 'P', total: '1.00' })) }),
    );
    const folder = await folderOf({ 'orders.ndjson.gz': gzipSync(lines(...all)) });
    const { out } = await run(receiver.url, sending(folder));
    expect(out).toMatch(
      /sequence 1: loaded 27 orders, 243,000 tickets[\s\S]*sequence 2: loaded 1 order, 9,000 tickets/,
    );
    expect([...receiver.batches.values()].map(({ manifest }) => manifest.period)).toEqual([
      { from: '2026-11-24T13:45:00.000Z', to: '2026-11-24T13:45:00.001Z' },
      { from: '2026-11-24T13:45:00.001Z', to: '2026-11-24T14:00:00.000Z' },
    ]);
  });

  test('a key that is not the one registered is refused, and the folder keeps what was made', async () => {
    await using receiver = await startReceiver(generateKeyPairSync('ed25519').publicKey);
    const { code, err } = await run(receiver.url, sending(await folderOf({ 'orders.ndjson': lines(order('A')) })));
    expect(err).toContain('Error: Something did not work.');
    expect(code).toBe(4);
  });

  test('what is missing from the command is said', async () => {
    const folder = await folderOf({ 'orders.ndjson': lines(order('A')) });
    const cases: [string, string[]][] = [
      ['--key-file is missing', ['deliver', folder]],
      ['--key-id is missing', ['deliver', folder, '--key-file', keyFile]],
      ['--connection is missing', ['deliver', folder, ...signing()]],
      ['--period-from is missing', ['deliver', folder, ...signing(), '--connection', 'mill']],
      ['"yesterday" is no instant', ['deliver', folder, '--period-from', 'yesterday']],
      ['There is no file', ['deliver', folder, '--key-file', join(folder, 'no.pem'), '--key-id', KEY_ID]],
      ['holds no private key', ['deliver', folder, '--key-file', join(folder, 'orders.ndjson'), '--key-id', KEY_ID]],
      ['FOLDER is missing', ['deliver', '--check']],
    ];
    for (const [expected, args] of cases) {
      const { code, err } = await run(NOWHERE, args);
      expect(err).toContain(expected);
      expect(code).toBe(2);
    }
  });

  test('a place that cannot be written is named', async () => {
    await using receiver = await startReceiver(publicKey);
    const folder = await folderOf({ 'orders.ndjson': lines(order('A')), '.illuminate': 'a file in its way' });
    const { code, err } = await run(receiver.url, sending(folder));
    expect(err).toMatch(/^Error: \S+\.illuminate\S* cannot be read or written \(ENOTDIR\)\.\n$/);
    expect(code).toBe(1);
  });

  test('Ctrl-C stops it, and says that it can go on', async () => {
    await using receiver = await startReceiver(publicKey, { 3: 503 });
    const folder = await folderOf({ 'orders.ndjson': lines(order('A')) });
    const { code, err } = await run(receiver.url, sending(folder), { whileWaiting: (interrupt) => interrupt() });
    expect(err).toContain('Stopped. Run it again: it goes on where it stopped.');
    expect(code).toBe(130);
    expect((await run(receiver.url, sending(folder))).code).toBe(0);
    expect(receiver.batches.size).toBe(1);
  });
});

describe('--make-key', () => {
  test('makes a pair, for its owner alone, and never writes over one', async () => {
    const path = join(scratch, 'new.pem');
    const { code, out } = await run(NOWHERE, ['deliver', '--make-key', path]);
    expect(code).toBe(0);
    expect(out).toContain(`illuminate connections keys add CONNECTION --public-key-file ${path}.pub`);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const key = createPrivateKey(await readFile(path, 'utf8'));
    expect(key.asymmetricKeyType).toBe('ed25519');
    expect(createPublicKey(key).export({ format: 'pem', type: 'spki' })).toBe(await readFile(`${path}.pub`, 'utf8'));
    const again = await run(NOWHERE, ['deliver', '--make-key', path]);
    expect([again.code, again.err]).toEqual([
      1,
      `Error: ${path} is there already, and a key is never written over. Name another file.\n`,
    ]);
    expect(createPrivateKey(await readFile(path, 'utf8')).export({ format: 'jwk' })).toEqual(
      key.export({ format: 'jwk' }),
    );
  });
});
