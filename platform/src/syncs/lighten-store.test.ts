import { readdir, readlink } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { startWarehouse } from '../warehouse/made-batches.ts';
import type { LoadResult } from '../warehouse/store-types.ts';
import type { Claim } from './claim-sync.ts';
import { createLightener } from './lighten-store.ts';

type Of = Pick<Claim, 'trigger' | 'organisation' | 'connection'>;

const claimOf = (trigger: Claim['trigger']): Of =>
  ({ trigger, organisation: { id: 'riverside' }, connection: { id: 'riverside-office' } }) as Of;

const loadedRows = (tickets: number): LoadResult => ({
  orders: { changed: 1, unchanged: 0, stale: 0 },
  rows: { tickets },
  movements: tickets,
  rejects: 0,
  disappeared: 0,
});

/** Of Linux: elsewhere there is nothing to count. */
async function openStores(folder: string): Promise<number> {
  const handles = await readdir('/proc/self/fd');
  const files = await Promise.all(handles.map((nth) => readlink(`/proc/self/fd/${nth}`).catch(() => '')));
  return files.filter((file) => file.startsWith(folder) && !file.endsWith('.wal')).length;
}

test.skipIf(process.platform !== 'linux').each(['schedule', 'resync'] as const)(
  'a store that much was written into is closed, once nobody uses it, and holds what it held (%s)',
  async (trigger) => {
    const box = await startWarehouse();
    try {
      const of = { organisationId: 'riverside', connectionId: 'riverside-office' };
      const lend = <T>(work: Parameters<typeof box.warehouse.withStore<T>>[1]): Promise<T> =>
        trigger === 'resync' ? box.warehouse.withFresh(of, work) : box.warehouse.withStore('riverside', work);
      await box.load([{ order: '1', updatedAt: 1, requestedAt: 1, tickets: [] }]);
      await box.warehouse.release('riverside');
      const before = await lend((store) => store.query('SELECT count(*) AS n FROM orders'));
      expect(await openStores(box.folder)).toBe(1);

      const lightener = createLightener(box, claimOf(trigger));
      await lightener.loaded(loadedRows(1_000));
      expect(await openStores(box.folder)).toBe(1);
      await lend(() => lightener.loaded(loadedRows(400_000)));
      expect(await openStores(box.folder)).toBe(1);
      await lightener.loaded(loadedRows(0));
      expect(await openStores(box.folder)).toBe(0);
      expect(await lend((store) => store.query('SELECT count(*) AS n FROM orders'))).toEqual(before);
      await lightener.loaded(loadedRows(1_000));
      expect(await openStores(box.folder)).toBe(1);
    } finally {
      await box.close();
    }
  },
);

test.skipIf(process.platform !== 'linux')(
  'a store of which much was read is closed too, but not for a few changes',
  async () => {
    const box = await startWarehouse();
    try {
      await box.load([{ order: '1', updatedAt: 1, requestedAt: 1, tickets: [] }]);
      await box.warehouse.withStore('riverside', (store) => store.checkpoint());
      await box.warehouse.release('riverside');
      const read = () => box.warehouse.withStore('riverside', (store) => store.query('SELECT source_id FROM orders'));
      expect(await read()).toEqual([{ source_id: '1' }]);
      await createLightener(box, claimOf('schedule')).loaded(loadedRows(50_000));
      expect(await openStores(box.folder)).toBe(1);
      const lightener = createLightener(box, claimOf('schedule'), { leastRows: 100, rows: 350_000, heldBytes: 1 });
      await lightener.loaded(loadedRows(49));
      expect(await openStores(box.folder), 'after a few changes').toBe(1);
      await lightener.loaded(loadedRows(1));
      expect(await openStores(box.folder)).toBe(0);
      expect(await read()).toEqual([{ source_id: '1' }]);
    } finally {
      await box.close();
    }
  },
);
