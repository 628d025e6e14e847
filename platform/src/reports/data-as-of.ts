import type { ConnectionSummary } from '@illuminate/contract';

/** The moment by which the least fresh of the organisation's connections had been asked for everything. */
export function dataAsOf(connections: readonly Pick<ConnectionSummary, 'dataTo'>[]): string | null {
  const moments = connections.map(({ dataTo }) => dataTo).filter((at) => at !== null);
  return moments.sort()[0] ?? null;
}
