import { type Mention, RejectRecordError } from '@illuminate/connector-kit';
import { sayAmount, type Ticket, type TicketType } from '@illuminate/model';
import type { SpektrixTicket } from '../api-types.ts';
import { idNumber, isObject, linkId, linkName, present, readId, readMinor, textOrNull, unreadable } from './fields.ts';

/**
 * One ticket of an order. What it names is added to `mentions` and `ticketTypes`, once per order, if the ticket can be read.
 * Runs a million times in a first load, so it makes no closures and builds paths only for errors.
 * @throws RejectRecordError
 */
export function normaliseTicket(
  ticket: SpektrixTicket,
  n: number,
  orderId: string,
  currency: string,
  mentions: Mention[],
  ticketTypes: TicketType[],
): Ticket {
  if (!isObject(ticket)) throw new RejectRecordError('not-an-object', `tickets[${n}]`, 'a ticket');
  const id = readId(ticket.id);
  if (id === null) throw unreadable(ticket.id, `tickets[${n}].id`, 'the id of a ticket', 'unreadable-id');
  const eventId = linkId(ticket.event);
  if (eventId === null) throw unreadable(ticket.event, `tickets[${n}].event`, 'the id of an event', 'unreadable-id');
  const performanceId = linkId(ticket.instance);
  if (performanceId === null) {
    throw unreadable(ticket.instance, `tickets[${n}].instance`, 'the id of an instance', 'unreadable-id');
  }
  const total = readMinor(ticket.total, currency);
  if (total === null) throw unreadable(ticket.total, `tickets[${n}].total`, sayAmount(currency), 'unreadable-amount');
  const originalPrice = optionalMinor(ticket.originalPrice, currency, n, 'originalPrice');
  const price = optionalMinor(ticket.price, currency, n, 'price');
  const discount = optionalMinor(ticket.discount, currency, n, 'discount');
  mention(mentions, 'events', eventId, undefined);
  mention(mentions, 'performances', performanceId, eventId);
  return {
    source_id: id,
    source_number: idNumber(id),
    order_id: orderId,
    event_id: eventId,
    performance_id: performanceId,
    ticket_type_id: ticketTypeOf(ticket.ticketType ?? ticket.type, ticketTypes, mentions),
    band_id: linkId(ticket.band),
    seat_name: textOrNull(ticket.seatName) ?? linkName(ticket.seat),
    offer:
      typeof ticket.offer === 'string' ? textOrNull(ticket.offer) : (linkName(ticket.offer) ?? linkId(ticket.offer)),
    currency,
    original_price_minor: originalPrice,
    price_minor: price,
    discount_minor: discount,
    total_minor: total,
  };
}

/** `eventId` is that of the event within which a performance may be found. */
function mention(mentions: Mention[], stream: string, id: string, eventId: string | undefined): void {
  for (let at = 0; at < mentions.length; at++) {
    const known = mentions[at];
    if (known !== undefined && known.key === id && known.stream === stream) return;
  }
  if (eventId === undefined) mentions.push({ stream, id, key: id });
  else mentions.push({ stream, id, key: id, within: { stream: 'events', id: eventId } });
}

/**
 * The id of a ticket type; a bare text that is no id is a name, and stands for the id as well. A type that comes without its
 * name is only mentioned, so that a name known from elsewhere stays.
 */
function ticketTypeOf(link: unknown, ticketTypes: TicketType[], mentions: Mention[]): string | null {
  const bare = typeof link === 'string' ? textOrNull(link) : null;
  const id = bare ?? linkId(link);
  if (id === null) return null;
  for (let at = 0; at < ticketTypes.length; at++) if (ticketTypes[at]?.source_id === id) return id;
  const number = idNumber(id);
  const name = linkName(link) ?? (number === null ? bare : null);
  if (name === null) mention(mentions, 'ticket-types', id, undefined);
  else ticketTypes.push({ source_id: id, source_number: number, name });
  return id;
}

function optionalMinor(value: unknown, currency: string, n: number, name: string): number | null {
  if (!present(value)) return null;
  const minor = readMinor(value, currency);
  if (minor === null) throw unreadable(value, `tickets[${n}].${name}`, sayAmount(currency), 'unreadable-amount');
  return minor;
}
