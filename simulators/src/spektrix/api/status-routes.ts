import { type Answer, json, notFound } from '../../http/answer.ts';
import { at } from '../../sales/catalogue.ts';
import { findPerformance } from './render-catalogue.ts';
import type { ApiRequest, Route } from './route.ts';

/** How full a performance is [D help InstancePlanStatus, spektrix §2.3]. */
export const STATUS_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: 'instances/{}/status',
    ownerOnly: false,
    answer: (request, [id = '']) => instanceStatus(request, id),
  },
  {
    method: 'GET',
    path: 'instances/{}/status/detail',
    ownerOnly: false,
    // Not JSON, by design [O]; its real form is not known [?].
    answer: ({ view }, [id = '']) =>
      findPerformance(view, id)
        ? { status: 200, contentType: 'text/plain; charset=utf-8', body: 'seat-status-1\n' }
        : notFound('Instance'),
  },
];

/** House seats: four of every performance are locked for as long as there are so many. */
export function lockedSeats(capacity: number, sold: number): number {
  return Math.min(4, Math.max(0, capacity - sold));
}

/** Sold, reserved, locked and scanned appear in owner mode only [D]. */
function instanceStatus({ view, client, owner }: ApiRequest, id: string): Answer {
  const performance = findPerformance(view, id);
  if (!performance) return notFound('Instance');
  const { catalogue } = view.office;
  const index = catalogue.performances.indexOf(performance);
  const capacity = client.seats.capacityOf(index);
  const sold = client.seats.soldOf(index, view.now);
  const locked = lockedSeats(capacity, sold);
  const past = performance.start < view.now;
  const web = {
    name: at(catalogue.plans, performance.plan).name,
    available: Math.max(0, capacity - sold - locked),
    wheelchairAvailable: 0,
    specialAvailable: 0,
    capacity,
    bands: [],
    inBasket: 0,
  };
  const ownersPart = {
    inOtherBasket: 0,
    locked,
    reserved: 0,
    sold: past ? 0 : sold,
    scanned: past ? sold : 0,
    masked: 0,
  };
  const locks = { unavailable: 0, lockInformation: [], lockInfoAvailable: null, lockInfoSpecialAvailable: null };
  return json(owner ? { ...web, ...ownersPart, ...locks } : { ...web, ...locks });
}
