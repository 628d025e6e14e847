import type { SpektrixOrder } from './api-types.ts';
import { isObject, linkId } from './normalise/fields.ts';

/**
 * A number of 53 bits over what an edit of an order shows in: when it was last touched, what it comes to, and each ticket with
 * its id, performance and price. Two states of one order that share it are as good as impossible.
 */
export function orderState(order: SpektrixOrder): number {
  const mix = new Mix();
  if (!isObject(order)) return mix.sum;
  mix.add(order.lastTransactionDateUtc ?? order.lastTransactionDate);
  mix.add(order.total);
  mix.add(linkId(order.customer));
  const tickets = Array.isArray(order.tickets) ? order.tickets : [];
  mix.add(tickets.length);
  for (const ticket of tickets) {
    if (!isObject(ticket)) continue;
    mix.add(ticket.id);
    mix.add(linkId(ticket.instance));
    mix.add(ticket.total);
  }
  return mix.sum;
}

const SEPARATOR = 0x1f;

/** Two multiplying hashes of 32 bits side by side, as 53 bits. */
class Mix {
  #high = 0xdeadbeef;
  #low = 0x41c6ce57;

  add(value: unknown): void {
    const text = typeof value === 'string' ? value : String(value);
    let high = this.#high;
    let low = this.#low;
    for (let at = 0; at <= text.length; at++) {
      const code = at < text.length ? text.charCodeAt(at) : SEPARATOR;
      high = Math.imul(high ^ code, 2_654_435_761);
      high ^= high >>> 15;
      low = Math.imul(low ^ code, 1_597_334_677);
      low ^= low >>> 13;
    }
    this.#high = high;
    this.#low = low;
  }

  get sum(): number {
    return (this.#high >>> 11) * 2 ** 32 + (this.#low >>> 0);
  }
}
