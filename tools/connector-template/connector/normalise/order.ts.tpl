import { type Mention, type NormaliseContext, type Normalised, RejectRecordError } from '@illuminate/connector-kit';
import type { Customer, Order } from '@illuminate/model';
import type { __Pascal__Order } from '../records.ts';
import { areaOfBooker } from './area.ts';
import { cleanText, isObject, readId, requireId, requireInstant, requireMinor, unreadable } from './fields.ts';
import { normaliseTicket } from './ticket.ts';

/** An order as it stands now, with its tickets: one that was returned simply is not there any more. @throws RejectRecordError */
export function normaliseOrder(record: __Pascal__Order, context: NormaliseContext<null>): Normalised {
  if (!isObject(record)) throw new RejectRecordError('not-an-object', '', 'an order');
  const { currency, zone } = context;
  const id = requireId(record.id, 'id', 'an order');
  if (!Array.isArray(record.tickets)) {
    throw unreadable(record.tickets, 'tickets', 'the list of its tickets', 'not-a-list');
  }
  const tickets = record.tickets.map((ticket: unknown) => normaliseTicket(ticket, id, currency));
  const booker = bookerOf(record.booker, context);
  const [placed, changed] = [
    requireInstant(record.placedAt, 'placedAt'),
    requireInstant(record.changedAt, 'changedAt'),
  ];
  const order: Order = {
    source_id: id,
    source_number: null,
    customer_id: booker?.source_id ?? null,
    channel: cleanText(record.channel),
    currency,
    total_minor: requireMinor(record.total, currency, 'total'),
    charges_minor: requireMinor(record.charges, currency, 'charges'),
    donations_minor: requireMinor(record.donations, currency, 'donations'),
    first_transaction_at: placed,
    first_transaction_local: zone.toWall(placed),
    last_transaction_at: changed,
    last_transaction_local: zone.toWall(changed),
    zone: zone.name,
  };
  return {
    rows: {
      orders: [order],
      tickets: tickets.map(({ row }) => row),
      ticket_types: tickets.flatMap(({ type }) => type ?? []),
      customers: booker === null ? [] : [booker],
    },
    mentions: tickets.flatMap(({ row }): Mention[] => [
      { stream: 'events', id: row.event_id, key: row.event_id },
      {
        stream: 'performances',
        id: row.performance_id,
        key: row.performance_id,
        within: { stream: 'events', id: row.event_id },
      },
    ]),
  };
}

/** A pseudonym and an area; nothing else of a booker is looked at. Null for a sale without one. @throws RejectRecordError */
function bookerOf(value: unknown, context: NormaliseContext<null>): Customer | null {
  if (value === undefined || value === null) return null;
  const id = isObject(value) ? readId(value.id) : null;
  if (id === null) throw unreadable(value, 'booker.id', 'the id of a booker', 'unreadable-id');
  const { area, kind, country } = areaOfBooker(value);
  return { source_id: context.pseudonym(id), area, area_kind: kind, country };
}
