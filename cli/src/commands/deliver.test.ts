import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { totalsDiffer } from '../../test/examples.ts';
import {
  CSV,
  folderOf,
  keyFile,
  lines,
  NOWHERE,
  order,
  PERFORMANCES,
  prepared,
  publicKey,
  scratch,
  sending,
  signing,
} from '../../test/folders-to-deliver.ts';
import { KEY_ID, startReceiver } from '../../test/receive-deliveries.ts';
import { run } from '../../test/run.ts';

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
