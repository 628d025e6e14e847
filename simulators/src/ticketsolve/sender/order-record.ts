import { unit } from '../../random.ts';
import type { BoxOffice } from '../../sales/box-office.ts';
import { at } from '../../sales/catalogue.ts';
import { decimal } from '../../sales/decimal.ts';
import { type OrderState, orderTotal, type TicketState, ticketTotal } from '../../sales/order-state.ts';
import { seatAt } from '../../sales/seats.ts';
import type { Zone } from '../../zone.ts';
import { isoWithOffset } from '../feed/times.ts';
import { orderId, ticketId } from '../ids.ts';
import { bookerOf } from '../world/bookers.ts';
import { priceTypeName } from '../world/price-parts.ts';

/** An order as a delivery writes it: one line of NDJSON. */
export interface OrderRecord {
  readonly id: string;
  readonly placedAt: string;
  readonly changedAt: string;
  readonly channel: string;
  readonly currency: string;
  readonly total: string;
  readonly customer: Readonly<Record<string, string>>;
  readonly tickets: readonly TicketRecord[];
  readonly items?: readonly ItemRecord[];
}

interface TicketRecord {
  readonly id: string;
  readonly performance: string;
  readonly type: string;
  readonly seat?: string;
  readonly offer?: string;
  readonly price: string;
  readonly discount: string;
  readonly total: string;
}

interface ItemRecord {
  readonly id: string;
  readonly kind: 'donation' | 'charge' | 'subscription';
  readonly quantity: number;
  readonly amount: string;
}

/** An order as it stands, whole. Times carry the offset of the house's clock. */
export function orderRecord(office: BoxOffice, currency: string, state: OrderState): OrderRecord {
  const { zone } = office.catalogue;
  const id = orderId(state.order);
  const items = itemsOf(id, state);
  return {
    id,
    placedAt: exactly(zone, state.first),
    changedAt: exactly(zone, state.last),
    channel: channelOf(office.seed, state.order),
    currency,
    total: decimal(orderTotal(state)),
    customer: customerOf(office, state.order),
    tickets: state.tickets.map((ticket) => ticketRecord(office, ticket)),
    ...(items.length > 0 ? { items } : {}),
  };
}

/** To the millisecond: two changes within a second must be told apart when they arrive the other way round. */
function exactly(zone: Zone, utc: number): string {
  const text = isoWithOffset(zone, utc);
  return `${text.slice(0, 19)}.${String(utc % 1000).padStart(3, '0')}${text.slice(19)}`;
}

function ticketRecord({ catalogue }: BoxOffice, ticket: TicketState): TicketRecord {
  const performance = at(catalogue.performances, ticket.performance);
  const plan = at(catalogue.plans, performance.plan);
  const { row, number } = seatAt(plan, ticket.seat);
  return {
    id: ticketId(ticket.number),
    performance: String(performance.integer),
    type: priceTypeName(plan, at(catalogue.ticketTypes, ticket.type), at(catalogue.bands, ticket.band)),
    ...(plan.reserved ? { seat: `${row}${number}` } : {}),
    ...(ticket.offer < 0 ? {} : { offer: at(catalogue.offers, ticket.offer).name }),
    // The booking fee is part of what a ticket costs.
    price: decimal(ticket.price + ticket.commission),
    discount: decimal(ticket.discount),
    total: decimal(ticketTotal(ticket)),
  };
}

function itemsOf(order: string, state: OrderState): ItemRecord[] {
  const item = (kind: ItemRecord['kind'], amount: number, nth: number): ItemRecord => ({
    id: `${order}-${kind.charAt(0).toUpperCase()}${nth + 1}`,
    kind,
    quantity: 1,
    amount: decimal(amount),
  });
  return [
    ...state.donations.map((amount, nth) => item('donation', amount, nth)),
    ...state.subscriptions.map((amount, nth) => item('subscription', amount, nth)),
    ...(state.charges > 0 ? [item('charge', state.charges, 0)] : []),
  ];
}

/** Half of all orders are made online: those whose tickets carry the booking fee. */
function channelOf(seed: number, order: number): string {
  const u = unit(seed, order, 91);
  return u < 0.5 ? 'online' : u < 0.82 ? 'counter' : 'phone';
}

/** Everything that the box office knows of who booked; what of it is sent is declared in the manifest. */
function customerOf(office: BoxOffice, order: number): Record<string, string> {
  const { id, name, email, phone, postcode, country } = bookerOf(office.seed, office.customerOfOrder(order));
  const known = { id, name, email, phone, postcode, country };
  return Object.fromEntries(Object.entries(known).filter((entry): entry is [string, string] => entry[1] !== null));
}
