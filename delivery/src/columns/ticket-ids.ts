import { fitting } from './named-ids.ts';
import type { MappedTicket } from './order-line.ts';

/**
 * Ids for the tickets of an export that has none: order, performance and seat tell a ticket; without a seat its type does, and the
 * place among its like. Of tickets that nothing tells apart it doesn't matter which of them is gone.
 */
export function createTicketIds(): (orderId: string, ticket: MappedTicket) => string {
  const like = new Map<string, number>();
  return (orderId, { performance, seat, type }) => {
    const key = [orderId, performance ?? '', seat ?? type ?? ''].join('/');
    const number = (like.get(key) ?? 0) + 1;
    like.set(key, number);
    const id = `${key}/${number}`;
    return fitting(id);
  };
}
