import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm, utimes, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addConnection } from '../connections/add-connection.ts';
import { type ContextForTests, openContextForTests, TOY } from '../context-for-tests.ts';
import type { Connection } from '../control/schema/connections.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { completeBatch } from './complete-batch.ts';
import { findBatch, stateOf } from './find-batch.ts';
import { forgetBatches } from './forget-batches.ts';
import { openBatch } from './open-batch.ts';
import { settleLoads } from './settle-loads.ts';
import { showPosition } from './show-position.ts';
import { batchFolder, partFile } from './spool.ts';
import { takePart } from './take-part.ts';

const DAY_MS = 86_400_000;

let box: ContextForTests;
let organisation: Organisation;
let connection: Connection;

beforeAll(async () => {
  box = await openContextForTests();
});
beforeEach(async () => {
  await box.reset();
  organisation = await box.organisation('mill');
  const input = { organisation, provider: TOY, method: 'delivery' as const, settings: {}, test: false, actor: 'test' };
  connection = await addConnection(box.context, input);
});
afterAll(() => box.close());

const sender = () => ({ connection, organisation, keyId: 'dk_1' });

function made(sequence: number, id = `b-${sequence}`) {
  const order = {
    id: `A${sequence}`,
    placedAt: '2026-01-01T10:00:00Z',
    changedAt: '2026-01-01T10:00:00Z',
    total: '20.00',
    tickets: [{ id: `A${sequence}-1`, performance: 'P1', total: '20.00' }],
  };
  const bytes = Uint8Array.from(Buffer.from(`${JSON.stringify(order)}\n`));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const hour = (n: number): string => new Date(Date.UTC(2026, 0, 1, n)).toISOString();
  const manifest = {
    format: 'illuminate-delivery/1',
    connection: connection.name,
    batch: id,
    sequence,
    createdAt: hour(sequence),
    period: { from: hour(sequence - 1), to: hour(sequence) },
    personalFields: [],
    parts: [{ part: 1, kind: 'orders', format: 'ndjson', encoding: 'none', bytes: bytes.length, sha256, records: 1 }],
    totals: { orders: 1, tickets: 1, performances: 0, amounts: { GBP: { orders: '20.00', tickets: '20.00' } } },
  };
  return { id, manifest: Buffer.from(JSON.stringify(manifest)), bytes: () => Uint8Array.from(bytes), sha256 };
}

const open = (batch: ReturnType<typeof made>) =>
  openBatch(box.context, { sender: sender(), batch: batch.id, bytes: batch.manifest });
const send = ({ id, bytes, sha256 }: ReturnType<typeof made>) =>
  takePart(box.context, { sender: sender(), batch: id, part: 1, bytes: bytes(), sha256 });
const complete = (batch: string) => completeBatch(box.context, { sender: sender(), batch });
async function deliver(batch: ReturnType<typeof made>) {
  await open(batch);
  await send(batch);
  return complete(batch.id);
}
const folderOf = (batch: string) => batchFolder(box.context.deliveries.folder, organisation.id, connection.id, batch);
const forget = () => forgetBatches(box.context, new AbortController().signal);
const held = () => box.context.warehouse.withStore(organisation.id, (store) => store.facts(connection.id));

