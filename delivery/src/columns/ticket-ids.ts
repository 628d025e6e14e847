import { fitting } from './named-ids.ts';

/** What a ticket without an id of its own is known by. */
interface Unnamed {
  readonly performance: string | null;
  readonly type: string | null;
  readonly seat: string | null;
}

/**
 * Ids for the tickets of one order in an export that has none: order, performance and seat tell a ticket; without a seat its type does,
 * and the place among its like. Of tickets that nothing tells apart it doesn't matter which of them is gone.
 */
export function createTicketIds(orderId: string): (ticket: Unnamed) => string {
  const like = new Map<string, number>();
  return ({ performance, seat, type }) => {
    const key = `${orderId}/${performance ?? ''}/${seat ?? type ?? ''}`;
    const number = (like.get(key) ?? 0) + 1;
    like.set(key, number);
    return fitting(`${key}/${number}`);
  };
}
