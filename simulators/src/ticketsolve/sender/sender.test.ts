import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { FaultName } from '../faults/fault-names.ts';
import { type StartedForTest, startForTest } from '../start-for-tests.ts';
import { readBatchId } from './batch.ts';
import { type Receiver, startReceiver } from './receiver-for-tests.ts';

interface Report {
  readonly error: string | null;
  readonly sent: readonly { readonly batch: string; readonly sequence: number; readonly orders: number }[];
}

interface Truth {
  readonly totals: { readonly orders: number; readonly tickets: number; readonly amount: string };
  readonly performances: readonly { readonly id: string; readonly tickets: number }[];
}

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const folder = mkdtempSync(join(tmpdir(), 'ticketsolve-sender-'));
const keyFile = join(folder, 'key.pem');
let box: StartedForTest;
let receiver: Receiver;

beforeAll(() => {
  writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
});
beforeEach(async () => {
  box = await startForTest({ world: 'generated', shows: 12, performances: 30, orders: 1_500 });
  receiver = await startReceiver(publicKey.export({ type: 'spki', format: 'pem' }).toString());
  await setUp(box);
});
afterEach(async () => {
  await box.running.close();
  await receiver.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

const setUp = (of: StartedForTest) =>
  of.door('deliveries', {
    ...{ target: receiver.target, connection: 'mill-ticketsolve', keyFile, keyId: 'key-1', everySeconds: 0 },
  });
const deliver = (of = box) => of.door<Report>('deliver', {});
const fault = (name: FaultName, more: object = {}) => box.door('faults', { name, times: 1, ...more });
const change = (count: number) => box.door('changes', { count, scattered: true });

/** What was delivered is what is true. */
async function expectTruth(of = box): Promise<void> {
  const truth = await of.door<Truth>('truth');
  const tickets = [...receiver.orders.values()].flatMap((each) => each.tickets);
  expect(receiver.orders.size).toBe(truth.totals.orders);
  expect(tickets.length).toBe(truth.totals.tickets);
  const amount = tickets.reduce((sum, each) => sum + Math.round(Number(each.total) * 100), 0);
  expect((amount / 100).toFixed(2)).toBe(truth.totals.amount);
  const counts = new Map<string, number>();
  for (const { performance } of tickets) counts.set(performance, (counts.get(performance) ?? 0) + 1);
  const expected = truth.performances
    .filter((each) => each.tickets > 0)
    .map((each) => [each.id, each.tickets] as const);
  expect(counts).toEqual(new Map(expected));
  for (const id of counts.keys()) expect(receiver.performances.has(id)).toBe(true);
}

test('the history goes month by month with rising numbers, then what is new; together it is the truth', async () => {
  const first = await deliver();
  expect(first.error).toBeNull();
  expect(first.sent.length).toBeGreaterThan(8);
  expect(first.sent.map((each) => each.sequence)).toEqual(first.sent.map((_, nth) => nth + 1));
  await expectTruth();
  for (let round = 0; round < 3; round += 1) {
    await change(40);
    await deliver();
  }
  await expectTruth();
  const periods = [...receiver.batches.values()].map(({ manifest }) => manifest.period);
  expect(periods.slice(1).map((each) => each.from)).toEqual(periods.slice(0, -1).map((each) => each.to));
  expect(receiver.refusals).toEqual([]);
});

test('nothing new is not told of at once, but after a quarter of an hour', async () => {
  await deliver();
  const before = receiver.batches.size;
  await box.door('clock', { advanceSeconds: 60 });
  await deliver();
  expect(receiver.batches.size).toBe(before);
  await box.door('clock', { advanceSeconds: 900 });
  await deliver();
  expect([...receiver.batches.values()].at(-1)?.manifest).toMatchObject({
    parts: [{ bytes: 0, records: 0 }],
    totals: { orders: 0, amounts: {} },
  });
});

test('another process goes on where the endpoint says, and finishes a batch that was left open', async () => {
  await fault('deliver-cut', { times: 4 });
  const broken = await deliver();
  expect(broken.error).toContain('cut');
  expect([...receiver.batches.values()].map((each) => each.state)).toEqual(['receiving']);
  const other = await startForTest({ world: 'generated', shows: 12, performances: 30, orders: 1_500 });
  try {
    await setUp(other);
    const { error, sent } = await deliver(other);
    expect([error, sent[0]?.sequence]).toEqual([null, 1]);
    await expectTruth(other);
  } finally {
    await other.running.close();
  }
});

test.each<[FaultName, string, string]>([
  ['deliver-cut', '', 'cut'],
  ['deliver-wrong-hash', '', '422 part-hash-differs'],
  ['deliver-ticket-too-many', '', '422 totals-differ'],
  ['deliver-wrong-total', '-100', '422 totals-differ'],
  ['deliver-undeclared-field', '', '422 field-undeclared'],
  ['deliver-undeclared-field', 'name2', '422 field-undeclared'],
])('%s %s is refused, then made good in the same round', async (name, value, refusal) => {
  await fault(name, value === '' ? {} : { value });
  const { error, sent } = await deliver();
  expect([error, receiver.refusals]).toEqual([null, [refusal]]);
  expect(sent.map((each) => each.sequence)).toEqual(sent.map((_, nth) => nth + 1));
  await expectTruth();
});

test.each(['key', 'body', 'path', 'time'])(
  'deliver-forged %s is refused, and the next round goes on',
  async (value) => {
    await deliver();
    await change(5);
    await fault('deliver-forged', { value });
    expect((await deliver()).error).toContain('signature-invalid');
    expect((await deliver()).error).toBeNull();
    await expectTruth();
  },
);

test('garbage costs its number, and the period goes under the next one', async () => {
  await fault('deliver-garbage');
  expect((await deliver()).error).toContain('part-unreadable');
  const { error, sent } = await deliver();
  expect([error, sent[0]?.sequence]).toEqual([null, 2]);
  await expectTruth();
});

test('a batch can come again, out of order, and with a number left out', async () => {
  await deliver();
  await change(30);
  await fault('deliver-repeat', { value: 2 });
  await deliver();
  expect(receiver.completed.filter((each) => each === receiver.completed.at(-1))).toHaveLength(3);
  const before = receiver.batches.size;
  for (let minute = 0; minute < 3; minute += 1) {
    await box.door('clock', { advanceSeconds: 60 });
    await change(10);
  }
  await fault('deliver-reorder');
  await deliver();
  const sequences = [...receiver.batches.values()].slice(before).map((each) => each.manifest.sequence);
  expect(sequences).toEqual([before + 3, before + 2, before + 1]);
  await change(10);
  await fault('deliver-skip-sequence');
  await deliver();
  expect([...receiver.batches.values()].at(-1)?.manifest.sequence).toBe(before + 5);
  await expectTruth();
});

test('an endpoint that is not there is waited for', async () => {
  await receiver.close();
  expect((await deliver()).error).toContain('ECONNREFUSED');
});

test('orders carry what the format asks for, and bookers what the manifest declares', async () => {
  await deliver();
  const orders = [...receiver.orders.values()];
  const declared = new Set([...receiver.batches.values()].flatMap(({ manifest }) => manifest.personalFields));
  expect([...declared].sort()).toEqual(
    ['country', 'email', 'id', 'name', 'phone', 'postcode'].map((each) => `customer.${each}`),
  );
  const channels = new Set(orders.map((each) => each.channel));
  expect(channels).toEqual(new Set(['online', 'counter', 'phone']));
  for (const { placedAt, changedAt, total, tickets, items = [] } of orders) {
    expect([placedAt, changedAt].every((each) => /T\d\d:\d\d:\d\d\.\d{3}\+0[01]:00$/.test(each))).toBe(true);
    expect(Date.parse(changedAt)).toBeGreaterThanOrEqual(Date.parse(placedAt));
    const parts = [...tickets.map((each) => each.total), ...items.map((each) => each.amount)];
    expect(parts.reduce((sum, each) => sum + Number(each), 0)).toBeCloseTo(Number(total), 6);
    for (const each of tickets) expect(Number(each.price) - Number(each.discount)).toBeCloseTo(Number(each.total), 6);
  }
});

test('the id of a batch tells what it was made of', () => {
  const id = 'mill-17-20261124T134500000Z-20261124T140000123Z-r2';
  expect(readBatchId('mill', id)).toEqual({
    ...{ sequence: 17, attempt: 2 },
    period: { from: Date.UTC(2026, 10, 24, 13, 45), to: Date.UTC(2026, 10, 24, 14, 0, 0, 123) },
  });
  expect(readBatchId('oldhall', id)).toBeNull();
});
