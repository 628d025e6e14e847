import type { LoadRequest, LoadResult } from '../warehouse/store-types.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

/** The last step of a sync: a batch goes into the organisation's store, rows and cursors together. */
export async function load(warehouse: Warehouse, organisationId: string, request: LoadRequest): Promise<LoadResult> {
  return warehouse.withStore(organisationId, (store) => store.load(request));
}
