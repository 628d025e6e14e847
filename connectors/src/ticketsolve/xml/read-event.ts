import { type ElementReader, readElements, type XmlDocument } from './read-elements.ts';
import { textOf } from './read-shows.ts';

/** PROVISIONAL: what is looked at of `events/{id}.xml`. The names are those that public parsers read; no recording was found. */
export interface EventDetail {
  readonly id: string | null;
  readonly onSaleAt: string | null;
  readonly duration: string | null;
  readonly available: string | null;
  readonly capacity: string | null;
  readonly status: string | null;
  readonly prices: readonly EventPrice[];
}

export interface EventPrice {
  readonly type: string | null;
  readonly selling: string | null;
  readonly currency: string | null;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const PRICE = 'event/prices/price';
const FIELDS: Readonly<Record<string, 'onSaleAt' | 'duration' | 'available' | 'capacity' | 'status'>> = {
  'event/onsale_time': 'onSaleAt',
  'event/duration': 'duration',
  'event/available': 'available',
  'event/capacity': 'capacity',
  'event/status': 'status',
};
const TEXTS = new Set([...Object.keys(FIELDS), `${PRICE}/type`, `${PRICE}/selling_price`]);

/** One event's own document, read whole: it is small. @throws ConnectorError */
export async function readEvent(document: XmlDocument): Promise<EventDetail> {
  const detail: Mutable<EventDetail> = {
    id: null,
    onSaleAt: null,
    duration: null,
    available: null,
    capacity: null,
    status: null,
    prices: [],
  };
  const prices: EventPrice[] = [];
  let price: Mutable<EventPrice> = emptyPrice();
  const reader: ElementReader = {
    root: 'event',
    texts: TEXTS,
    open(path, { id, currency }) {
      if (path === 'event') detail.id = id ?? null;
      else if (path === PRICE) price = emptyPrice();
      else if (path === `${PRICE}/selling_price`) price.currency = currency ?? null;
    },
    close(path, text) {
      const field = FIELDS[path];
      if (field !== undefined) detail[field] = textOf(text);
      else if (path === `${PRICE}/type`) price.type = textOf(text);
      else if (path === `${PRICE}/selling_price`) price.selling = textOf(text);
      else if (path === PRICE) prices.push(price);
    },
  };
  for await (const _ of readElements(document, reader)) {
    // Nothing is handed on before the end.
  }
  return { ...detail, prices };
}

function emptyPrice(): Mutable<EventPrice> {
  return { type: null, selling: null, currency: null };
}
