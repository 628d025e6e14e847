import { mix, unit } from '../../random.ts';
import { at, type Catalogue } from './catalogue.ts';
import { nominalPrice, seatAt } from './catalogue-parts.ts';
import { KIND, type Transaction } from './transaction.ts';

/** A live ticket; money in pence. */
export interface TicketState {
  readonly number: number;
  readonly performance: number;
  readonly seat: number;
  readonly type: number;
  readonly band: number;
  /** Index of the offer, or -1. */
  readonly offer: number;
  readonly original: number;
  price: number;
  discount: number;
  readonly commission: number;
  overridden: boolean;
}

/** An order as it stands after its transactions so far. */
export interface OrderState {
  readonly order: number;
  readonly first: number;
  readonly last: number;
  /** UTC ms of the transaction that confirmed it, or null while it is only reserved. */
  readonly confirmed: number | null;
  readonly tickets: readonly TicketState[];
  readonly donations: readonly number[];
  readonly subscriptions: readonly number[];
  readonly charges: number;
  readonly transactions: number;
}

/** One change of a ticket, as the journal tells it. Amounts in pence; null where the ticket isn't there. */
interface TicketChange {
  readonly at: number;
  readonly ticket: TicketState;
  readonly kind: 'issue' | 'return' | 'price';
  readonly before: number | null;
  readonly after: number | null;
}

/** What the buyer pays for a ticket: after commission and discount [D, spektrix §2.4]. */
export function ticketTotal(ticket: TicketState): number {
  return ticket.price - ticket.discount + ticket.commission;
}

/** What an order comes to: its tickets, donations, subscriptions and charges [I]. */
export function orderTotal(state: OrderState): number {
  const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
  return sum(state.tickets.map(ticketTotal)) + sum(state.donations) + sum(state.subscriptions) + state.charges;
}

/**
 * Replays an order's transactions, oldest first. Each depends on the seed, the order and how many came before it, so
 * the same history always gives the same order. `onChange` hears of every ticket change once the order is confirmed.
 */
export function replayOrder(
  seed: number,
  catalogue: Catalogue,
  history: readonly Transaction[],
  onChange?: (change: TicketChange) => void,
): OrderState | null {
  const opening = history[0];
  if (!opening) return null;
  const { order } = opening;
  let tickets: TicketState[] = [];
  const donations: number[] = [];
  let confirmed: number | null = null;
  let last = opening.at;
  const tell = (when: number, ticket: TicketState, kind: TicketChange['kind'], before: number | null): void => {
    if (confirmed === null) return;
    onChange?.({ at: when, ticket, kind, before, after: kind === 'return' ? null : ticketTotal(ticket) });
  };
  history.forEach((transaction, step) => {
    const salt = mix(seed, order, step, 81);
    last = transaction.at;
    switch (transaction.kind) {
      case KIND.sale:
      case KIND.reserve:
      case KIND.add: {
        if (transaction.kind === KIND.sale) confirmed = transaction.at;
        if (step === 0) donations.push(...openingDonations(seed, order, transaction.count));
        for (let nth = 0; nth < transaction.count; nth += 1) {
          const ticket = issueTicket(seed, catalogue, transaction, nth);
          tickets.push(ticket);
          tell(transaction.at, ticket, 'issue', null);
        }
        break;
      }
      case KIND.pay:
        if (confirmed === null) {
          confirmed = transaction.at;
          for (const ticket of tickets) tell(transaction.at, ticket, 'issue', null);
        }
        break;
      case KIND.returnSome:
        for (let n = 0; n < transaction.count && tickets.length > 0; n += 1) {
          const [gone] = tickets.splice(mix(salt, n) % tickets.length, 1);
          if (gone) tell(transaction.at, gone, 'return', ticketTotal(gone));
        }
        break;
      case KIND.returnAll:
        for (const gone of tickets) tell(transaction.at, gone, 'return', ticketTotal(gone));
        tickets = [];
        break;
      case KIND.exchange: {
        const [gone] = tickets.length > 0 ? tickets.splice(salt % tickets.length, 1) : [];
        if (!gone) break;
        tell(transaction.at, gone, 'return', ticketTotal(gone));
        const ticket = issueTicket(seed, catalogue, transaction, 0);
        tickets.push(ticket);
        tell(transaction.at, ticket, 'issue', null);
        break;
      }
      case KIND.reprice: {
        const ticket = tickets[salt % Math.max(1, tickets.length)];
        if (!ticket) break;
        const before = ticketTotal(ticket);
        ticket.price = overriddenPrice(ticket, salt);
        ticket.discount = 0;
        ticket.overridden = true;
        if (ticketTotal(ticket) !== before) tell(transaction.at, ticket, 'price', before);
        break;
      }
      case KIND.touch:
        donations.push(100 + (salt % 40) * 50);
        break;
    }
  });
  return {
    order,
    first: opening.at,
    last,
    confirmed,
    tickets,
    donations,
    subscriptions: unit(seed, order, 83) < 0.008 ? [4500 + (mix(seed, order, 84) % 10) * 1000] : [],
    charges: unit(seed, order, 85) < 0.35 ? 195 : 0,
    transactions: history.length,
  };
}

function openingDonations(seed: number, order: number, tickets: number): number[] {
  const given = tickets === 0 || unit(seed, order, 82) < 0.06;
  return given ? [200 + (mix(seed, order, 86) % 20) * 100] : [];
}

/** Always another price than before, now and then nothing. */
function overriddenPrice(ticket: TicketState, salt: number): number {
  const price = salt % 7 === 0 ? 0 : 500 + (salt % 30) * 50 + (salt % 3);
  return price === ticket.price ? price + 125 : price;
}

function issueTicket(seed: number, catalogue: Catalogue, transaction: Transaction, nth: number): TicketState {
  const performance = at(catalogue.performances, transaction.performance);
  const plan = at(catalogue.plans, performance.plan);
  const number = transaction.ticketStart + nth;
  const seat = transaction.seatStart + nth;
  const { band } = seatAt(plan, seat);
  const type = typeOf(catalogue, unit(seed, number, 87), transaction.count);
  const ticketType = at(catalogue.ticketTypes, type);
  const original = nominalPrice(
    at(catalogue.priceLists, performance.priceList).basePence,
    ticketType,
    at(catalogue.bands, band),
  );
  const offer =
    original > 0 && unit(seed, transaction.order, 88) < 0.07
      ? mix(seed, transaction.order, 89) % catalogue.offers.length
      : -1;
  const percentOff = offer < 0 ? 0 : at(catalogue.offers, offer).percentOff;
  const overridden = original > 0 && unit(seed, number, 90) < 0.006;
  const price = overridden ? Math.round(original * 0.7) : original;
  return {
    number,
    performance: transaction.performance,
    seat,
    type,
    band,
    offer,
    original,
    price,
    discount: Math.round((price * percentOff) / 100),
    commission: price > 0 && unit(seed, transaction.order, 91) < 0.5 ? 150 : 0,
    overridden,
  };
}

function typeOf(catalogue: Catalogue, u: number, count: number): number {
  // Parties of ten and more are mostly schools.
  if (count >= 10 && u < 0.9) return 4;
  const total = catalogue.ticketTypes.reduce((sum, type) => sum + type.weight, 0);
  let rest = u * total;
  for (let index = 0; index < catalogue.ticketTypes.length; index += 1) {
    rest -= at(catalogue.ticketTypes, index).weight;
    if (rest < 0) return index;
  }
  return 0;
}
