import { type BaseLog, firstAtOrAfter } from './base-log.ts';
import { LIVE, type Transaction } from './transaction.ts';

/**
 * Everything that happens to a client's orders, in order of time: the planned transactions, and those added while the
 * simulator runs (live sales, and changes that a test asked for). What is visible is what lies at or before an instant.
 */
export class OrderLog {
  base: BaseLog;
  readonly added: Transaction[] = [];
  readonly #addedByOrder = new Map<number, Transaction[]>();

  constructor(base: BaseLog) {
    this.base = base;
  }

  /** Appends; times may not go backwards. */
  append(transaction: Transaction): void {
    const last = this.added.at(-1);
    if (last && last.at > transaction.at) throw new RangeError('Transactions are appended in order of time');
    this.added.push(transaction);
    const own = this.#addedByOrder.get(transaction.order);
    if (own) own.push(transaction);
    else this.#addedByOrder.set(transaction.order, [transaction]);
  }

  /** The history of one order up to an instant, oldest first; empty where the order is unknown. */
  historyOf(order: number, until: number): Transaction[] {
    const history: Transaction[] = [];
    if (order < this.base.orders) {
      let index = this.base.first[order] ?? 0;
      do {
        const next = this.base.read(index);
        if (next.at > until) break;
        history.push(next);
        index = this.base.next[index] ?? 0;
      } while (index !== 0);
    }
    const own = this.#addedByOrder.get(order);
    if (!own) return history;
    for (const each of own) if (each.at <= until) history.push(each);
    return history.length > 1 ? history.sort((a, b) => a.at - b.at) : history;
  }

  /** When the order was changed last, at or before an instant; null where nothing is known of it yet. */
  lastChangeOf(order: number, until: number): number | null {
    let last: number | null = null;
    if (order < this.base.orders) {
      let index = this.base.first[order] ?? 0;
      do {
        const at = this.base.at[index] ?? 0;
        if (at > until) break;
        last = at;
        index = this.base.next[index] ?? 0;
      } while (index !== 0);
    }
    const own = this.#addedByOrder.get(order);
    if (own) for (const each of own) if (each.at <= until && (last === null || each.at > last)) last = each.at;
    return last;
  }

  /** Order and time of every transaction from an instant up to and including another, oldest first. */
  *changes(from: number, until: number): Generator<{ order: number; at: number }> {
    const { base } = this;
    let index = firstAtOrAfter(base, from);
    let extra = this.#firstAddedFrom(from);
    for (;;) {
      const baseAt = index < base.length ? (base.at[index] ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
      const added = this.added[extra];
      const addedAt = added?.at ?? Number.POSITIVE_INFINITY;
      if (Math.min(baseAt, addedAt) > until) return;
      if (baseAt <= addedAt) {
        if (index >= base.length) return;
        yield { order: base.order[index] ?? 0, at: baseAt };
        index += 1;
      } else if (added) {
        yield { order: added.order, at: addedAt };
        extra += 1;
      }
    }
  }

  /** Orders that added transactions touched at or after an instant. */
  ordersAddedSince(from: number): Set<number> {
    const found = new Set<number>();
    for (let index = this.#firstAddedFrom(from); index < this.added.length; index += 1) {
      const order = this.added[index]?.order;
      if (order !== undefined) found.add(order);
    }
    return found;
  }

  /** Whether an order was planned, rather than made while running. */
  isPlanned(order: number): boolean {
    return order < LIVE.orders;
  }

  #firstAddedFrom(from: number): number {
    let low = 0;
    let high = this.added.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.added[middle]?.at ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
