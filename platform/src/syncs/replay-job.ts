import { listPages, PAGES_KEY } from '../pages/page-files.ts';
import type { Claim } from './claim-sync.ts';
import { lastCounts, performancesAhead } from './extract-job.ts';
import type { ReplayJob } from './extract-messages.ts';
import { type StoreCounts, type SyncCounts, storeCounts } from './sync-counts.ts';
import type { SyncDeps } from './sync-deps.ts';

/** Whatever was refused and is read well now is settled. */
const REFUSED_AT_MOST = 10_000;

/** Gathers what the thread is given that reads kept pages, and what the last sync had counted. */
export async function replayJob(
  deps: SyncDeps,
  { connection, organisation }: Claim,
): Promise<{ job: ReplayJob; previous: Pick<SyncCounts, 'store' | 'dataTo'> }> {
  const pages = { folder: deps.pagesFolder, organisationId: organisation.id, connectionId: connection.id };
  const files = await listPages(pages);
  const { version, bytes } = await deps.keys.derivedKey(organisation.id, PAGES_KEY);
  const since = new Date(files[0]?.at ?? deps.clock.now().getTime());
  const last = await lastCounts(deps, connection.id);
  const { counts, rejected, ahead, gone } = await deps.warehouse.withStore(organisation.id, async (store) => {
    const held: StoreCounts = last?.store ?? storeCounts(await store.facts(connection.id));
    return {
      counts: held,
      rejected: held.rejects > 0 ? await store.refused(connection.id, REFUSED_AT_MOST) : [],
      ...(await performancesAhead(store, connection.id, since)),
    };
  });
  return {
    previous: { store: counts, dataTo: last?.dataTo ?? null },
    job: {
      connectorId: connection.provider,
      zone: organisation.zone,
      currency: organisation.currency,
      pages,
      key: { version, bytes: Uint8Array.from(bytes) },
      files: files.map(({ name }) => name),
      rejected,
      ahead,
      gone,
    },
  };
}
