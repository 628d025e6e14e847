import type { BoxOffice } from '../sales/box-office.ts';
import { at, type EventRecord } from '../sales/catalogue.ts';
import { decimal } from '../sales/decimal.ts';
import { orderTotal, ticketTotal } from '../sales/order-state.ts';
import { stamp } from '../zone.ts';
import { bookerOf } from './world.ts';

/** An id: a letter for the kind of thing, and its number. */
export function idOf(kind: string, number: number): string {
  return `${kind}${number}`;
}

/** The number in an id of a kind; null for any other text. */
export function numberOf(kind: string, id: string): number | null {
  return id.startsWith(kind) && /^\d{1,10}$/.test(id.slice(1)) ? Number(id.slice(1)) : null;
}

export function renderEvent({ integer, name, durationMinutes }: EventRecord): object {
  return { id: idOf('e', integer), name, minutes: durationMinutes };
}

export function renderPerformance({ catalogue }: BoxOffice, index: number): object {
  const performance = at(catalogue.performances, index);
  const plan = at(catalogue.plans, performance.plan);
  const venue = at(catalogue.venues, plan.venue);
  return {
    id: idOf('p', performance.integer),
    event: idOf('e', at(catalogue.events, performance.event).integer),
    venue: { id: idOf('v', venue.integer), name: venue.name },
    capacity: plan.capacity,
    startsAt: stamp(catalogue.zone.toWall(performance.start)),
    cancelled: false,
  };
}

/** An order as it stands at an instant; null where it is not there, or not paid yet. */
export function renderOrder(office: BoxOffice, order: number, instant: number): Record<string, unknown> | null {
  const state = office.orderAt(order, instant);
  if (state === null || state.confirmed === null) return null;
  const { catalogue } = office;
  const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
  return {
    id: idOf('o', order),
    booker: bookerOf(office.seed, office.customerOfOrder(order)),
    channel: order % 3 === 0 ? 'Counter' : 'Web',
    placedAt: new Date(state.first).toISOString(),
    changedAt: new Date(state.last).toISOString(),
    total: decimal(orderTotal(state)),
    charges: decimal(state.charges + sum(state.subscriptions)),
    donations: decimal(sum(state.donations)),
    tickets: state.tickets.map((ticket) => {
      const performance = at(catalogue.performances, ticket.performance);
      const type = at(catalogue.ticketTypes, ticket.type);
      return {
        id: idOf('t', ticket.number),
        event: idOf('e', at(catalogue.events, performance.event).integer),
        performance: idOf('p', performance.integer),
        type: { id: idOf('y', type.integer), name: type.name },
        seat: `${ticket.seat + 1}`,
        price: decimal(ticket.price),
        total: decimal(ticketTotal(ticket)),
      };
    }),
  };
}