describe('a batch', () => {
  it('leaves the spool when it is loaded', async () => {
    const batch = made(1);
    await open(batch);
    await send(batch);
    expect(existsSync(partFile(folderOf('b-1'), 1))).toBe(true);
    await expect(complete('b-1')).resolves.toMatchObject({ state: 'loaded' });
    expect(existsSync(folderOf('b-1'))).toBe(false);
  });

  it('that nobody completes is forgotten after seven days, and its number with it', async () => {
    const batch = made(1);
    await open(batch);
    await send(batch);
    await box.clock.advance(6.9 * DAY_MS);
    await forget();
    expect((await findBatch(box.context.db, connection.id, 'b-1'))?.state).toBe('receiving');
    await box.clock.advance(0.2 * DAY_MS);
    await forget();
    expect(await findBatch(box.context.db, connection.id, 'b-1')).toBeUndefined();
    expect(existsSync(folderOf('b-1'))).toBe(false);
    await expect(deliver(made(1, 'another'))).resolves.toMatchObject({ state: 'loaded' });
  });

  it('leaves nothing in the spool that no batch knows of', async () => {
    const batch = made(1);
    await open(batch);
    await send(batch);
    const long = new Date(box.clock.now().getTime() - 2 * DAY_MS);
    const unfinished = `${partFile(folderOf('b-1'), 1)}.0123.unfinished`;
    await writeFile(unfinished, 'x');
    const stray = made(2);
    await open(stray);
    await send(stray);
    await box.context.db.deleteFrom('delivery_batches').where('batch', '=', 'b-2').execute();
    await forget();
    expect([existsSync(unfinished), existsSync(folderOf('b-2'))]).toEqual([true, true]);
    await utimes(unfinished, long, long);
    await utimes(folderOf('b-2'), long, long);
    await forget();
    expect([existsSync(unfinished), existsSync(folderOf('b-2'))]).toEqual([false, false]);
    expect(existsSync(partFile(folderOf('b-1'), 1))).toBe(true);
  });

  it('whose part is lost from the spool lacks that part again', async () => {
    const batch = made(1);
    await open(batch);
    await send(batch);
    await rm(partFile(folderOf('b-1'), 1));
    await expect(complete('b-1')).rejects.toMatchObject({ code: 'parts-missing' });
    const row = await findBatch(box.context.db, connection.id, 'b-1');
    expect(row && (await stateOf(box.context.db, row))).toMatchObject({ state: 'receiving', missingParts: [1] });
    await expect(deliver(batch)).resolves.toMatchObject({ state: 'loaded' });
  });

  it('that was being loaded when the process ended is what the store says it is', async () => {
    await deliver(made(1));
    const later = made(2);
    await open(later);
    await send(later);
    await box.context.db
      .updateTable('delivery_batches')
      .set({ state: 'loading', ended_at: null, loaded: null })
      .execute();
    await settleLoads(box.context);
    const states = await box.context.db
      .selectFrom('delivery_batches')
      .select(['batch', 'state'])
      .orderBy('batch')
      .execute();
    expect(states).toEqual([
      { batch: 'b-1', state: 'loaded' },
      { batch: 'b-2', state: 'receiving' },
    ]);
    await expect(complete('b-2')).resolves.toMatchObject({ state: 'loaded' });
  });
});

describe('what was loaded is told by the store', () => {
  it('and not by a control database that has forgotten it', async () => {
    const first = await deliver(made(1));
    await box.context.db.deleteFrom('delivery_batches').execute();
    await box.context.db.deleteFrom('delivery_standings').execute();
    await expect(showPosition(box.context, sender())).resolves.toMatchObject({ nextSequence: 2, lastSequence: 1 });
    await expect(open(made(1, 'another'))).rejects.toMatchObject({ code: 'sequence-taken' });
    await expect(open(made(1))).resolves.toMatchObject({
      isNew: false,
      state: { state: 'loaded', loaded: first.loaded },
    });
    await expect(complete('b-1')).resolves.toMatchObject({ loaded: first.loaded });
  });

  it('and not by one that remembers what a store put back from a copy has lost', async () => {
    await deliver(made(1));
    await box.context.warehouse.destroy(organisation.id);
    await expect(showPosition(box.context, sender())).resolves.toMatchObject({ nextSequence: 1, lastSequence: null });
    await expect(deliver(made(1))).resolves.toMatchObject({ state: 'loaded' });
    expect((await held()).counts.tickets).toBe(1);
    await box.context.warehouse.destroy(organisation.id);
    // Under another id as well.
    await expect(deliver(made(1, 'another'))).resolves.toMatchObject({ state: 'loaded' });
    expect((await held()).counts.tickets).toBe(1);
  });
});

it('so many batches may be open, and no more', async () => {
  for (let sequence = 1; sequence <= 40; sequence += 1) await open(made(sequence));
  await expect(open(made(41))).rejects.toMatchObject({ code: 'busy' });
  expect(await findBatch(box.context.db, connection.id, 'b-41')).toBeUndefined();
  await send(made(7));
  await complete('b-7');
  await expect(open(made(41))).resolves.toMatchObject({ isNew: true });
});
