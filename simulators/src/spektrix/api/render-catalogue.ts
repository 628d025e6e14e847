import { mix } from '../../random.ts';
import type { BoxOffice } from '../../sales/box-office.ts';
import { at, type Catalogue, type EventRecord, type Performance, type Plan } from '../../sales/catalogue.ts';
import { nominalPrice, seatAt } from '../../sales/seats.ts';
import { stamp } from '../../zone.ts';
import type { ClientStyle } from '../client-style.ts';
import { idOf, integerOf } from '../ids.ts';
import type { MadeEvent } from '../made-events.ts';
import { dutyManagerOf, producerOf } from '../world/staff.ts';
import { attributes, local, money, stub, utcText } from './render-values.ts';

/** What a catalogue answer depends on: hidden attributes appear in owner mode only [D]. */
export interface CatalogueView {
  readonly office: BoxOffice;
  readonly style: ClientStyle;
  readonly owner: boolean;
  readonly now: number;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** An event in the recorded order of fields [O, spektrix §2.3]. First and last count cancelled instances too [?]. */
export function renderEvent(view: CatalogueView, event: EventRecord): Record<string, unknown> {
  const { catalogue, seed } = view.office;
  const starts = event.performances.map((index) => at(catalogue.performances, index).start);
  const first = starts[0] ?? event.announcedAt;
  const last = starts.at(-1) ?? first;
  const day = (utc: number): string => {
    const wall = new Date(catalogue.zone.toWall(utc));
    return `${wall.getUTCDate()} ${MONTHS[wall.getUTCMonth()]}`;
  };
  const h = mix(seed, event.integer, 141);
  const producer = producerOf(seed, event);
  return {
    description: event.description,
    htmlDescription: '<div id>\r\n\r\n</div>',
    duration: event.durationMinutes,
    imageUrl: '',
    isOnSale: true,
    name: event.name,
    instanceDates: `${day(first)}-${day(last)}`,
    thumbnailUrl: '',
    webEventId: event.webEventId,
    id: idOf(event.integer),
    firstInstanceDateTime: local(catalogue.zone, first),
    lastInstanceDateTime: local(catalogue.zone, last),
    ...attributes({
      Genre: event.genre,
      EventType: h % 3 === 0 ? 'Featured Event' : '',
      FamilyFriendly: event.genre === 'Family' || event.genre === 'Pantomime',
      AgeGuidance: h % 5 === 0 ? '12+' : '',
      PressNight: h % 4 === 0 ? local(catalogue.zone, first) : null,
      LowestPrice: (h % 40) / 2,
      ...(view.owner
        ? {
            InternalNotes: producer === null ? '' : `Producer: ${producer}`,
            Budget: (h % 1000) * 12.5,
          }
        : {}),
    }),
  };
}

/** An instance in the recorded order of fields [O]: `startUtc` without Z, selling times with Z, sometimes null. */
export function renderInstance(view: CatalogueView, performance: Performance): Record<string, unknown> {
  const { catalogue, seed } = view.office;
  const { zone } = catalogue;
  const stop = performance.start - 15 * 60_000;
  const selling = performance.webSelling;
  const eventId = idOf(at(catalogue.events, performance.event).integer);
  const h = mix(seed, performance.integer, 142);
  return {
    isOnSale: selling && performance.start > view.now && performance.onSaleAt <= view.now,
    planId: idOf(at(catalogue.plans, performance.plan).integer),
    priceList: stub(at(catalogue.priceLists, performance.priceList).integer),
    event: view.style.bareEventIds ? eventId : { id: eventId },
    start: local(zone, performance.start),
    startUtc: utcText(performance.start, false),
    startSellingAtWeb: selling ? local(zone, performance.onSaleAt) : null,
    startSellingAtWebUtc: selling ? utcText(performance.onSaleAt, true) : null,
    stopSellingAtWeb: local(zone, stop),
    stopSellingAtWebUtc: utcText(stop, true),
    webInstanceId: performance.webInstanceId,
    cancelled: isCancelled(performance, view.now),
    id: idOf(performance.integer),
    hasBestAvailableOverlay: h % 2 === 0,
    ...attributes({
      AudioDescribed: h % 9 === 0,
      Captioned: h % 11 === 0,
      RunningOrder: h % 13 === 0 ? 'Interval after 60 minutes' : '',
      DoorsOpen: h % 3 === 0 ? local(zone, performance.start - 30 * 60_000) : null,
      StandbyPrice: (h % 20) / 4,
      ...(view.owner ? { DutyManager: dutyManagerOf(seed, performance) ?? '' } : {}),
    }),
  };
}

/** Whether an instance has been cancelled by an instant. */
export function isCancelled(performance: Performance, now: number): boolean {
  return performance.cancelledAt !== null && performance.cancelledAt <= now;
}

/** A plan [O]; a plan with areas has no seats of its own, its areas are plans with theirs. Area stubs PROVISIONAL [?]. */
export function renderPlan(catalogue: Catalogue, plan: Plan, area: number | null): Record<string, unknown> {
  const part = area === null ? null : at(plan.areas, area);
  const before = plan.areas.slice(0, area ?? 0).reduce((sum, each) => sum + each.capacity, 0);
  const capacity = part?.capacity ?? plan.capacity;
  const hasSeats = plan.reserved && (part !== null || plan.areas.length === 0);
  const base = (plan.integer % 1000) * 100_000;
  return {
    type: plan.reserved ? 'Reserved' : 'Unreserved',
    name: part?.name ?? plan.name,
    venue: stub(at(catalogue.venues, plan.venue).integer),
    backgroundImageUrl: '',
    x: 0,
    y: 0,
    areas: part ? [] : plan.areas.map((each) => ({ id: idOf(each.integer), name: each.name })),
    seats: hasSeats
      ? Array.from({ length: capacity }, (_, n) => renderSeat(plan, base, before + n, n, capacity))
      : null,
    capacity,
    maxZoomWeb: null,
    maxZoomMobile: null,
    id: idOf(part?.integer ?? plan.integer),
  };
}

function renderSeat(plan: Plan, base: number, ordinal: number, n: number, capacity: number): Record<string, unknown> {
  const seat = seatAt(plan, ordinal);
  const firstInRow = seat.number === 1;
  const lastInRow = seat.number === plan.seatsPerRow || n === capacity - 1;
  return {
    id: String(base + ordinal),
    name: `${seat.row}${seat.number}`,
    row: seat.row,
    number: seat.number,
    previousSeatId: firstInRow ? null : base + ordinal - 1,
    previousIsAcrossAisle: false,
    nextIsAcrossAisle: false,
    nextSeatId: lastInRow ? null : base + ordinal + 1,
    x: 20 * seat.number,
    y: 20 * Math.floor(n / plan.seatsPerRow),
    tabOrder: null,
  };
}

/** The price list as JSON text: `{…, prices:[{amount, …}]}` [O]; band and ticket type as stubs like v2's price [O]. */
export function renderPriceList(catalogue: Catalogue, index: number): string {
  const list = at(catalogue.priceLists, index);
  const prices = catalogue.bands.flatMap((band) =>
    catalogue.ticketTypes.map(
      (type) =>
        `{"amount":${money(nominalPrice(list.basePence, type, band))},"band":${JSON.stringify({ id: idOf(band.integer), name: band.name })}` +
        `,"ticketType":${JSON.stringify({ id: idOf(type.integer), name: type.name })}}`,
    ),
  );
  return `{"id":"${idOf(list.integer)}","name":"Prices ${index + 1}","prices":[${prices.join(',')}]}`;
}

/** The event of an id that is known by now, or null. */
export function findEvent(view: CatalogueView, id: string): EventRecord | null {
  const integer = integerOf(id);
  const found = view.office.catalogue.events.find((each) => each.integer === integer);
  return found && found.announcedAt <= view.now ? found : null;
}

/** An event without instances: the fields of one that has them, empty. */
export function renderMadeEvent({ id, name }: MadeEvent): Record<string, unknown> {
  return {
    description: '',
    htmlDescription: '',
    duration: 0,
    imageUrl: '',
    isOnSale: false,
    name,
    instanceDates: '',
    thumbnailUrl: '',
    webEventId: null,
    id,
    firstInstanceDateTime: null,
    lastInstanceDateTime: null,
  };
}

/** The performance of an id whose event is known by now, or null. */
export function findPerformance(view: CatalogueView, id: string): Performance | null {
  const { catalogue } = view.office;
  const integer = integerOf(id);
  const found = catalogue.performances.find((each) => each.integer === integer);
  return found && at(catalogue.events, found.event).announcedAt <= view.now ? found : null;
}

/** Wall-clock bounds of a query value: a date means its whole day when it is the upper bound. */
export function wallBound(text: string, upper: boolean): number | null {
  if (!/^\d{4}-\d\d-\d\d/.test(text)) return null;
  const onlyDate = text.length === 10;
  const ms = Date.parse(onlyDate ? `${text}T00:00:00Z` : `${text.replace(/Z$/, '')}Z`);
  if (Number.isNaN(ms) || !stamp(ms).startsWith(text.slice(0, 10))) return null;
  return onlyDate && upper ? ms + 86_400_000 - 1 : ms;
}
