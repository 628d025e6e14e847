import { mix, unit } from '../random.ts';
import { at, type Catalogue } from './catalogue.ts';
import { nominalPrice, seatAt } from './seats.ts';
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

/** An order in the middle of its replay. */
interface Replay {
  readonly seed: number;
  readonly catalogue: Catalogue;
  readonly tickets: TicketState[];
  readonly donations: number[];
  confirmed: number | null;
  /** Tells of a change of a ticket; silent until the order is confirmed. */
  readonly tell: (at: number, ticket: TicketState, kind: TicketChange['kind'], before: number | null) => void;
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
  const closing = history.at(-1);
  if (!opening || !closing) return null;
  const { order } = opening;
  const replay: Replay = {
    seed,
    catalogue,
    tickets: [],
    donations: openingDonations(seed, order, opening.count),
    confirmed: null,
    tell: (at, ticket, kind, before) => {
      if (replay.confirmed === null) return;
      onChange?.({ at, ticket, kind, before, after: kind === 'return' ? null : ticketTotal(ticket) });
    },
  };
  history.forEach((transaction, step) => {
    applyTransaction(replay, transaction, mix(seed, order, step, 81));
  });
  return {
    order,
    first: opening.at,
    last: closing.at,
    confirmed: replay.confirmed,
    tickets: replay.tickets,
    donations: replay.donations,
    subscriptions: unit(seed, order, 83) < 0.008 ? [4500 + (mix(seed, order, 84) % 10) * 1000] : [],
    charges: unit(seed, order, 85) < 0.35 ? 195 : 0,
    transactions: history.length,
  };
}

function applyTransaction(replay: Replay, transaction: Transaction, salt: number): void {
  const { tickets } = replay;
  const { at: when, kind, count } = transaction;
  switch (kind) {
    case KIND.sale:
    case KIND.reserve:
    case KIND.add:
      if (kind === KIND.sale) replay.confirmed = when;
      for (let nth = 0; nth < count; nth += 1) issue(replay, transaction, nth);
      return;
    case KIND.pay:
      replay.confirmed = when;
      for (const ticket of tickets) replay.tell(when, ticket, 'issue', null);
      return;
    case KIND.returnSome:
      for (let n = 0; n < count; n += 1) giveBack(replay, when, mix(salt, n));
      return;
    case KIND.returnAll:
      while (giveBack(replay, when, 0));
      return;
    case KIND.exchange:
      if (giveBack(replay, when, salt)) issue(replay, transaction, 0);
      return;
    case KIND.reprice:
      overridePrice(replay, when, salt);
      return;
    case KIND.touch:
      replay.donations.push(100 + (salt % 40) * 50);
  }
}

function issue(replay: Replay, transaction: Transaction, nth: number): void {
  const ticket = issueTicket(replay.seed, replay.catalogue, transaction, nth);
  replay.tickets.push(ticket);
  replay.tell(transaction.at, ticket, 'issue', null);
}

/** Takes one ticket out of the order; false where there is none left. */
function giveBack(replay: Replay, when: number, hash: number): boolean {
  const [gone] = replay.tickets.splice(hash % Math.max(1, replay.tickets.length), 1);
  if (gone) replay.tell(when, gone, 'return', ticketTotal(gone));
  return gone !== undefined;
}

function overridePrice(replay: Replay, when: number, salt: number): void {
  const ticket = replay.tickets[salt % Math.max(1, replay.tickets.length)];
  if (!ticket) return;
  const before = ticketTotal(ticket);
  ticket.price = overriddenPrice(ticket, salt);
  ticket.discount = 0;
  ticket.overridden = true;
  if (ticketTotal(ticket) !== before) replay.tell(when, ticket, 'price', before);
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
