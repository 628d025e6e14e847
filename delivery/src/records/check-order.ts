import type { DeliveredCustomer, DeliveredItem, DeliveredOrder, DeliveredTicket } from './delivered.ts';
import { ORDER_PATHS, type OrderNames } from './field-names.ts';
import type { FieldReader } from './field-reader.ts';
import { FieldScope, type PersonalFields } from './field-scope.ts';

const KINDS = ['donation', 'charge', 'subscription'] as const;

/** Of which line a ticket is, where an order has several. */
export type TicketRow = (index: number) => number;

export interface OrderCheckOptions {
  readonly reader: FieldReader;
  readonly personal: PersonalFields;
  /** The organisation's, for orders that name none. */
  readonly currency: string;
  readonly names?: OrderNames;
  /** Objects have the fields of the format and no others, since we made them. */
  readonly isShaped?: boolean;
}

/**
 * A check of one order after another: what came from JSON, or was put into that shape from columns. Null where something was wrong;
 * the reader has reported it. What is dropped is taken out of the value that was given.
 */
export function createOrderCheck(options: OrderCheckOptions) {
  const { reader, personal, currency, names = ORDER_PATHS, isShaped = false } = options;
  const known = ['id', 'placedAt', 'changedAt', 'channel', 'currency', 'total', 'tickets', 'items'];
  // A customer is looked into even if it is declared as a whole: what is used of it is declared by its own path.
  const ofOrder = new FieldScope('', { known, always: ['customer'] }, personal);
  const ofCustomer = new FieldScope('customer.', { ifDeclared: ['id', 'postcode', 'country'] }, personal);
  const ticketFields = ['id', 'performance', 'type', 'seat', 'offer', 'price', 'discount', 'total'];
  const ofTicket = new FieldScope('tickets[].', { known: ticketFields }, personal);
  const screensTickets = !(isShaped && ofTicket.keepsKnown);
  const ofItem = new FieldScope('items[].', { known: ['id', 'kind', 'quantity', 'amount'] }, personal);

  const checkCustomer = (value: unknown): DeliveredCustomer | null => {
    if (value === undefined || value === null) return null;
    if (typeof value !== 'object' && personal.has('customer')) return null;
    const customer = reader.object(value, 'customer');
    if (customer === null) return null;
    ofCustomer.screen(customer, reader);
    const country = reader.personalText(customer.country, names.customerCountry);
    if (country !== null && !/^[A-Z]{2}$/.test(country)) {
      reader.invalid(names.customerCountry, 'an ISO 3166 code of two capitals such as "IE"', country);
    }
    const id = reader.personalText(customer.id, names.customerId);
    const postcode = reader.personalText(customer.postcode, names.customerPostcode);
    return id === null && postcode === null && country === null ? null : { id, postcode, country };
  };

  const checkTicket = (value: unknown, inCurrency: string): DeliveredTicket | null => {
    const ticket = reader.object(value, 'tickets[]');
    if (ticket === null) return null;
    if (screensTickets) ofTicket.screen(ticket, reader);
    return {
      row: reader.row,
      id: reader.id(ticket.id, names.ticketId),
      performance: reader.id(ticket.performance, names.performance),
      type: reader.text(ticket.type, names.type),
      seat: reader.text(ticket.seat, names.seat),
      offer: reader.text(ticket.offer, names.offer),
      priceMinor: reader.optionalAmount(ticket.price, names.price, inCurrency),
      discountMinor: reader.optionalAmount(ticket.discount, names.discount, inCurrency),
      totalMinor: reader.amount(ticket.total, names.ticketTotal, inCurrency),
    };
  };

  const checkItem = (value: unknown, inCurrency: string): DeliveredItem | null => {
    const item = reader.object(value, 'items[]');
    if (item === null) return null;
    ofItem.screen(item, reader);
    const kind = KINDS.find((name) => name === item.kind);
    if (kind === undefined) reader.invalid(names.itemKind, 'donation, charge or subscription', item.kind);
    return {
      id: reader.id(item.id, names.itemId),
      kind: kind ?? 'charge',
      quantity: reader.whole(item.quantity, names.itemQuantity, 1) ?? 1,
      amountMinor: reader.amount(item.amount, names.itemAmount, inCurrency),
    };
  };

  const checkItems = (value: unknown, inCurrency: string): DeliveredItem[] => {
    if (value === undefined || value === null) return [];
    const items = reader.list(value, 'items').flatMap((item) => checkItem(item, inCurrency) ?? []);
    if (items.length > 1 && new Set(items.map(({ id }) => id)).size < items.length) {
      reader.fault('record-invalid', `The field ${names.itemId} occurs twice in one order.`, names.itemId);
    }
    return items;
  };

  return (value: unknown, row: number, rowOf: TicketRow = () => row): DeliveredOrder | null => {
    reader.begin(row);
    const order = reader.object(value, 'record');
    if (order === null) return null;
    ofOrder.screen(order, reader);
    const inCurrency = reader.currency(order.currency, names.currency, currency);
    const placedAt = reader.instant(order.placedAt, names.placedAt);
    const changedAt = reader.instant(order.changedAt, names.changedAt);
    if (reader.wrong === 0 && changedAt < placedAt) {
      reader.invalid(names.changedAt, `not before ${names.placedAt}`, order.changedAt);
    }
    const tickets: DeliveredTicket[] = [];
    const given = reader.list(order.tickets, 'tickets');
    for (let at = 0; at < given.length; at += 1) {
      reader.row = rowOf(at);
      const ticket = checkTicket(given[at], inCurrency);
      if (ticket !== null) tickets.push(ticket);
    }
    reader.row = row;
    const checked: DeliveredOrder = {
      kind: 'order',
      row,
      id: reader.id(order.id, names.id),
      placedAt,
      changedAt,
      channel: reader.text(order.channel, names.channel),
      currency: inCurrency,
      totalMinor: reader.amount(order.total, names.total, inCurrency),
      customer: checkCustomer(order.customer),
      tickets,
      items: checkItems(order.items, inCurrency),
    };
    return reader.wrong === 0 ? checked : null;
  };
}
