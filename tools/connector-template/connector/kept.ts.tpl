// What of a record may lie on a disk for some days, so that it can be normalised anew. Nothing that is not named here is kept.
import {
  keptAmount,
  keptBoolean,
  keptId,
  keptList,
  keptMoment,
  keptNumber,
  keptObject,
  keptText,
  keptType,
  type NormaliseContext,
} from '@illuminate/connector-kit';
import { areaOfBooker } from './normalise/area.ts';
import { readId } from './normalise/fields.ts';

export function keptEvent(event: unknown): unknown {
  return keptObject(event, ({ id, name, minutes }) => ({
    id: keptId(id),
    name: keptText(name),
    minutes: keptNumber(minutes),
  }));
}

export function keptPerformance(performance: unknown): unknown {
  return keptObject(performance, ({ id, event, venue, capacity, startsAt, cancelled }) => ({
    id: keptId(id),
    event: keptId(event),
    venue: keptNamed(venue),
    capacity: keptNumber(capacity),
    startsAt: keptMoment(startsAt),
    cancelled: keptBoolean(cancelled),
  }));
}

export function keptOrder(order: unknown, { pseudonym }: Pick<NormaliseContext<null>, 'pseudonym'>): unknown {
  return keptObject(order, ({ id, booker, channel, placedAt, changedAt, total, charges, donations, tickets }) => ({
    id: keptId(id),
    booker: keptObject(booker, (fields) => {
      const known = readId(fields.id);
      return { id: known === null ? keptType(fields.id) : pseudonym(known), area: areaOfBooker(fields) };
    }),
    channel: keptText(channel),
    placedAt: keptMoment(placedAt),
    changedAt: keptMoment(changedAt),
    total: keptAmount(total),
    charges: keptAmount(charges),
    donations: keptAmount(donations),
    tickets: keptList(tickets, keptTicket),
  }));
}

function keptTicket(ticket: unknown): unknown {
  return keptObject(ticket, ({ id, event, performance, type, seat, price, total }) => ({
    id: keptId(id),
    event: keptId(event),
    performance: keptId(performance),
    type: keptNamed(type),
    seat: keptText(seat),
    price: keptAmount(price),
    total: keptAmount(total),
  }));
}

function keptNamed(thing: unknown): unknown {
  return keptObject(thing, ({ id, name }) => ({ id: keptId(id), name: keptText(name) }));
}
