import { json, jsonText, notFound } from '../../http/answer.ts';
import type { Query } from '../../http/query.ts';
import { at, type EventRecord, type Performance } from '../../sales/catalogue.ts';
import { idOf, integerOf } from '../ids.ts';
import {
  type CatalogueView,
  findEvent,
  findPerformance,
  renderEvent,
  renderInstance,
  renderMadeEvent,
  renderPlan,
  renderPriceList,
  wallBound,
} from './render-catalogue.ts';
import { stub } from './render-values.ts';
import type { ApiRequest, Route } from './route.ts';
import { lockedSeats } from './status-routes.ts';

/** Events, instances, plans, venues, ticket types [O/D, spektrix §2.3]. */
export const CATALOGUE_ROUTES: readonly Route[] = [
  { method: 'GET', path: 'events', ownerOnly: false, answer: (request) => json(listEvents(request)) },
  {
    method: 'GET',
    path: 'events/{}',
    ownerOnly: false,
    answer: ({ view, query }, [id = '']) => {
      const event = findEvent(view, id);
      if (!event) return notFound('Event');
      const expanded = query.get('$expand')?.split(',').includes('instances');
      return json(
        expanded ? { ...renderEvent(view, event), instances: instancesOf(view, event) } : renderEvent(view, event),
      );
    },
  },
  {
    method: 'GET',
    path: 'events/{}/instances',
    ownerOnly: false,
    answer: ({ view, query }, [id = '']) => {
      const event = findEvent(view, id);
      const between = wallRange(view, query.get('start_from'), query.get('start_to'));
      return event ? json(instancesOf(view, event, between)) : notFound('Event');
    },
  },
  {
    method: 'GET',
    path: 'events/{}/availability',
    ownerOnly: false,
    answer: (request, [id = '']) => availability(request, id),
  },
  { method: 'GET', path: 'instances', ownerOnly: false, answer: (request) => json(listInstances(request)) },
  {
    method: 'GET',
    path: 'instances/{}',
    ownerOnly: false,
    answer: ({ view }, [id = '']) => {
      const found = findPerformance(view, id);
      return found ? json(renderInstance(view, found)) : notFound('Instance');
    },
  },
  {
    method: 'GET',
    path: 'instances/{}/price-list',
    ownerOnly: false,
    answer: ({ view }, [id = '']) => {
      const found = findPerformance(view, id);
      return found ? jsonText(renderPriceList(view.office.catalogue, found.priceList)) : notFound('Instance');
    },
  },
  {
    method: 'GET',
    path: 'instances/{}/plan',
    ownerOnly: false,
    answer: ({ view }, [id = '']) => {
      const found = findPerformance(view, id);
      const { catalogue } = view.office;
      return found ? json(renderPlan(catalogue, at(catalogue.plans, found.plan), null)) : notFound('Instance');
    },
  },
  { method: 'GET', path: 'plans', ownerOnly: false, answer: ({ view }) => json(listPlans(view)) },
  {
    method: 'GET',
    path: 'plans/{}',
    ownerOnly: false,
    answer: ({ view }, [id = '']) => {
      const found = listPlans(view).find((plan) => plan.id === id);
      return found ? json(found) : notFound('Plan');
    },
  },
  { method: 'GET', path: 'venues', ownerOnly: false, answer: ({ view }) => json(listVenues(view)) },
  {
    method: 'GET',
    path: 'venues/{}',
    ownerOnly: false,
    answer: ({ view }, [id = '']) => {
      const found = listVenues(view).find((venue) => venue.id === id);
      return found ? json(found) : notFound('Venue');
    },
  },
  // PROVISIONAL: ticket types exist as objects; the path of their list is not confirmed [?].
  {
    method: 'GET',
    path: 'ticket-types',
    ownerOnly: false,
    answer: ({ view, simulation }) =>
      simulation.options.ticketTypes
        ? json(view.office.catalogue.ticketTypes.map((type) => ({ id: idOf(type.integer), name: type.name })))
        : notFound('Resource'),
  },
];

function listVenues(view: CatalogueView): { name: string; address: string; id: string }[] {
  return view.office.catalogue.venues.map(({ name, address, integer }) => ({ name, address, id: idOf(integer) }));
}

function listPlans(view: CatalogueView): Record<string, unknown>[] {
  const { catalogue } = view.office;
  return catalogue.plans.flatMap((plan) => [
    renderPlan(catalogue, plan, null),
    ...plan.areas.map((_, area) => renderPlan(catalogue, plan, area)),
  ]);
}

/** The bare list is neither complete nor bound to a date [O]: closed events are never in it, past ones sometimes. */
function listEvents(request: ApiRequest): Record<string, unknown>[] {
  const { view, query, client } = request;
  const { catalogue } = view.office;
  const between = wallRange(view, query.get('instanceStart_from'), query.get('instanceStart_to'));
  const upcomingOnly = client.style.onlyUpcomingEvents && between === null;
  const name = query.get('name')?.toLowerCase();
  return catalogue.events
    .filter((event) => {
      if (event.closed || event.announcedAt > view.now) return false;
      const performances = event.performances
        .map((index) => at(catalogue.performances, index))
        .filter((each) => isListed(view, each));
      if (performances.length === 0) return false;
      if (name !== undefined && !event.name.toLowerCase().includes(name)) return false;
      if (upcomingOnly) return performances.some((each) => each.start > view.now);
      return between === null || performances.some(between);
    })
    .filter((event) => instanceAttributesMatch(view, event, query))
    .map((event) => renderEvent(view, event))
    .concat(madeEvents(request))
    .filter((event) => attributesMatch(event, query, 'attribute_') && onSaleMatches(event, query));
}

