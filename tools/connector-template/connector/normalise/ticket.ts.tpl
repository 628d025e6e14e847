import { RejectRecordError } from '@illuminate/connector-kit';
import type { Ticket, TicketType } from '@illuminate/model';
import { cleanText, isObject, readId, requireId, requireMinor } from './fields.ts';

/** One ticket of an order, and its type where it names one. @throws RejectRecordError */
export function normaliseTicket(
  record: unknown,
  orderId: string,
  currency: string,
): { readonly row: Ticket; readonly type: TicketType | null } {
  if (!isObject(record)) throw new RejectRecordError('not-an-object', 'tickets', 'a ticket');
  const typeId = isObject(record.type) ? readId(record.type.id) : null;
  const price = requireMinor(record.price, currency, 'tickets.price');
  const row: Ticket = {
    source_id: requireId(record.id, 'tickets.id', 'a ticket'),
    source_number: null,
    order_id: orderId,
    event_id: requireId(record.event, 'tickets.event', 'an event'),
    performance_id: requireId(record.performance, 'tickets.performance', 'a performance'),
    ticket_type_id: typeId,
    band_id: null,
    seat_name: cleanText(record.seat),
    offer: null,
    currency,
    original_price_minor: null,
    price_minor: price,
    discount_minor: null,
    total_minor: requireMinor(record.total, currency, 'tickets.total'),
  };
  const name = isObject(record.type) ? cleanText(record.type.name) : null;
  return { row, type: typeId === null ? null : { source_id: typeId, source_number: null, name } };
}
