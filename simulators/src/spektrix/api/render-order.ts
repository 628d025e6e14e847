import type { BoxOffice } from '../../sales/box-office.ts';
import { at } from '../../sales/catalogue.ts';
import { type OrderState, orderTotal, type TicketState, ticketTotal } from '../../sales/order-state.ts';
import { seatAt } from '../../sales/seats.ts';
import { stamp } from '../../zone.ts';
import type { ClientStyle } from '../client-style.ts';
import { customerId, idOf, orderId, ticketId } from '../ids.ts';
import { customerOf } from '../world/customers.ts';
import { orderExtrasOf, ticketExtrasOf } from '../world/order-extras.ts';
import { attributeMembers, localExact, money, utcText } from './render-values.ts';

/** Whose orders are rendered, and in which of the observed manners. */
interface OrderView {
  readonly office: BoxOffice;
  readonly style: ClientStyle;
}

/**
 * One full order as JSON text. Field names [O, spektrix §2.4]; `friendlyId`, `lastTransactionDateUtc` and the shape of
 * donations and subscriptions beyond `amount` are PROVISIONAL [?].
 */
export function renderOrder({ office, style }: OrderView, state: OrderState): string {
  const { zone } = office.catalogue;
  const customer = office.customerOfOrder(state.order);
  const extras = orderExtrasOf(office.seed, state.order);
  const names = style.namesInStubs ? nameMembers(office.seed, customer) : '';
  const tickets = state.tickets.map((ticket) => renderTicket({ office, style }, ticket)).join(',');
  const donations = state.donations.map((amount) => `{"amount":${money(amount)}}`).join(',');
  const subscriptions = state.subscriptions
    .map(
      (amount, index) =>
        `{"id":"${idOf(state.order * 100 + 90_000_000_001 + index)}","name":"Season Ticket","total":${money(amount)}}`,
    )
    .join(',');
  const notes = attributeMembers({
    BookerNotes: extras.bookerNotes,
    GiftMessage: extras.giftMessage,
    HeardAboutUs: extras.heardAboutUs,
    AccessNeeds: extras.accessNeeds,
    PartySizeTarget: extras.partySizeTarget,
    ArrivalTime: extras.arrival === null ? null : stamp(extras.arrival),
  });
  return (
    `{"id":"${orderId(state.order)}","friendlyId":"${extras.friendlyId}","customer":{"id":"${customerId(customer)}"${names}}` +
    `,"firstTransactionDate":"${localExact(zone, state.first)}","firstTransactionDateUtc":"${utcText(state.first, style.orderUtcWithZ)}"` +
    `,"lastTransactionDate":"${localExact(zone, state.last)}","lastTransactionDateUtc":"${utcText(state.last, style.orderUtcWithZ)}"` +
    `,"total":${money(orderTotal(state))},"totalTransactionCharges":${money(state.charges)}` +
    `,"tickets":[${tickets}],"donations":[${donations}],"ticketSubscriptions":[${subscriptions}]${notes}}`
  );
}

function nameMembers(seed: number, number: number): string {
  const { firstName, lastName, friendlyId } = customerOf(seed, number);
  return `,"friendlyId":"${friendlyId}","name":${JSON.stringify(`${firstName} ${lastName}`)}`;
}

/** One ticket [D help: Collection of Ticket]. Stubs of type, band and offer carry a name: PROVISIONAL [I]. */
function renderTicket({ office, style }: OrderView, ticket: TicketState): string {
  const { catalogue } = office;
  const performance = at(catalogue.performances, ticket.performance);
  const plan = at(catalogue.plans, performance.plan);
  const event = idOf(at(catalogue.events, performance.event).integer);
  const seat = seatAt(plan, ticket.seat);
  const area = seat.area === null ? plan : at(plan.areas, seat.area);
  const type = named(at(catalogue.ticketTypes, ticket.type));
  const extras = ticketExtrasOf(office.seed, ticket);
  const seatMembers = plan.reserved
    ? `"seat":{"id":"${(plan.integer % 1000) * 100_000 + ticket.seat}"},"seatName":"${seat.row}${seat.number}"`
    : '"seat":null,"seatName":null';
  const notes = attributeMembers({
    AttendeeName: extras.attendee,
    DietaryNeeds: extras.dietary,
    PrintedAtHome: extras.delivered,
    RefundDeadline: null,
  });
  return (
    `{"id":"${ticketId(ticket.number)}","event":${style.bareEventIds ? `"${event}"` : `{"id":"${event}"}`}` +
    `,"instance":{"id":"${idOf(performance.integer)}"},"planId":"${idOf(area.integer)}","planName":${JSON.stringify(area.name)}` +
    `,${seatMembers},"band":${named(at(catalogue.bands, ticket.band))},"type":${type},"ticketType":${type}` +
    `,"offer":${ticket.offer < 0 ? 'null' : named(at(catalogue.offers, ticket.offer))},"agentDiscount":0.0` +
    `,"originalPrice":${money(ticket.original)},"price":${money(ticket.price)},"priceOverridden":${ticket.overridden}` +
    `,"discount":${money(ticket.discount)},"total":${money(ticketTotal(ticket))},"delivered":${extras.delivered}` +
    `,"barcode":${JSON.stringify(extras.barcode)},"customItems":[${extras.customItem === null ? '' : `{"name":"Inscription","value":${JSON.stringify(extras.customItem)}}`}]` +
    `,"voucherRedemptionInfo":${extras.voucher === null ? 'null' : `{"code":${JSON.stringify(extras.voucher)}}`}${notes}}`
  );
}

/** Stubs with a name are few and needed in every ticket. */
const namedStubs = new WeakMap<object, string>();

function named(thing: { integer: number; name: string }): string {
  let text = namedStubs.get(thing);
  if (text === undefined) {
    text = `{"id":"${idOf(thing.integer)}","name":${JSON.stringify(thing.name)}}`;
    namedStubs.set(thing, text);
  }
  return text;
}
