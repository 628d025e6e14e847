import {
  keptBoolean,
  keptCount,
  keptId,
  keptList,
  keptMoment,
  keptNumber,
  keptObject,
  keptText,
  keptType,
  type NormaliseContext,
} from '@illuminate/connector-kit';
import type { SpektrixCustomer } from './api-types.ts';
import { areaOf } from './normalise/area.ts';
import { linkId, readId } from './normalise/fields.ts';

/** A link of which only the id counts: a stub, or the bare id. Kept as the id where it has one: tickets have three such. */
export function keptLink(link: unknown): unknown {
  return linkId(link) ?? (typeof link === 'string' ? '' : keptObject(link, ({ id }) => ({ id: keptType(id) })));
}

export function keptVenue(venue: unknown): unknown {
  return keptObject(venue, ({ id, name, address }) => ({
    id: keptId(id),
    name: keptText(name),
    address: keptText(address),
  }));
}

export function keptTicketType(type: unknown): unknown {
  return keptObject(type, ({ id, name }) => ({ id: keptId(id), name: keptText(name) }));
}

export function keptEvent(event: unknown): unknown {
  return keptObject(event, ({ id, name, duration, webEventId, instances }) => ({
    id: keptId(id),
    name: keptText(name),
    duration: keptNumber(duration),
    webEventId: keptText(webEventId),
    instances: keptList(instances, keptInstance),
  }));
}

export function keptInstance(instance: unknown): unknown {
  return keptObject(instance, ({ id, event, planId, start, startUtc, cancelled }) => ({
    id: keptId(id),
    event: keptLink(event),
    planId: keptLink(planId),
    start: keptMoment(start),
    startUtc: keptMoment(startUtc),
    cancelled: keptBoolean(cancelled),
  }));
}

const COUNTS = [
  'capacity',
  'available',
  'sold',
  'scanned',
  'reserved',
  'locked',
  'masked',
  'inBasket',
  'inOtherBasket',
];

export function keptStatus(status: unknown): unknown {
  return keptObject(status, (fields) => ({
    performanceId: keptId(fields.performanceId),
    observedAt: keptNumber(fields.observedAt),
    ...Object.fromEntries(COUNTS.map((name) => [name, keptCount(fields[name])])),
  }));
}

/** A booker: who it is only as a pseudonym, where they live only as an area. */
export function keptCustomer(
  customer: SpektrixCustomer,
  { pseudonym }: Pick<NormaliseContext<unknown>, 'pseudonym'>,
): unknown {
  return keptObject(customer, ({ id, billingAddress, deliveryAddress }) => {
    const known = readId(id);
    return { id: known === null ? keptType(id) : pseudonym(known), area: areaOf(billingAddress, deliveryAddress) };
  });
}
