import { capacitySnapshot, type NormaliseContext, type Normalised } from '@illuminate/connector-kit';
import { parseDecimal, type SaleState, type TicketType } from '@illuminate/model';
import type { EventDetail, EventPrice } from '../xml/read-event.ts';
import { cleanText, readCount, readInstant, unreadable } from './fields.ts';

/** An event's own document, with whose it is and when it was asked for. */
export interface ObservedEvent extends EventDetail {
  readonly performanceId: string;
  /** The instant (ms) our request began. */
  readonly observedAt: number;
}

/** PROVISIONAL, as all of `events/{id}.xml`: an observation of a performance, and what it tells of the performance itself. */
export function normaliseCapacity(record: ObservedEvent, context: NormaliseContext<unknown>): Normalised {
  const { performanceId, observedAt } = record;
  if (record.id !== null && record.id !== performanceId) {
    throw unreadable(record.id, 'event/@id', 'the id of the event that was asked for', 'wrong-record');
  }
  const capacity = readCount(record.capacity, 'capacity');
  const available = readCount(record.available, 'available');
  if (capacity === null) throw unreadable(null, 'capacity', 'how many seats there are', 'missing-field');
  if (available === null) throw unreadable(null, 'available', 'how many seats can be had', 'missing-field');
  const onSaleAt = readInstant(record.onSaleAt, context.zone);
  const duration = /^\d{1,4}$/.test(record.duration ?? '') ? Number(record.duration) : null;
  const { prices, currency, isWhole } = pricesOf(record.prices, context.currency);
  const snapshot = capacitySnapshot(
    {
      performanceId,
      observedAt,
      capacity,
      available,
      sold: null,
      held: null,
      saleState: saleStateOf({ available, onSaleAt, now: observedAt }),
      prices: { minor: prices, currency },
    },
    context,
  );
  const warnings: string[] = [];
  if (record.onSaleAt !== null && onSaleAt === null) warnings.push('unreadable-on-sale-time');
  if (!isWhole) warnings.push('unreadable-price');
  return {
    rows: { capacity_snapshots: [snapshot], ticket_types: ticketTypesOf(record.prices) },
    mentions: [],
    details: {
      id: performanceId,
      capacity,
      ...(onSaleAt === null ? {} : { onSaleAt }),
      ...(duration === null || duration === 0 ? {} : { durationMinutes: duration }),
    },
    warnings,
  };
}

/**
 * The feed's own "sold out" also means *not yet on sale* (27 of 27 events in October 2026 [code]), so it is not asked: an event
 * is sold out when its tickets have gone on sale and none can be had. Without a time of sale nothing is concluded from zero.
 */
function saleStateOf({
  available,
  onSaleAt,
  now,
}: {
  available: number;
  onSaleAt: number | null;
  now: number;
}): SaleState {
  if (onSaleAt !== null && onSaleAt > now) return 'not_on_sale';
  if (available > 0) return 'on_sale';
  return onSaleAt === null ? 'unknown' : 'sold_out';
}

/** What tickets are sold at. Prices in more than one currency have no lowest and highest: none of them is taken. */
function pricesOf(prices: readonly EventPrice[], usual: string) {
  const minor: number[] = [];
  const currencies = new Set<string>();
  let isWhole = true;
  for (const { selling, currency } of prices) {
    const code = (currency ?? usual).trim().toUpperCase();
    const amount = /^[A-Z]{3}$/.test(code) && selling !== null ? parseDecimal(selling, code) : null;
    if (amount === null || amount < 0) isWhole = false;
    else {
      minor.push(amount);
      currencies.add(code);
    }
  }
  if (currencies.size > 1) return { prices: [], currency: usual, isWhole: false };
  return { prices: minor, currency: [...currencies][0] ?? usual, isWhole };
}

/**
 * A price is a ticket type with an amount, and has no id: the type goes by its name, so that one name is one type, whatever the
 * performance. What it costs where is in the observation.
 */
function ticketTypesOf(prices: readonly EventPrice[]): TicketType[] {
  const names = prices.flatMap(({ type }) => cleanText(type)?.slice(0, 200) ?? []);
  return [...new Set(names)].map((name) => ({ source_id: name, source_number: null, name }));
}
