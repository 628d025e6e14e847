import { connect } from 'node:net';
import type { Client } from '@illuminate/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { madeOrder, madePerformance, makeBatch, type TestSender } from '../support/deliver.ts';
import { type DeliveryServer, startDeliveryServer } from '../support/delivery-server.ts';
import type { StartedPlatform } from '../support/start-platform.ts';

let server: DeliveryServer;
let platform: StartedPlatform;
let api: Client;

beforeAll(async () => {
  server = await startDeliveryServer(13);
  platform = server.platform;
  api = platform.api;
}, 180_000);
afterAll(() => server?.[Symbol.asyncDispose]());

const newConnection = (): TestSender => server.newConnection();
const shown = (connection: string) => api.call('showConnection', { params: { connection } });
const listed = async (connection: string) => (await api.call('listDeliveries', { params: { connection } })).items;
const manifestOf = (body: object): Buffer => Buffer.from(JSON.stringify(body));
const storeOf = async (connection: string) => (await shown(connection)).counts;

describe('a batch', () => {
  test('is loaded once its totals are what was counted, and sent again changes nothing', async () => {
    const sender = newConnection();
    const batch = makeBatch({
      connection: sender.connection,
      sequence: 1,
      parts: [[madeOrder('A'), madeOrder('B', { tickets: [] })], { performances: [madePerformance('P1')] }],
    });
    const first = await sender.deliver(batch);
    expect({ status: first.status, ...first.state }).toMatchObject({
      status: 200,
      batch: 'b-1',
      sequence: 1,
      state: 'loaded',
      missingParts: [],
      receivedParts: [1, 2],
      loaded: { orders: 2, tickets: 2, performances: 1, unchanged: 0 },
      refusal: null,
    });
    const again = await sender.deliver(batch);
    expect(again.state).toEqual(first.state);
    expect((await listed(sender.connection)).length).toBe(1);
    const { position } = await sender.send({ method: 'GET', path: 'position' });
    expect(position).toEqual({
      connection: sender.connection,
      nextSequence: 2,
      lastSequence: 1,
      coveredTo: '2026-01-01T01:00:00.000Z',
      gaps: [],
      open: [],
    });
  });

  test('says what it lacks, takes parts in any order, and is completed only once whole', async () => {
    const sender = newConnection();
    const parts = [[madeOrder('A')], [madeOrder('B')], [madeOrder('C')]];
    const { manifest, parts: bytes } = makeBatch({ connection: sender.connection, sequence: 1, parts });
    const part = (n: number, body = bytes[n - 1]) =>
      sender.send({ method: 'PUT', path: `batches/b-1/parts/${n}`, body: body ?? Buffer.of() });
    const complete = () => sender.send({ method: 'POST', path: 'batches/b-1/complete' });

    expect((await sender.send({ method: 'GET', path: 'batches/b-1' })).problem).toMatchObject({
      status: 404,
      code: 'batch-unknown',
    });
    const opened = await sender.send({ method: 'PUT', path: 'batches/b-1', body: manifestOf(manifest) });
    expect(opened).toMatchObject({
      status: 201,
      state: { state: 'receiving', missingParts: [1, 2, 3], receivedParts: [] },
    });
    // Written otherwise, it says the same.
    const otherwise = Object.fromEntries(Object.entries(manifest).reverse());
    expect(
      (await sender.send({ method: 'PUT', path: 'batches/b-1', body: Buffer.from(JSON.stringify(otherwise, null, 2)) }))
        .status,
    ).toBe(200);
    expect((await part(3)).state).toMatchObject({ missingParts: [1, 2], receivedParts: [3] });
    expect((await complete()).problem).toMatchObject({ status: 409, code: 'parts-missing' });
    expect((await part(4)).problem).toMatchObject({ status: 404, code: 'part-unknown' });
    expect((await part(2, bytes[0])).problem).toMatchObject({ status: 422, code: 'part-hash-differs', part: 2 });
    const both = await Promise.all([part(1), part(2), part(1)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await sender.send({ method: 'GET', path: 'position' })).position).toMatchObject({
      nextSequence: 2,
      open: [{ batch: 'b-1', missingParts: [] }],
    });
    expect((await complete()).state).toMatchObject({ state: 'loaded', loaded: { orders: 3, tickets: 6 } });
    expect((await part(1)).status).toBe(200);
    expect((await part(1, bytes[1])).problem).toMatchObject({ code: 'part-hash-differs' });
    expect(await storeOf(sender.connection)).toMatchObject({ orders: 3, tickets: 6, customers: 3 });
  });

  test('that was cut off in the middle of a part lacks that part', async () => {
    const sender = newConnection();
    const { manifest, parts } = makeBatch({ connection: sender.connection, sequence: 1, parts: [[madeOrder('A')]] });
    await sender.send({ method: 'PUT', path: 'batches/b-1', body: manifestOf(manifest) });
    const bytes = parts[0] ?? Buffer.of();
    // Signed rightly, with a length that never comes.
    const { hostname, port } = new URL(platform.address);
    const head = sender.head({ method: 'PUT', path: 'batches/b-1/parts/1', body: bytes });
    const socket = connect(Number(port), hostname);
    socket.write(`PUT ${head.target} HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-length: ${bytes.length}\r\n`);
    for (const [name, value] of Object.entries(head.headers)) socket.write(`${name}: ${value}\r\n`);
    socket.write('\r\n');
    socket.write(bytes.subarray(0, 20));
    await new Promise((resolve) => setTimeout(resolve, 100));
    socket.destroy();
    const cut = await sender.send({ method: 'PUT', path: 'batches/b-1/parts/1', body: bytes.subarray(0, 30) });
    expect(cut.problem).toMatchObject({ status: 422, code: 'part-hash-differs', part: 1, field: 'bytes' });
    expect((await sender.send({ method: 'GET', path: 'batches/b-1' })).state.missingParts).toEqual([1]);
    expect((await sender.deliver({ id: 'b-1', manifest, parts })).state.state).toBe('loaded');
  });

  test('with one ticket too many is refused whole, with the difference, and its number is free', async () => {
    const sender = newConnection();
    const batch = makeBatch({
      connection: sender.connection,
      sequence: 1,
      parts: [[madeOrder('A')], [madeOrder('B')]],
    });
    batch.manifest.totals.tickets = 5;
    batch.manifest.totals.amounts.EUR.tickets = '81.00';
    const refused = await sender.deliver(batch);
    expect(refused.problem).toMatchObject({
      status: 422,
      code: 'totals-differ',
      differences: [
        { figure: 'totals.tickets', declared: '5', counted: '4', difference: '-1' },
        { figure: 'totals.amounts.EUR.tickets', declared: '81.00', counted: '61.00', difference: '-20.00' },
      ],
    });
    const again = await sender.send({ method: 'POST', path: 'batches/b-1/complete' });
    expect(again.problem).toEqual(refused.problem);
    const state = (await sender.send({ method: 'GET', path: 'batches/b-1' })).state;
    expect(state).toMatchObject({
      state: 'refused',
      missingParts: [],
      receivedParts: [],
      refusal: { code: 'totals-differ' },
    });
    expect(
      (await sender.send({ method: 'PUT', path: 'batches/b-1/parts/1', body: batch.parts[0] ?? Buffer.of() })).problem,
    ).toMatchObject({ code: 'batch-closed' });
    expect(await storeOf(sender.connection)).toMatchObject({ orders: 0, tickets: 0 });
    const right = makeBatch({
      connection: sender.connection,
      sequence: 1,
      id: 'b-1-corrected',
      parts: [[madeOrder('A')], [madeOrder('B')]],
    });
    expect((await sender.deliver(right)).state.state).toBe('loaded');
    expect((await listed(sender.connection)).map(({ batch: id, state: is }) => [id, is])).toEqual([
      ['b-1-corrected', 'loaded'],
      ['b-1', 'refused'],
    ]);
  });

  test('in which something occurs twice is refused, within a part and across parts', async () => {
    const sender = newConnection();
    const one = madeOrder('A');
    const other = madeOrder('B', { tickets: [{ id: 'A-2', performance: 'P1', total: '1.00' }] });
    const deliver = (sequence: number, parts: Parameters<typeof makeBatch>[0]['parts']) =>
      sender.deliver(makeBatch({ connection: sender.connection, sequence, parts }));
    expect((await deliver(1, [[one, madeOrder('C'), other]])).problem).toMatchObject({
      code: 'record-invalid',
      part: 1,
      row: 3,
    });
    expect((await deliver(2, [[one], [madeOrder('C'), other]])).problem).toMatchObject({
      code: 'record-invalid',
      part: 2,
      row: 2,
    });
    expect((await deliver(3, [[one], [one]])).problem).toMatchObject({ code: 'record-invalid', part: 2, row: 1 });
    expect(await storeOf(sender.connection)).toMatchObject({ orders: 0, tickets: 0 });
  });

  test('has its id and its number for itself', async () => {
    const sender = newConnection();
    const { connection } = sender;
    const open = (made: ReturnType<typeof makeBatch>) =>
      sender.send({ method: 'PUT', path: `batches/${made.id}`, body: manifestOf(made.manifest) });
    const parts = [[madeOrder('A')]];
    expect((await open(makeBatch({ connection, sequence: 1, parts }))).status).toBe(201);
    expect((await open(makeBatch({ connection, sequence: 2, id: 'b-1', parts }))).problem).toMatchObject({
      status: 409,
      code: 'batch-differs',
    });
    expect((await open(makeBatch({ connection, sequence: 1, id: 'other', parts }))).problem).toMatchObject({
      status: 409,
      code: 'sequence-taken',
    });
    expect((await sender.deliver(makeBatch({ connection, sequence: 1, parts }))).state.state).toBe('loaded');
    expect((await open(makeBatch({ connection, sequence: 2, id: 'b-1', parts }))).problem.code).toBe('batch-differs');
    expect((await open(makeBatch({ connection, sequence: 1, id: 'other', parts }))).problem.code).toBe(
      'sequence-taken',
    );
    const foreign = makeBatch({ connection: 'somebody-elses', sequence: 9, parts });
    expect((await open(foreign)).problem).toMatchObject({ status: 422, code: 'manifest-invalid', field: 'connection' });
    // Ids that a file system would take for something else.
    for (const [at, id] of ['..', '.', '...', '-', 'CON', 'B-1'].entries()) {
      const made = makeBatch({ connection, sequence: 10 + at, id, parts: [[madeOrder(`X${at}`)]] });
      expect((await sender.deliver({ ...made, id: id.replaceAll('.', '%2E') })).status, id).not.toBe(500);
    }
  });

  test('that two requests complete at once is loaded once', async () => {
    const sender = newConnection();
    const orders = Array.from({ length: 4_000 }, (_, n) => madeOrder(`A${n}`));
    const { manifest, parts } = makeBatch({ connection: sender.connection, sequence: 1, parts: [orders] });
    await sender.send({ method: 'PUT', path: 'batches/b-1', body: manifestOf(manifest) });
    await sender.send({ method: 'PUT', path: 'batches/b-1/parts/1', body: parts[0] ?? Buffer.of() });
    const answers = await Promise.all(
      [1, 2, 3].map(() => sender.send({ method: 'POST', path: 'batches/b-1/complete' })),
    );
    expect(answers.map(({ status, problem }) => (status === 200 ? 'loaded' : problem.code)).sort()).toEqual(
      expect.arrayContaining(['load-in-progress', 'loaded']),
    );
    expect((await sender.send({ method: 'POST', path: 'batches/b-1/complete' })).state.loaded).toMatchObject({
      orders: 4_000,
    });
    expect(await storeOf(sender.connection)).toMatchObject({ orders: 4_000, tickets: 8_000 });
  });

  test('whose part is what the manifest says and cannot be read gives its number up', async () => {
    const sender = newConnection();
    const { connection } = sender;
    const bad = makeBatch({ connection, sequence: 1, parts: [[madeOrder('A')]], gzip: false });
    bad.manifest.parts[0].encoding = 'gzip';
    expect((await sender.deliver(bad)).problem).toMatchObject({ status: 422, code: 'part-unreadable', part: 1 });
    expect((await sender.send({ method: 'GET', path: 'position' })).position).toMatchObject({
      nextSequence: 1,
      open: [{ batch: 'b-1' }],
    });
    const good = makeBatch({ connection, sequence: 1, id: 'again', parts: [[madeOrder('A')]] });
    expect((await sender.deliver(good)).state.state).toBe('loaded');
  });
});

