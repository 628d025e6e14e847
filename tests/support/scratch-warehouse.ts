import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWarehouse, type Warehouse } from '../../platform/src/warehouse/warehouse.ts';

/** A warehouse in a folder of its own, both gone when the scope ends. */
export async function scratchWarehouse(): Promise<
  { readonly warehouse: Warehouse; readonly folder: string } & AsyncDisposable
> {
  const folder = await mkdtemp(join(tmpdir(), 'illuminate-warehouse-'));
  const warehouse = await openWarehouse({
    folder: join(folder, 'warehouse'),
    copiesFolder: join(folder, 'copies'),
    memoryLimitMb: 300,
    threads: 1,
  });
  return {
    warehouse,
    folder,
    async [Symbol.asyncDispose]() {
      await warehouse.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
