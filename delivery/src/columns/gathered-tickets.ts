import type { LineTicket } from './order-line.ts';

const FIELDS = ['id', 'performance', 'type', 'seat', 'offer', 'price', 'discount', 'total'] as const;
type Field = (typeof FIELDS)[number];

/** A ticket in the shape that NDJSON has. */
export type GatheredTicket = Record<Field, string | null>;

const NONE = -1;

/**
 * Tickets until the end of their file, each linked to the next of its order. Column by column, since a million objects would take three
 * times the room, and be looked at by the collector again and again.
 */
export class GatheredTickets {
  readonly #columns = new Map<Field, (string | null)[]>();
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
    for (const field of FIELDS) this.#put(field, at, field === 'total' ? total : ticket[field]);
    return at;
  }

  /** The tickets of an order, from its first on, with the lines in which they stood. */
  of(first: number): { readonly tickets: GatheredTicket[]; readonly rows: number[] } {
    const tickets: GatheredTicket[] = [];
    const rows: number[] = [];
    for (let at = first; at !== NONE; at = this.#next[at] ?? NONE) {
      tickets.push({
        id: this.#get('id', at),
        performance: this.#get('performance', at),
        type: this.#get('type', at),
        seat: this.#get('seat', at),
        offer: this.#get('offer', at),
        price: this.#get('price', at),
        discount: this.#get('discount', at),
        total: this.#get('total', at),
      });
      rows.push(this.#rows[at] ?? 0);
    }
    return { tickets, rows };
  }

  /** A field that no ticket has takes no room. */
  #put(field: Field, at: number, value: string | null): void {
    let column = this.#columns.get(field);
    if (column === undefined) {
      if (value === null) return;
      column = new Array<string | null>(at).fill(null);
      this.#columns.set(field, column);
    }
    while (column.length < at) column.push(null);
    column.push(value);
  }

  #get(field: Field, at: number): string | null {
    return this.#columns.get(field)?.[at] ?? null;
  }
}
