import type { Store } from '../warehouse/store-types.ts';
import type { Claim } from './claim-sync.ts';
import type { SyncDeps } from './sync-deps.ts';

/** Lends the store that a sync reads into: the organisation's, or the one beside it into which a connection is loaded from scratch. */
export type LendTarget = <T>(work: (store: Store) => Promise<T>) => Promise<T>;

export function targetOf(
  { warehouse }: Pick<SyncDeps, 'warehouse'>,
  { trigger, organisation, connection }: Pick<Claim, 'trigger' | 'organisation' | 'connection'>,
): LendTarget {
  if (trigger !== 'resync') return (work) => warehouse.withStore(organisation.id, work);
  const of = { organisationId: organisation.id, connectionId: connection.id };
  return (work) => warehouse.withFresh(of, work);
}
