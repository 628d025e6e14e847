import type { LoadResult } from '../warehouse/store-types.ts';

/** Whether what a batch held is in the store already as it is, and so in the pages that it was read from then. */
export function isNothingNew({ orders, rows, rejects }: LoadResult): boolean {
  return orders.changed === 0 && rejects === 0 && Object.values(rows).every((count) => (count ?? 0) === 0);
}
