import { type Mention, type RejectedPart, RejectRecordError } from '@illuminate/connector-kit';
import type { Ticket, TicketType } from '@illuminate/model';
import type { SpektrixOrder } from '../api-types.ts';
import { idIn, present } from './fields.ts';
import type { OrderItems } from './order-items.ts';
import { normaliseTicket } from './ticket.ts';

/** The tickets of an order, with what they name and those that could not be read. */
export interface OrderTickets {
  readonly rows: Ticket[];
  readonly types: TicketType[];
  /** Undefined where all could be read. */
  readonly rejected: readonly RejectedPart[] | undefined;
}

/** Reads each ticket by itself: one that cannot be read does not take the order's money and the other tickets with it. */
export function normaliseOrderTickets(
  list: readonly unknown[],
  orderId: string,
  currency: string,
  mentions: Mention[],
): OrderTickets {
  const rows: Ticket[] = [];
  const types: TicketType[] = [];
  let rejected: RejectedPart[] | undefined;
  for (let n = 0; n < list.length; n++) {
    const ticket = list[n] as object;
    try {
      rows.push(normaliseTicket(ticket, n, orderId, currency, mentions, types));
    } catch (err) {
      if (!(err instanceof RejectRecordError)) throw err;
      const id = idIn(ticket);
      const part = id === null ? `ticket ${n + 1} of ${list.length}` : `ticket ${id}`;
      rejected ??= [];
      rejected.push({ id, part, reason: err.reason, field: err.field, expected: err.expected });
    }
  }
  return { rows, types, rejected };
}

/**
 * What is wrong with an order that comes without a list of tickets; undefined where nothing is. PROVISIONAL [?]: an order of
 * donations, memberships or goods may well leave the list out, and so might an answer that went wrong. Its money tells them
 * apart: what is known beside tickets has to make up the total.
 */
export function withoutTickets(
  { tickets }: SpektrixOrder,
  total: number,
  items: OrderItems,
): readonly RejectedPart[] | undefined {
  const known = items.rows.reduce((sum, item) => sum + item.amount_minor, 0);
  if (!present(tickets) && items.rows.length > 0 && known === total) return undefined;
  return [
    {
      id: null,
      part: 'its tickets',
      reason: present(tickets) ? 'wrong-type' : 'missing-field',
      field: 'tickets',
      expected: 'a list of tickets, or a total that charges, donations and subscriptions make up',
    },
  ];
}
