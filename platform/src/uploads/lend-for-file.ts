import type { UploadTotals } from '@illuminate/contract';
import type { Context } from '../context.ts';
import { StoreError } from '../warehouse/errors.ts';
import type { Store } from '../warehouse/store-types.ts';

/** Of so many orders and tickets a store holds several hundred megabytes, if it may, until it is closed. */
const MANY_ROWS = 50_000;

export const isBigFile = ({ orders, tickets }: Pick<UploadTotals, 'orders' | 'tickets'>): boolean =>
  orders + tickets > MANY_ROWS;

export interface LendForFile {
  readonly organisationId: string;
  /** What the file holds. */
  readonly totals: Pick<UploadTotals, 'orders' | 'tickets'>;
}

/**
 * Lends an organisation's store for all of a file. A big one gets along with little memory, since it is written as it comes; should it
 * not, it is done anew with all that a store may have. So `work` must leave nothing behind where it fails.
 */
export async function lendForFile<T>(
  { warehouse }: Pick<Context, 'warehouse'>,
  { organisationId, totals }: LendForFile,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  if (!isBigFile(totals)) return warehouse.withStore(organisationId, work);
  try {
    return await warehouse.withLeanStore(organisationId, work);
  } catch (err) {
    if (!(err instanceof StoreError && err.code === 'store-out-of-memory')) throw err;
    return warehouse.withStore(organisationId, work);
  }
}