/** Those made by hand have no dates. PROVISIONAL: that the owner's view lists them is inferred [I]. */
function madeEvents({ simulation, client, owner, query, view }: ApiRequest): Record<string, unknown>[] {
  const bound = wallRange(view, query.get('instanceStart_from'), query.get('instanceStart_to')) !== null;
  const name = query.get('name')?.toLowerCase() ?? '';
  if (!owner || bound) return [];
  return simulation.made
    .of(client.office.client)
    .filter((event) => event.name.toLowerCase().includes(name))
    .map((event) => renderMadeEvent(event));
}

function listInstances(request: ApiRequest): Record<string, unknown>[] {
  const { view, query, client, simulation, target } = request;
  const { catalogue } = view.office;
  const upcomingOnly = simulation.faults.take('upcoming-only', target) !== null;
  const between = wallRange(view, query.get('startFrom'), query.get('startTo'));
  const name = query.get('eventName')?.toLowerCase();
  return catalogue.performances
    .filter((each) => {
      const event = at(catalogue.events, each.event);
      if (event.closed || event.announcedAt > view.now || !isListed(view, each)) return false;
      if (name !== undefined && !event.name.toLowerCase().includes(name)) return false;
      if (upcomingOnly) return each.start > view.now;
      return between === null ? !client.style.onlyUpcomingEvents || each.start > view.now : between(each);
    })
    .map((each) => renderInstance(view, each));
}

function instancesOf(
  view: CatalogueView,
  event: EventRecord,
  between?: PerformanceTest | null,
): Record<string, unknown>[] {
  return event.performances
    .map((index) => at(view.office.catalogue.performances, index))
    .filter((each) => isListed(view, each) && (!between || between(each)))
    .map((each) => renderInstance(view, each));
}

/** Web mode shows what is visible on the web [D]. */
function isListed(view: CatalogueView, performance: Performance): boolean {
  return view.owner || performance.webSelling;
}

type PerformanceTest = (performance: Performance) => boolean;

/** A test for performances that start between two wall times as sent, both inclusive; null where neither is given. */
function wallRange(view: CatalogueView, fromText: string | null, toText: string | null): PerformanceTest | null {
  const from = fromText === null ? null : wallBound(fromText, false);
  const to = toText === null ? null : wallBound(toText, true);
  if (from === null && to === null) return null;
  return (performance) => {
    const wall = view.office.catalogue.zone.toWall(performance.start);
    return (from === null || wall >= from) && (to === null || wall <= to);
  };
}

function onSaleMatches(event: Record<string, unknown>, query: Query): boolean {
  const wanted = query.get('onSale');
  return wanted === null || String(event.isOnSale) === wanted.toLowerCase();
}

function attributesMatch(record: Record<string, unknown>, query: Query, prefix: string): boolean {
  const lower = new Map(
    Object.entries(record).map(([name, value]) => [name.toLowerCase(), String(value).toLowerCase()]),
  );
  for (const [name, value] of query.entries()) {
    if (!name.startsWith(prefix)) continue;
    if (lower.get(`attribute_${name.slice(prefix.length)}`) !== value.toLowerCase()) return false;
  }
  return true;
}

function instanceAttributesMatch(view: CatalogueView, event: EventRecord, query: Query): boolean {
  if (![...query.entries()].some(([name]) => name.startsWith('instanceattribute_'))) return true;
  return instancesOf(view, event).some((instance) => attributesMatch(instance, query, 'instanceattribute_'));
}

/** Seats by status per instance [D]; seats of past performances count as scanned. That locked ones are named so is a guess [I]. */
function availability({ view, query, client, simulation, target }: ApiRequest, id: string) {
  const event = findEvent(view, id);
  if (!event || simulation.faults.take('availability-absent', target)) return notFound('Event');
  const between = wallRange(view, query.get('start_from'), query.get('start_to'));
  const integer = integerOf(id);
  const data = view.office.catalogue.performances.flatMap((each, index) => {
    if (at(view.office.catalogue.events, each.event).integer !== integer || !isListed(view, each)) return [];
    if (between && !between(each)) return [];
    const capacity = client.seats.capacityOf(index);
    const sold = client.seats.soldOf(index, view.now);
    const past = each.start < view.now;
    const locked = lockedSeats(capacity, sold);
    return [
      {
        eventInstanceId: stub(each.integer).id,
        start: renderInstance(view, each).start,
        capacity,
        availability: [
          { status: past ? 'Scanned' : 'Sold', count: sold },
          ...(locked === 0 ? [] : [{ status: 'Locked', count: locked }]),
          { status: 'Available', count: Math.max(0, capacity - sold - locked) },
        ],
      },
    ];
  });
  return json({ data });
}
