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

/** Two multiplying hashes of 32 bits side by side, as 53 bits. */
class Mix {
  #high = 0xdeadbeef;
  #low = 0x41c6ce57;

  add(value: unknown): void {
    const text = typeof value === 'string' ? value : String(value);
    for (let at = 0; at < text.length; at++) this.#take(text.charCodeAt(at));
    this.#take(0x1f);
  }

  get sum(): number {
    return (this.#high >>> 11) * 2 ** 32 + (this.#low >>> 0);
  }

  #take(code: number): void {
    this.#high = Math.imul(this.#high ^ code, 2_654_435_761);
    this.#high ^= this.#high >>> 15;
    this.#low = Math.imul(this.#low ^ code, 1_597_334_677);
    this.#low ^= this.#low >>> 13;
  }
}
