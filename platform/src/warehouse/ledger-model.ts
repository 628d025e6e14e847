import type { MadeTicket, Snapshot } from './made-batches.ts';

interface NaiveTicket {
  ticket: MadeTicket;
  order: string;
  updatedAt: number;
  requestedAt: number;
  isLive: boolean;
}

interface NaiveOrder {
  snapshot: Snapshot;
  requestedAt: number;
  /** Null when a ticket of it is elsewhere, so that the next snapshot is looked at whatever it holds. */
  content: string | null;
}

/** The rules of the warehouse for orders and tickets once more, in plain steps over maps: a second witness for its tests. */
export class NaiveStore {
  readonly #orders = new Map<string, NaiveOrder>();
  readonly #tickets = new Map<string, NaiveTicket>();

  load(batch: readonly Snapshot[]): { changed: number; unchanged: number; stale: number; movements: number } {
    const counts = { changed: 0, unchanged: 0, stale: 0, movements: 0 };
    const changed = new Map<string, Snapshot>();
    for (const snapshot of newestOfEach(batch)) {
      const stored = this.#orders.get(snapshot.order);
      if (stored !== undefined && stored.content === contentOf(snapshot)) {
        counts.unchanged += 1;
        stored.requestedAt = Math.max(stored.requestedAt, snapshot.requestedAt);
      } else if (stored !== undefined && !isNewer(snapshot, { ...stored.snapshot, requestedAt: stored.requestedAt })) {
        counts.stale += 1;
      } else {
        counts.changed += 1;
        changed.set(snapshot.order, snapshot);
      }
    }
    const claims = new Map<string, { ticket: MadeTicket; snapshot: Snapshot }>();
    const losers = new Set<string>();
    for (const snapshot of changed.values()) {
      for (const ticket of snapshot.tickets) {
        const other = claims.get(ticket.id);
        if (other === undefined || isNewer(snapshot, other.snapshot)) {
          if (other !== undefined) losers.add(other.snapshot.order);
          claims.set(ticket.id, { ticket, snapshot });
        } else losers.add(snapshot.order);
      }
    }
    for (const { ticket, snapshot } of claims.values()) {
      counts.movements += this.#claim(ticket, snapshot, changed, losers);
    }
    for (const [id, stored] of this.#tickets) {
      const snapshot = changed.get(stored.order);
      if (!stored.isLive || snapshot === undefined || snapshot.tickets.some((ticket) => ticket.id === id)) continue;
      stored.isLive = false;
      counts.movements += 1;
    }
    for (const [order, snapshot] of changed) {
      this.#orders.set(order, { snapshot, requestedAt: snapshot.requestedAt, content: contentOf(snapshot) });
    }
    for (const order of losers) {
      const stored = this.#orders.get(order);
      if (stored !== undefined) stored.content = null;
    }
    return counts;
  }

  /** @returns how many movements it takes. */
  #claim(ticket: MadeTicket, snapshot: Snapshot, changed: ReadonlyMap<string, Snapshot>, losers: Set<string>): number {
    const stored = this.#tickets.get(ticket.id);
    const isElsewhere = stored?.isLive === true && stored.order !== snapshot.order;
    if (isElsewhere && !changed.has(stored.order)) {
      if (isNewer(stored, snapshot)) {
        losers.add(snapshot.order);
        return 0;
      }
      losers.add(stored.order);
    }
    const { order, updatedAt, requestedAt } = snapshot;
    this.#tickets.set(ticket.id, { ticket, order, updatedAt, requestedAt, isLive: true });
    if (stored === undefined || !stored.isLive) return 1;
    if (isElsewhere || stored.ticket.performance !== ticket.performance) return 2;
    return stored.ticket.total === ticket.total ? 0 : 1;
  }

  live(): { id: string; order: string; total: number }[] {
    return [...this.#tickets]
      .filter(([, { isLive }]) => isLive)
      .map(([id, { order, ticket }]) => ({ id, order, total: ticket.total }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}

interface Dated {
  readonly order: string;
  readonly updatedAt: number;
  readonly requestedAt: number;
}

function isNewer(a: Dated, b: Dated): boolean {
  if (a.updatedAt !== b.updatedAt) return a.updatedAt > b.updatedAt;
  if (a.requestedAt !== b.requestedAt) return a.requestedAt > b.requestedAt;
  return a.order > b.order;
}

function newestOfEach(batch: readonly Snapshot[]): Snapshot[] {
  const newest = new Map<string, Snapshot>();
  for (const snapshot of batch) {
    const known = newest.get(snapshot.order);
    if (known === undefined || isNewer(snapshot, known)) newest.set(snapshot.order, snapshot);
  }
  return [...newest.values()];
}

function contentOf({ order, updatedAt, tickets, channel }: Snapshot): string {
  const sorted = [...tickets].sort((a, b) => (a.id < b.id ? -1 : 1));
  return JSON.stringify([
    order,
    updatedAt,
    channel,
    sorted.map(({ id, total, performance }) => [id, total, performance]),
  ]);
}
