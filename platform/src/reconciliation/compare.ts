import type { Connector } from '@illuminate/connector-kit';
import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';
import { IN_TWO_ORDERS } from '../warehouse/load/tell-in-two-orders.ts';
import type { Store } from '../warehouse/store-types.ts';
import { checkDeliveries, type DeliveriesCheck } from './check-deliveries.ts';
import type { AskedTotal, GatheredTotals } from './gathered-totals.ts';
import { heldSince, type Movement } from './held-over-time.ts';
import { isHistoryComplete } from './history-state.ts';
import { excuseRejected, judgePerformance } from './judge-performance.ts';
import { readBounds, readHeld, readMovements } from './read-held.ts';
import { recordComparison } from './record-comparison.ts';
import type { Compared, Held, Said } from './verdict.ts';

type Deps = Pick<Context, 'db' | 'clock' | 'changes' | 'warehouse'>;

export interface Compare {
  readonly connection: Pick<Connection, 'id' | 'organisation_id' | 'history_from'>;
  readonly connector: Connector;
  /** What the box office said in this run. */
  readonly gathered: GatheredTotals;
}

/** One performance, with both figures and what they say. */
export interface ComparedPerformance extends Compared {
  readonly performanceId: string;
  readonly eventId: string;
  readonly official: number | null;
  readonly isUpperBound: boolean;
  readonly held: number;
  /** When the box office was asked (ms). */
  readonly readAt: number | null;
}

/** Compares what the box office says of itself with what the store holds now, and writes down how it came out. */
export async function compare(deps: Deps, { connection, connector, gathered }: Compare): Promise<void> {
  const historyComplete = await isHistoryComplete(deps.db, connection, connector);
  const { performances, deliveries } = await deps.warehouse.withStore(connection.organisation_id, async (store) => {
    const askedOfStore = connector.totals?.ask === undefined;
    const totals = askedOfStore
      ? (await readBounds(store, connection.id)).map((bound): AskedTotal => ({ ...bound, held: null }))
      : gathered.totals;
    return {
      performances: await compareStore(store, connection, {
        totals,
        notShown: new Set(gathered.notShown),
        notTold: new Set(gathered.notTold),
        notAnswered: new Set(gathered.notAnswered),
        allAsked: askedOfStore,
        historyComplete,
      }),
      deliveries: await checkDeliveries(store, connection.id),
    };
  });
  const supplied = suppliesSales(connector, deliveries);
  const compared = supplied ? performances : performances.map(withoutSales);
  await recordComparison(deps, {
    connectionId: connection.id,
    at: deps.clock.now(),
    performances: compared,
    deliveries,
  });
  deps.changes.changed(connection.id);
}

interface Totals {
  readonly totals: readonly AskedTotal[];
  readonly notShown: ReadonlySet<string>;
  readonly notTold: ReadonlySet<string>;
  readonly notAnswered: ReadonlySet<string>;
  readonly allAsked: boolean;
  readonly historyComplete: boolean;
}

async function compareStore(
  store: Store,
  connection: Compare['connection'],
  { totals, notShown, notTold, notAnswered, allAsked, historyComplete }: Totals,
): Promise<ComparedPerformance[]> {
  const held = await readHeld(store, connection.id);
  const official = new Map(totals.map((total) => [total.performanceId, total]));
  const since = totals.reduce((least, { readAt }) => Math.min(least, readAt), Number.MAX_SAFE_INTEGER);
  const movements: ReadonlyMap<string, readonly Movement[]> =
    totals.length === 0 ? new Map() : await readMovements(store, connection.id, since);
  const missingRecords = await countRefused(store, connection.id);
  const past = await readPast(store, connection.id);
  const known = new Map(held.map((one) => [one.performanceId, one]));
  for (const { performanceId, eventId } of totals) {
    if (!known.has(performanceId)) known.set(performanceId, unknownHere(performanceId, eventId ?? ''));
  }
  const judged = new Map<string, Compared>();
  for (const [id, one] of known) {
    const total = official.get(id);
    const said: Said | null =
      total === undefined ? null : { ...total, ...heldSince(one.tickets, movements.get(id) ?? [], total.readAt) };
    judged.set(
      id,
      past.has(id) && one.tickets === one.ledger
        ? { verdict: 'not-compared', reason: 'past-retention', likely: [] }
        : judgePerformance(one, said, {
            notShown: notShown.has(id),
            notAnswered: notAnswered.has(id),
            asked: allAsked || notTold.has(id),
            historyComplete,
            historyLimited: connection.history_from !== null,
            missingRecords,
          }),
    );
  }
  return [...excuseRejected(judged, missingRecords)].map(([id, compared]): ComparedPerformance => {
    const total = official.get(id);
    const one = known.get(id) ?? unknownHere(id, '');
    return {
      ...compared,
      performanceId: id,
      eventId: one.eventId,
      official: total?.sold ?? (compared.reason === 'own-records' ? one.ledger : null),
      isUpperBound: total?.isUpperBound ?? false,
      // Of equal ones it is the figure of the moment at which the box office was asked.
      held: compared.verdict === 'equal' && total !== undefined ? total.sold : one.tickets,
      readAt: total?.readAt ?? null,
    };
  });
}

/** One that the box office counts and that nothing here names. */
function unknownHere(performanceId: string, eventId: string): Held {
  return { performanceId, eventId, cancelled: false, tickets: 0, ledger: 0, orphans: 0 };
}

/** Performances of whose sales some are not kept any more. */
async function readPast(store: Store, connectionId: string): Promise<ReadonlySet<string>> {
  const rows = await store.query(
    `SELECT source_id FROM performances WHERE connection_id = $1 AND starts_at < (SELECT max(since) FROM kept_from)`,
    [connectionId],
  );
  return new Set(rows.map((row) => String(row.source_id)));
}

async function countRefused(store: Store, connectionId: string): Promise<number> {
  const [row] = await store.query(
    `SELECT count(DISTINCT source_id) AS refused FROM rejects
     WHERE connection_id = $1 AND stream = 'orders' AND reason <> '${IN_TWO_ORDERS}' AND resolved_at IS NULL`,
    [connectionId],
  );
  return Number(row?.refused ?? 0);
}

/** A feed of what is on has no sales; they may still be delivered. */
function suppliesSales(connector: Pick<Connector, 'streams'>, deliveries: DeliveriesCheck | null): boolean {
  return deliveries !== null || connector.streams.some(({ name }) => name === 'orders');
}

function withoutSales(one: ComparedPerformance): ComparedPerformance {
  return { ...one, verdict: 'not-compared', reason: 'no-sales', likely: [] };
}