describe('a connection', () => {
  test('that is paused takes nothing until it is resumed, and one that is stopped keeps nothing that was not whole', async () => {
    const sender = newConnection();
    const { connection } = sender;
    const batch = makeBatch({ connection, sequence: 1, parts: [[madeOrder('A')], [madeOrder('B')]] });
    await sender.send({ method: 'PUT', path: 'batches/b-1', body: manifestOf(batch.manifest) });
    await sender.send({ method: 'PUT', path: 'batches/b-1/parts/1', body: batch.parts[0] ?? Buffer.of() });
    await api.call('pauseConnection', { params: { connection } });
    const paused = await sender.deliver(batch);
    expect(paused.problem).toMatchObject({ status: 409, code: 'connection-stopped' });
    expect(paused.problem.detail).toContain('paused');
    await api.call('resumeConnection', { params: { connection } });
    expect((await sender.send({ method: 'GET', path: 'batches/b-1' })).state.receivedParts).toEqual([1]);
    await api.call('stopConnection', { params: { connection } });
    const stopped = await sender.deliver(batch);
    expect(stopped.problem).toMatchObject({ status: 409, code: 'connection-stopped' });
    expect(stopped.problem.detail).toContain('stopped');
    expect(await listed(connection)).toEqual([]);
  });

  test('tells by number what has not arrived, until it has', async () => {
    const sender = newConnection();
    const { connection } = sender;
    const headline = async () => {
      const { headline: found, facts, deliveries } = await shown(connection);
      return { code: found.code, sentence: found.sentence, coverage: facts.coverage, gaps: deliveries?.gaps };
    };
    expect(await headline()).toMatchObject({ code: 'AWAITING_DELIVERY', coverage: 'nothing_yet', gaps: [] });
    const deliver = (sequence: number) =>
      sender.deliver(makeBatch({ connection, sequence, parts: [[madeOrder(`A${sequence}`)]] }));
    await deliver(1);
    await deliver(4);
    const covers = { from: '2026-01-01T01:00:00.000Z', to: '2026-01-01T03:00:00.000Z' };
    expect(await headline()).toEqual({
      code: 'DELIVERY_GAP',
      sentence: 'Deliveries 2 to 3 have not arrived; they would cover 1 January, 01:00 to 03:00.',
      coverage: 'stale',
      gaps: [{ from: 2, to: 3, covers }],
    });
    expect((await sender.send({ method: 'GET', path: 'position' })).position).toMatchObject({
      nextSequence: 5,
      gaps: [{ from: 2, to: 3 }],
    });
    await deliver(3);
    expect(await headline()).toMatchObject({ gaps: [{ from: 2, to: 2 }] });
    await deliver(2);
    // Nothing is missing now; as all of it is old, more is on its way.
    expect(await headline()).toMatchObject({ code: 'BACKFILL', gaps: [] });
  });

  test('has tickets that wait for their performance, and go to its event when it comes', async () => {
    const sender = newConnection();
    const { connection } = sender;
    const today = new Date();
    const period = (hours: number) => ({
      from: new Date(today.getTime() - (hours + 1) * 3_600_000).toISOString(),
      to: new Date(today.getTime() - hours * 3_600_000).toISOString(),
    });
    const sold = makeBatch({ connection, sequence: 1, parts: [[madeOrder('A')]], period: period(1) });
    expect((await sender.deliver(sold)).state.state).toBe('loaded');
    expect(await shown(connection)).toMatchObject({
      headline: { code: 'PARTIAL' },
      deliveries: { waitingTickets: 2 },
      counts: { tickets: 2, performances: 0, events: 0 },
    });
    const catalogue = [{ performances: [madePerformance('P1')] }];
    await sender.deliver(makeBatch({ connection, sequence: 2, parts: catalogue, period: period(0) }));
    expect(await shown(connection)).toMatchObject({
      headline: { code: 'OK' },
      deliveries: { waitingTickets: 0 },
      counts: { tickets: 2, performances: 1, events: 1 },
    });
  });
});
