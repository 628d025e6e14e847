import type { Mention, NormaliseContext, Normalised } from '@illuminate/connector-kit';
import { RejectRecordError } from '@illuminate/connector-kit';
import type { Order } from '@illuminate/model';
import type { SpektrixOrder } from '../api-types.ts';
import type { SpektrixReferences } from '../references.ts';
import {
  idNumber,
  isObject,
  linkId,
  linkName,
  present,
  readId,
  requireMinor,
  textOrNull,
  unreadable,
} from './fields.ts';
import { requireLastMoment, requireMoment } from './moment.ts';
import { normaliseOrderItems } from './order-items.ts';
import { normaliseOrderTickets, withoutTickets } from './order-tickets.ts';

/**
 * An order with its tickets and other items. A ticket that was returned simply is not there any more; one that cannot be read
 * is named among `rejected`, and the rest of the order is kept.
 */
export function normaliseOrder(record: SpektrixOrder, context: NormaliseContext<SpektrixReferences>): Normalised {
  if (!isObject(record)) throw new RejectRecordError('not-an-object', '', 'an order');
  const id = readId(record.id);
  if (id === null) throw unreadable(record.id, 'id', 'the id of an order', 'unreadable-id');
  const { currency, zone } = context;
  const mentions: Mention[] = [];
  const customerId = linkId(record.customer);
  let customerKey: string | null = null;
  if (customerId !== null) {
    customerKey = context.pseudonym(customerId);
    mentions.push({ stream: 'customers', id: customerId, key: customerKey });
  }
  const first = requireMoment(
    record.firstTransactionDate,
    record.firstTransactionDateUtc,
    zone,
    'firstTransactionDate',
  );
  const last = requireLastMoment(
    first,
    record.lastTransactionDate,
    record.lastTransactionDateUtc,
    zone,
    'lastTransactionDate',
  );
  const total = requireMinor(record.total, currency, 'total');
  const items = normaliseOrderItems(record, id, currency);
  const isListed = Array.isArray(record.tickets);
  const tickets = normaliseOrderTickets(isListed ? (record.tickets as unknown[]) : [], id, currency, mentions);
  const rejected = isListed ? tickets.rejected : withoutTickets(record, total, items);
  const order: Order = {
    source_id: id,
    source_number: idNumber(id),
    customer_id: customerKey,
    channel: typeof record.salesChannel === 'string' ? textOrNull(record.salesChannel) : linkName(record.salesChannel),
    currency,
    total_minor: total,
    charges_minor: items.charges,
    donations_minor: items.donations,
    first_transaction_at: first.instant,
    first_transaction_local: first.local,
    last_transaction_at: last.instant,
    last_transaction_local: last.local,
    zone: zone.name,
  };
  const rows = { orders: [order], order_items: items.rows, tickets: tickets.rows, ticket_types: tickets.types };
  const read = rejected === undefined ? { rows, mentions } : { rows, mentions, rejected };
  // Who booked is a help; the sale is a sale without it.
  return customerId === null && present(record.customer) ? { ...read, warnings: ['unreadable-customer'] } : read;
}
