import type { LoadResult, Store } from '../warehouse/store-types.ts';
import type { Claim } from './claim-sync.ts';
import type { SyncDeps } from './sync-deps.ts';
import { targetOf } from './target-store.ts';

/** What makes a store too heavy to stay open. */
interface Bounds {
  /** What is less is a few changes: whoever asks of the store next is to find it as warm as it was. */
  readonly leastRows: number;
  /** Some 30 MB of a store's file, and as much again that was read of it. */
  readonly rows: number;
  /** Of its file, as held in memory between two batches: the larger a store, the more of it each batch looks through for its ids. */
  readonly heldBytes: number;
}

const BOUNDS: Bounds = { leastRows: 50_000, rows: 350_000, heldBytes: 20 * 1024 * 1024 };

/** Closes the store of a sync now and then. */
export interface Lightener {
  /** To be told of each batch that was loaded; the store must not be lent just then for it to help. */
  loaded(result: LoadResult): Promise<void>;
}

/**
 * An open store keeps in memory what it wrote into its file, up to all that it may use, and a first load reads next to nothing of it
 * again. So the file is closed when it has become heavy, and opened by whoever asks next, which takes some 50 ms.
 */
export function createLightener(
  deps: Pick<SyncDeps, 'warehouse'>,
  claim: Pick<Claim, 'trigger' | 'organisation' | 'connection'>,
  bounds = BOUNDS,
): Lightener {
  const target = targetOf(deps, claim);
  const of = { organisationId: claim.organisation.id, connectionId: claim.connection.id };
  let rows = 0;
  return {
    async loaded(result) {
      rows += result.movements + Object.values(result.rows).reduce((sum, count) => sum + (count ?? 0), 0);
      if (rows < bounds.leastRows) return;
      // Whatever is wrong with it shows with the next batch.
      const held = await target(heldOfFile).catch(() => 0);
      if (rows < bounds.rows && held < bounds.heldBytes) return;
      // What is not in the file yet would be written while it is closed, and hold everybody up.
      await target((store) => store.checkpoint()).catch(() => undefined);
      if (await deps.warehouse.release(claim.trigger === 'resync' ? of : of.organisationId)) rows = 0;
    },
  };
}

/** So many bytes of a store's file are held in memory. */
async function heldOfFile(store: Pick<Store, 'query'>): Promise<number> {
  const [row] = await store.query(
    "SELECT memory_usage_bytes::DOUBLE AS bytes FROM duckdb_memory() WHERE tag = 'BASE_TABLE'",
  );
  return Number(row?.bytes ?? 0);
}
