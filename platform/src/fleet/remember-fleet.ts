import type { ConnectionSummary, FleetRow } from '@illuminate/contract';
import { summaryOf } from '../connections/describe-connection.ts';
import { completeTo } from '../connections/freshness.ts';
import { type ConnectionFacts, gatherFacts } from '../connections/gather-facts.ts';
import { statusOf } from '../connections/status.ts';
import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';

type Deps = Pick<Context, 'db' | 'clock' | 'connectors' | 'changes'>;

/** Facts that no change was told of are looked at again after so long, as for whoever watches. */
const LOOK_AGAIN_MS = 20_000;
const AT_ONCE = 500;

export interface RememberedFleet {
  /** Every connection as it is now. */
  rows(): Promise<FleetRow[]>;
  /** The same as lists have it: whoever opens a page of the fleet and its stream at once has everything read once. */
  summaries(): Promise<ConnectionSummary[]>;
}

/**
 * Facts of every connection, kept so that a page of the fleet asks the database for what has changed since the last, however many
 * there are. The headlines are worked out anew each time, for time alone changes some.
 */
export function rememberFleet(deps: Deps): RememberedFleet {
  const { db, clock, changes } = deps;
  let known = new Map<string, ConnectionFacts>();
  let lookedAt = Number.NEGATIVE_INFINITY;
  let changed = new Set<string>();
  let looking: Promise<void> = Promise.resolve();
  changes.subscribe((id) => void changed.add(id));

  const lookAtAll = async (): Promise<void> => {
    const found = new Map<string, ConnectionFacts>();
    for (let after = ''; ; ) {
      const page = await db
        .selectFrom('connections')
        .selectAll()
        .where('name', '>', after)
        .orderBy('name')
        .limit(AT_ONCE)
        .execute();
      for (const facts of await gatherFacts(deps, page)) found.set(facts.connection.id, facts);
      const last = page.at(-1);
      if (last === undefined || page.length < AT_ONCE) break;
      after = last.name;
    }
    known = found;
  };

  const lookAtSome = async (ids: readonly string[]): Promise<void> => {
    const rows: Connection[] = await db.selectFrom('connections').selectAll().where('id', 'in', ids).execute();
    const found = await gatherFacts(deps, rows);
    for (const id of ids) known.delete(id);
    for (const facts of found) known.set(facts.connection.id, facts);
  };

  const look = async (): Promise<void> => {
    const ids = [...changed];
    const began = clock.monotonic();
    changed = new Set();
    try {
      if (began - lookedAt > LOOK_AGAIN_MS || ids.length > AT_ONCE) {
        await lookAtAll();
        lookedAt = began;
      } else if (ids.length > 0) await lookAtSome(ids);
    } catch (err) {
      // What could not be looked at is looked at by the next.
      for (const id of ids) changed.add(id);
      throw err;
    }
  };

  const facts = async (): Promise<ConnectionFacts[]> => {
    // One look at a time: whoever asks meanwhile is answered by the next, which finds little to do.
    looking = looking.then(look, look);
    await looking;
    return [...known.values()];
  };

  return {
    async rows() {
      const all = await facts();
      const now = clock.now();
      return all.map((each) => describeRow(each, now));
    },
    async summaries() {
      const all = await facts();
      const now = clock.now();
      return all.map((each) => summaryOf({ ...each, status: { ...each.status, now } }));
    },
  };
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

function describeRow({ connection, organisation, status, nextSyncAt }: ConnectionFacts, now: Date): FleetRow {
  const { headline } = statusOf({ ...status, now });
  return {
    name: connection.name,
    organisation: { slug: organisation.slug, name: organisation.name, zone: organisation.zone },
    provider: { id: connection.provider, title: status.providerTitle },
    method: connection.method,
    headline,
    dataTo: iso(completeTo(status)),
    lastUpdateAt: iso(status.lastSuccessAt ?? status.deliveries?.lastLoadedAt ?? null),
    nextSyncAt: iso(nextSyncAt),
  };
}
