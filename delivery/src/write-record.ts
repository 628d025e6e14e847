import { formatMinor } from '@illuminate/model';
import type { Delivered, DeliveredOrder } from './records/delivered.ts';

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();

function orderOf({ currency, ...order }: DeliveredOrder) {
  const amount = (minor: number | null) => (minor === null ? undefined : formatMinor(minor, currency));
  return {
    id: order.id,
    placedAt: instant(order.placedAt),
    changedAt: instant(order.changedAt),
    channel: order.channel ?? undefined,
    currency,
    total: amount(order.totalMinor),
    customer: order.customer === null ? undefined : withoutNulls(order.customer),
    tickets: order.tickets.map((ticket) => ({
      id: ticket.id,
      performance: ticket.performance,
      type: ticket.type ?? undefined,
      seat: ticket.seat ?? undefined,
      offer: ticket.offer ?? undefined,
      price: amount(ticket.priceMinor),
      discount: amount(ticket.discountMinor),
      total: amount(ticket.totalMinor),
    })),
    items:
      order.items.length === 0
        ? undefined
        : order.items.map(({ id, kind, quantity, amountMinor }) => ({
            id,
            kind,
            quantity,
            amount: amount(amountMinor),
          })),
  };
}

const withoutNulls = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));

/** A record as a line of NDJSON, without its newline: what is read from it is the record again, but for its rows. */
export function writeRecord(record: Delivered): string {
  if (record.kind === 'order') return JSON.stringify(orderOf(record));
  const { id, event, venue, startsAt, capacity, cancelled } = record;
  return JSON.stringify({ id, event, venue, startsAt: instant(startsAt), capacity, cancelled });
}
