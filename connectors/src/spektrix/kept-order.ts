import {
  keptAmount,
  keptId,
  keptList,
  keptMoment,
  keptObject,
  keptText,
  keptType,
  type NormaliseContext,
} from '@illuminate/connector-kit';
import type { SpektrixOrder } from './api-types.ts';
import { keptLink, keptStub } from './kept-records.ts';
import { linkId } from './normalise/fields.ts';

/** An order as it is kept for a replay. Runs a million times in a first load. */
export function keptOrder(order: SpektrixOrder, { pseudonym }: Pick<NormaliseContext<unknown>, 'pseudonym'>): unknown {
  return keptObject(order, (fields) => {
    const booker = linkId(fields.customer);
    return {
      id: keptId(fields.id),
      customer: booker === null ? keptType(fields.customer) : { id: pseudonym(booker) },
      salesChannel: keptStub(fields.salesChannel),
      firstTransactionDate: keptMoment(fields.firstTransactionDate),
      firstTransactionDateUtc: keptMoment(fields.firstTransactionDateUtc),
      lastTransactionDate: keptMoment(fields.lastTransactionDate),
      lastTransactionDateUtc: keptMoment(fields.lastTransactionDateUtc),
      total: keptAmount(fields.total),
      totalTransactionCharges: keptAmount(fields.totalTransactionCharges),
      donations: keptList(fields.donations, keptItem),
      ticketSubscriptions: keptList(fields.ticketSubscriptions, keptItem),
      tickets: keptList(fields.tickets, keptTicket),
    };
  });
}

function keptItem(item: unknown): unknown {
  return keptObject(item, ({ id, amount, total, price }) => ({
    id: keptId(id),
    amount: keptAmount(amount),
    total: keptAmount(total),
    price: keptAmount(price),
  }));
}

function keptTicket(ticket: unknown): unknown {
  return keptObject(ticket, (fields) => ({
    id: keptId(fields.id),
    event: keptLink(fields.event),
    instance: keptLink(fields.instance),
    ticketType: keptStub(fields.ticketType ?? fields.type),
    band: keptLink(fields.band),
    seat: fields.seatName ? undefined : keptObject(fields.seat, ({ name }) => ({ name: keptText(name) })),
    seatName: keptText(fields.seatName),
    offer: keptStub(fields.offer),
    originalPrice: keptAmount(fields.originalPrice),
    price: keptAmount(fields.price),
    discount: keptAmount(fields.discount),
    total: keptAmount(fields.total),
  }));
}
