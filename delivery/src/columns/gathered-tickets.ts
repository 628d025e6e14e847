import type { LineTicket } from './order-line.ts';

/** A ticket in the shape that NDJSON has. */
export type GatheredTicket = Record<
  'id' | 'performance' | 'type' | 'seat' | 'offer' | 'price' | 'discount' | 'total',
  string | null
>;

const NONE = -1;

/**
 * Tickets until the end of their file, each linked to the next of its order. Column by column, since a million objects would take three
 * times the room, and be looked at by the collector again and again.
 */
export class GatheredTickets {
  readonly #id = new Texts();
  readonly #performance = new Texts();
  readonly #type = new Texts();
  readonly #seat = new Texts();
  readonly #offer = new Texts();
  readonly #price = new Texts();
  readonly #discount = new Texts();
  readonly #total = new Texts();
  readonly #rows: number[] = [];
  readonly #next: number[] = [];

  get count(): number {
    return this.#rows.length;
  }

  /**
   * Adds a ticket behind another of its order.
   * @param total what this one of several alike cost
   * @returns its number
   */
  add(ticket: LineTicket, total: string | null, row: number, behind: number): number {
    const at = this.#rows.length;
    this.#rows.push(row);
    this.#next.push(NONE);
    if (behind !== NONE) this.#next[behind] = at;
    this.#id.put(at, ticket.id);
    this.#performance.put(at, ticket.performance);
    this.#type.put(at, ticket.type);
    this.#seat.put(at, ticket.seat);
    this.#offer.put(at, ticket.offer);
    this.#price.put(at, ticket.price);
    this.#discount.put(at, ticket.discount);
    this.#total.put(at, total);
    return at;
  }

  /** The tickets of an order, from its first on, with the lines in which they stood. */
  of(first: number): { readonly tickets: GatheredTicket[]; readonly rows: number[] } {
    const tickets: GatheredTicket[] = [];
    const rows: number[] = [];
    for (let at = first; at !== NONE; at = this.#next[at] ?? NONE) {
      tickets.push({
        id: this.#id.get(at),
        performance: this.#performance.get(at),
        type: this.#type.get(at),
        seat: this.#seat.get(at),
        offer: this.#offer.get(at),
        price: this.#price.get(at),
        discount: this.#discount.get(at),
        total: this.#total.get(at),
      });
      rows.push(this.#rows[at] ?? 0);
    }
    return { tickets, rows };
  }
}

/** One field of all tickets. One that none of them has takes no room. */
class Texts {
  readonly #texts: (string | null)[] = [];

  put(at: number, text: string | null): void {
    if (text === null) return;
    while (this.#texts.length < at) this.#texts.push(null);
    this.#texts.push(text);
  }

  get(at: number): string | null {
    return this.#texts[at] ?? null;
  }
}
