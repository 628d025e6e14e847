import { createHash } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IdSet } from './id-set.ts';
import { type Snapshot, startWarehouse, type TestWarehouse } from './made-batches.ts';

/** More rows than a few minutes of sales bring. */
const MANY = 6_000;

/** Orders by number, of one ticket each. */
function orders(from: number, to: number, updatedAt = 1_000): Snapshot[] {
  return Array.from({ length: to - from }, (_, at) => {
    const id = `o${from + at}`;
    return { order: id, updatedAt, requestedAt: updatedAt, tickets: [{ id: `t${from + at}`, total: 100 + updatedAt }] };
  });
}

describe('a set of ids', () => {
  it('has what was added, through all its tables, and hardly anything else', () => {
    const ids = new IdSet();
    const halves = (number: number): [number, number] => {
      const digest = createHash('sha256').update(String(number)).digest();
      return [digest.readUInt32LE(0), digest.readUInt32LE(4)];
    };
    const count = 400_000;
    let early = 0;
    for (let number = 0; number < count; number += 1) if (ids.add(...halves(number))) early += 1;
    expect(early).toBeLessThan(3);
    for (let number = 0; number < count; number += 997) expect(ids.add(...halves(number))).toBe(true);
  });

  it('is told apart by either half, zeros included', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 2, max: 5 }))), (pairs) => {
        const ids = new IdSet();
        const plain = new Set<number>();
        for (const [high, low] of pairs) {
          // What has the same low half and lies side by side is one to it: never less than there is.
          if (plain.has(high * 10 + low)) expect(ids.add(high, low)).toBe(true);
          else ids.add(high, low);
          plain.add(high * 10 + low);
        }
        expect(ids.add(0, 0)).toBe(false);
        expect(ids.add(0, 0)).toBe(true);
      }),
    );
  });
});

describe('ids that are remembered while large batches are loaded', () => {
  let store: TestWarehouse;
  const counts = async (): Promise<unknown> =>
    (
      await store.query(`SELECT (SELECT count(*) FROM orders) AS orders, (SELECT count(DISTINCT source_id) FROM orders) AS ids,
        (SELECT count(*) FROM tickets) AS tickets, (SELECT count(*) FROM ticket_movements) AS movements,
        (SELECT sum(amount_minor) FROM ticket_movements) AS amount, (SELECT sum(total_minor) FROM tickets) AS total`)
    )[0];

  beforeAll(async () => {
    store = await startWarehouse();
  });
  afterAll(async () => store.close());

  it('finds again what an earlier batch brought, large or small, with the file closed in between', async () => {
    await store.load(orders(0, MANY));
    await store.load(orders(MANY, MANY + 10));
    expect(await store.warehouse.release('riverside')).toBe(true);
    const again = await store.load(orders(5, MANY + 5));
    expect(again.orders).toEqual({ changed: 0, unchanged: MANY, stale: 0 });
    const changed = await store.load(orders(MANY, 2 * MANY, 2_000));
    expect(changed.orders).toEqual({ changed: MANY, unchanged: 0, stale: 0 });
    expect(await counts()).toMatchObject({
      orders: 2 * MANY,
      ids: 2 * MANY,
      tickets: 2 * MANY,
      movements: 2 * MANY + 10,
    });
    const { amount, total } = (await counts()) as { amount: number; total: number };
    expect(amount).toBe(total);
  });

  it('takes nothing for stored that a failed batch brought', async () => {
    // Written last of all, long after its ids were looked for.
    const cyclic: Record<string, unknown> = {};
    cyclic.itself = cyclic;
    const failing = store.load(orders(20_000, 20_000 + MANY), { cursors: { orders: cyclic } });
    await expect(failing).rejects.toThrow();
    expect((await store.load(orders(20_000, 20_000 + MANY))).orders.changed).toBe(MANY);
    expect((await store.load(orders(20_000, 20_000 + MANY))).orders.unchanged).toBe(MANY);
  });

  it('believes nothing of a file that another one was put in the place of', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'illuminate-other-'));
    const other = await startWarehouse();
    try {
      await other.load(orders(50_000, 50_000 + MANY));
      const copy = join(folder, 'copy.duckdb');
      await other.warehouse.withClosedStore('riverside', (file) => copyFile(file, copy));
      await store.load(orders(0, MANY));
      await store.warehouse.release('riverside');
      await store.warehouse.withClosedStore('riverside', (file) => copyFile(copy, file));
      expect((await store.load(orders(50_000, 50_000 + MANY))).orders).toEqual({
        changed: 0,
        unchanged: MANY,
        stale: 0,
      });
      expect(await counts()).toMatchObject({ orders: MANY, tickets: MANY, movements: MANY });
    } finally {
      await other.close();
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('reads what is stored once where many large batches come into a store that has rows', async () => {
    const filled = await startWarehouse();
    try {
      await filled.load(orders(0, MANY));
      // Closed by nobody who goes on: what was known is gone with it.
      await filled.warehouse.withClosedStore('riverside', async () => {});
      for (let batch = 1; batch <= 6; batch += 1) await filled.load(orders(batch * MANY, (batch + 1) * MANY));
      const again = await filled.load(orders(0, 2 * MANY));
      expect(again.orders).toEqual({ changed: 0, unchanged: 2 * MANY, stale: 0 });
    } finally {
      await filled.close();
    }
  });
});
