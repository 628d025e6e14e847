import { RejectRecordError } from '@illuminate/connector-kit';
import { type OrderItem, sayAmount } from '@illuminate/model';
import type { SpektrixOrder, SpektrixOrderItem } from '../api-types.ts';
import { isObject, present, readId, readMinor, requireMinor, unreadable } from './fields.ts';

/** What an order holds besides tickets, with the sums that its own row carries. */
export interface OrderItems {
  readonly rows: OrderItem[];
  readonly charges: number;
  readonly donations: number;
}

export function normaliseOrderItems(order: SpektrixOrder, orderId: string, currency: string): OrderItems {
  const rows: OrderItem[] = [];
  const charges = present(order.totalTransactionCharges)
    ? requireMinor(order.totalTransactionCharges, currency, 'totalTransactionCharges')
    : 0;
  if (charges !== 0) {
    rows.push({
      source_id: `${orderId}#charge`,
      order_id: orderId,
      kind: 'charge',
      quantity: 1,
      amount_minor: charges,
      currency,
    });
  }
  let donations = 0;
  const given = listOf(order.donations, 'donations');
  for (let n = 0; n < given.length; n++) {
    const item = itemAt(given, n, 'donations');
    const amount = requireMinor(item.amount, currency, `donations[${n}].amount`);
    donations += amount;
    rows.push(row(item, n, orderId, 'donation', amount, currency));
  }
  const subscriptions = listOf(order.ticketSubscriptions, 'ticketSubscriptions');
  for (let n = 0; n < subscriptions.length; n++) {
    const item = itemAt(subscriptions, n, 'ticketSubscriptions');
    rows.push(row(item, n, orderId, 'subscription', subscriptionAmount(item, n, currency), currency));
  }
  return { rows, charges, donations };
}

/** PROVISIONAL [?]: no field of a ticket subscription is known. Its price is looked for by the names that tickets and donations use. */
function subscriptionAmount(item: SpektrixOrderItem, n: number, currency: string): number {
  const value = item.total ?? item.amount ?? item.price;
  if (!present(value)) return 0;
  const amount = readMinor(value, currency);
  if (amount === null) {
    throw unreadable(value, `ticketSubscriptions[${n}].total`, sayAmount(currency), 'unreadable-amount');
  }
  return amount;
}

/** Ids are unique per kind of thing only, so the kind is part of the key. An item without an id is known by its place. */
function row(
  item: SpektrixOrderItem,
  n: number,
  orderId: string,
  kind: 'donation' | 'subscription',
  amount: number,
  currency: string,
): OrderItem {
  const id = readId(item.id);
  const sourceId = id === null ? `${orderId}#${kind}#${n + 1}` : `${kind}:${id}`;
  return { source_id: sourceId, order_id: orderId, kind, quantity: 1, amount_minor: amount, currency };
}

const NONE: readonly unknown[] = [];

function listOf(value: unknown, field: string): readonly unknown[] {
  if (!present(value)) return NONE;
  if (!Array.isArray(value)) throw unreadable(value, field, 'a list', 'wrong-type');
  return value;
}

function itemAt(list: readonly unknown[], n: number, field: string): SpektrixOrderItem {
  const item = list[n];
  if (!isObject(item)) throw new RejectRecordError('not-an-object', `${field}[${n}]`, 'an object');
  return item;
}
