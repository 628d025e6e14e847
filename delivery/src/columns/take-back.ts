import { parseDecimal } from '@illuminate/model';
import { isCurrency } from '../currencies.ts';
import type { GatheredTicket } from './gathered-tickets.ts';
import type { LineTicket } from './order-line.ts';

/** A line that takes tickets of its order back, as an amount or a number below zero says. */
export interface TakenBack {
  readonly row: number;
  readonly ticket: LineTicket;
  /** What each of its tickets had cost. */
  readonly totals: readonly (string | null)[];
}

interface OfOrder {
  readonly tickets: GatheredTicket[];
  readonly rows: number[];
}

/**
 * Takes tickets out of their order: those of the same performance, type and seat, as far as the line names them, that cost the same. Which
 * of some that are alike does not matter.
 * @returns whether the order had them all
 */
export function takeBack({ tickets, rows }: OfOrder, { ticket: back, totals }: TakenBack, currency: string): boolean {
  const minorOf = (amount: string | null): number | null =>
    amount === null || !isCurrency(currency) ? null : parseDecimal(amount, currency);
  const isNamed = (named: string | null, own: string | null): boolean => named === null || named === own;
  return totals.every((total) => {
    const paid = minorOf(total);
    const at = tickets.findLastIndex(
      (own) =>
        isNamed(back.id, own.id) &&
        isNamed(back.performance, own.performance) &&
        isNamed(back.type, own.type) &&
        isNamed(back.seat, own.seat) &&
        minorOf(own.total) === paid,
    );
    if (at < 0) return false;
    tickets.splice(at, 1);
    rows.splice(at, 1);
    return true;
  });
}
