import { afterAll, beforeAll, expect, test } from 'vitest';
import { StoreError } from '../warehouse/errors.ts';
import { startWarehouse, type TestWarehouse } from '../warehouse/made-batches.ts';
import type { Store } from '../warehouse/store-types.ts';
import { lendForFile } from './lend-for-file.ts';

let box: TestWarehouse;

beforeAll(async () => {
  box = await startWarehouse({ memoryLimitMb: 400 });
});
afterAll(() => box.close());

const memoryOf = async (store: Store): Promise<string> =>
  String((await store.query("SELECT current_setting('memory_limit') AS memory"))[0]?.memory);

test('a big file has little memory, and all of it where little is not enough; other faults end it', async () => {
  const whole = await box.warehouse.withStore('riverside', memoryOf);
  const lend = (tickets: number, work: (store: Store) => Promise<string>) =>
    lendForFile(box, { organisationId: 'riverside', totals: { orders: 10, tickets } }, work);
  expect(await lend(100, memoryOf)).toBe(whole);
  const little = await lend(500_000, memoryOf);
  expect(little).not.toBe(whole);

  const tried: string[] = [];
  const hungry = async (store: Store): Promise<string> => {
    tried.push(await memoryOf(store));
    if (tried.length === 1) throw new StoreError('store-out-of-memory', 'The store needs more memory.');
    return 'done';
  };
  expect(await lend(500_000, hungry)).toBe('done');
  expect(tried).toEqual([little, whole]);
  const broken = lend(500_000, async () => {
    throw new StoreError('store-disk-full', 'The disk is full, so nothing was written.');
  });
  await expect(broken).rejects.toMatchObject({ code: 'store-disk-full' });
});
