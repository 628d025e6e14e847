import {
  type JsonWriter,
  keptAmount,
  keptId,
  keptMoment,
  keptText,
  keptType,
  type NormaliseContext,
} from '@illuminate/connector-kit';
import type { SpektrixOrder, SpektrixOrderItem, SpektrixTicket } from './api-types.ts';
import { keptLink } from './kept-records.ts';
import { isObject, linkId, textOrNull } from './normalise/fields.ts';

/** Writes an order as it is kept for a replay. What Spektrix leaves empty is left out. Runs a million times in a first load. */
export function writeKeptOrder(
  order: SpektrixOrder,
  { pseudonym }: Pick<NormaliseContext<unknown>, 'pseudonym'>,
  out: JsonWriter,
): void {
  if (!isObject(order)) {
    out.value(keptType(order));
    return;
  }
  const booker = linkId(order.customer);
  out.raw('{"id":');
  out.value(keptId(order.id));
  if (booker === null) field(out, ',"customer":', keptType(order.customer));
  else {
    out.raw(',"customer":{"id":');
    out.value(pseudonym(booker));
    out.raw('}');
  }
  stub(out, ',"salesChannel":', order.salesChannel);
  field(out, ',"firstTransactionDate":', keptMoment(order.firstTransactionDate));
  field(out, ',"firstTransactionDateUtc":', keptMoment(order.firstTransactionDateUtc));
  field(out, ',"lastTransactionDate":', keptMoment(order.lastTransactionDate));
  field(out, ',"lastTransactionDateUtc":', keptMoment(order.lastTransactionDateUtc));
  amount(out, ',"total":', order.total);
  amount(out, ',"totalTransactionCharges":', order.totalTransactionCharges);
  list(out, ',"donations":', order.donations, writeItems);
  list(out, ',"ticketSubscriptions":', order.ticketSubscriptions, writeItems);
  list(out, ',"tickets":', order.tickets, writeTickets);
  out.raw('}');
}

function writeItems(items: readonly unknown[], out: JsonWriter): void {
  for (let at = 0; at < items.length; at += 1) {
    if (at > 0) out.raw(',');
    const item = items[at] as SpektrixOrderItem;
    if (isObject(item)) {
      out.raw('{"id":');
      out.value(keptId(item.id));
      amount(out, ',"amount":', item.amount);
      amount(out, ',"total":', item.total);
      amount(out, ',"price":', item.price);
      out.raw('}');
    } else out.value(keptType(item));
  }
}

function writeTickets(tickets: readonly unknown[], out: JsonWriter): void {
  /** The ticket before, and where its place stands, which tickets of one order mostly share. */
  let before: SpektrixTicket | null = null;
  let from = 0;
  let to = 0;
  for (let at = 0; at < tickets.length; at += 1) {
    if (at > 0) out.raw(',');
    const ticket = tickets[at] as SpektrixTicket;
    if (!isObject(ticket)) {
      out.value(keptType(ticket));
      continue;
    }
    out.raw('{"id":');
    out.value(keptId(ticket.id));
    const start = out.length;
    if (before !== null && isSamePlace(ticket, before)) out.repeat(from, to);
    else writePlace(ticket, out);
    from = start;
    to = out.length;
    before = ticket;
    writeRest(ticket, out);
  }
}

function writePlace({ event, instance, band }: SpektrixTicket, out: JsonWriter): void {
  field(out, ',"event":', keptLink(event));
  field(out, ',"instance":', keptLink(instance));
  field(out, ',"band":', keptLink(band));
}

function writeRest(ticket: SpektrixTicket, out: JsonWriter): void {
  const { seat, seatName } = ticket;
  stub(out, ',"ticketType":', ticket.ticketType ?? ticket.type);
  if (textOrNull(seatName) === null)
    field(out, ',"seat":', isObject(seat) ? { name: keptText(seat.name) } : keptType(seat));
  field(out, ',"seatName":', keptText(seatName));
  stub(out, ',"offer":', ticket.offer);
  amount(out, ',"originalPrice":', ticket.originalPrice);
  amount(out, ',"price":', ticket.price);
  amount(out, ',"discount":', ticket.discount);
  amount(out, ',"total":', ticket.total);
  out.raw('}');
}

function isSamePlace(a: SpektrixTicket, b: SpektrixTicket): boolean {
  return isSameLink(a.event, b.event) && isSameLink(a.instance, b.instance) && isSameLink(a.band, b.band);
}

/** Whether two links are the same as far as any is kept. */
function isSameLink(a: unknown, b: unknown): boolean {
  return a === b || (isObject(a) && isObject(b) && typeof a.id === 'string' && a.id === b.id);
}

function list(
  out: JsonWriter,
  name: string,
  value: unknown,
  write: (items: readonly unknown[], out: JsonWriter) => void,
): void {
  if (!Array.isArray(value)) {
    field(out, name, keptType(value));
    return;
  }
  out.raw(name);
  out.raw('[');
  write(value, out);
  out.raw(']');
}

/** A stub with the name of a thing, or its bare name or id. */
function stub(out: JsonWriter, name: string, value: unknown): void {
  if (!isObject(value)) {
    field(out, name, typeof value === 'string' ? value : keptType(value));
    return;
  }
  out.raw(name);
  out.raw('{"id":');
  out.value(keptId(value.id));
  field(out, ',"name":', keptText(value.name));
  out.raw('}');
}

function amount(out: JsonWriter, name: string, value: unknown): void {
  if (value === undefined || value === null) return;
  out.raw(name);
  if (typeof value === 'number') out.number(value);
  else out.value(keptAmount(value));
}

/** A field, or nothing where there is no value. */
function field(out: JsonWriter, name: string, value: unknown): void {
  if (value === undefined || value === null) return;
  out.raw(name);
  out.value(value);
}
