import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPacker, type PackedBatch } from '../../../platform/src/warehouse/pack.ts';
import { openWarehouse } from '../../../platform/src/warehouse/warehouse.ts';
import { CUSTOMERS, fillStore, loadInto } from './fill-store.ts';
import { madeOrder } from './made-rows.ts';
import { benchWholeSync } from './whole-sync.ts';

const TICKETS_PER_ORDER = 2.5;
const ROUNDS = 5;
const CONNECTION = 'bench-office';

export interface GrowthOptions {
  readonly orders: number;
  /** Tickets in the store before the change. */
  readonly sizes: readonly number[];
  readonly loadOnly: boolean;
  say(line: string): void;
}

/** The cost of a change must grow with the change and not with what is stored. */
export async function benchGrowth({ orders, sizes, loadOnly, say }: GrowthOptions): Promise<void> {
  say(`${orders} changed orders: the load transaction, commit included, median of ${ROUNDS} (ms)`);
  say('tickets stored    recent    scattered');
  for (const size of sizes) {
    const { recent, scattered } = await measureLoad(size, orders);
    say(`${String(size).padEnd(15)}${recent.toFixed(0).padStart(9)}${scattered.toFixed(0).padStart(13)}`);
  }
  if (!loadOnly) await benchWholeSync({ orders, sizes, say });
}

async function measureLoad(size: number, changed: number): Promise<{ recent: number; scattered: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'illuminate-bench-'));
  const warehouse = await openWarehouse({
    folder: join(folder, 'warehouse'),
    copiesFolder: join(folder, 'copies'),
    memoryLimitMb: 320,
    threads: 2,
  });
  try {
    return await warehouse.withStore('bench', async (store) => {
      const total = Math.round(size / TICKETS_PER_ORDER);
      await fillStore(store, { connectionId: CONNECTION, from: 0, to: total, fence: 1 });
      let edit = 0;
      const time = async (numbers: readonly number[]): Promise<number> => {
        edit += 1;
        const packed = pack(numbers, edit);
        const start = performance.now();
        await loadInto(store, CONNECTION, 1, packed);
        return performance.now() - start;
      };
      const recent: number[] = [];
      const scattered: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        recent.push(await time(Array.from({ length: changed }, (_, at) => total - 1 - at)));
        scattered.push(
          await time(Array.from({ length: changed }, (_, at) => Math.floor((at * total) / changed) + round)),
        );
      }
      return { recent: median(recent), scattered: median(scattered) };
    });
  } finally {
    await warehouse.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function pack(numbers: readonly number[], edit: number): PackedBatch {
  const packer = createPacker();
  for (const number of numbers) packer.add(madeOrder(number, CUSTOMERS, edit), 1 + edit);
  return packer.take();
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
