/** What each field of an order is called where it is written: paths in NDJSON, headers in CSV. */
export interface OrderNames {
  readonly id: string;
  readonly placedAt: string;
  readonly changedAt: string;
  readonly channel: string;
  readonly currency: string;
  readonly total: string;
  readonly customerId: string;
  readonly customerPostcode: string;
  readonly customerCountry: string;
  readonly ticketId: string;
  readonly performance: string;
  readonly type: string;
  readonly seat: string;
  readonly offer: string;
  readonly price: string;
  readonly discount: string;
  readonly ticketTotal: string;
  readonly itemId: string;
  readonly itemKind: string;
  readonly itemQuantity: string;
  readonly itemAmount: string;
}

export const ORDER_PATHS: OrderNames = {
  id: 'id',
  placedAt: 'placedAt',
  changedAt: 'changedAt',
  channel: 'channel',
  currency: 'currency',
  total: 'total',
  customerId: 'customer.id',
  customerPostcode: 'customer.postcode',
  customerCountry: 'customer.country',
  ticketId: 'tickets[].id',
  performance: 'tickets[].performance',
  type: 'tickets[].type',
  seat: 'tickets[].seat',
  offer: 'tickets[].offer',
  price: 'tickets[].price',
  discount: 'tickets[].discount',
  ticketTotal: 'tickets[].total',
  itemId: 'items[].id',
  itemKind: 'items[].kind',
  itemQuantity: 'items[].quantity',
  itemAmount: 'items[].amount',
};

export interface PerformanceNames {
  readonly id: string;
  readonly eventId: string;
  readonly eventName: string;
  readonly venueId: string;
  readonly venueName: string;
  readonly startsAt: string;
  readonly capacity: string;
  readonly cancelled: string;
}

export const PERFORMANCE_PATHS: PerformanceNames = {
  id: 'id',
  eventId: 'event.id',
  eventName: 'event.name',
  venueId: 'venue.id',
  venueName: 'venue.name',
  startsAt: 'startsAt',
  capacity: 'capacity',
  cancelled: 'cancelled',
};

/** Fields that cannot be dropped: a manifest may not call them personal. */
export const REQUIRED_FIELDS: ReadonlySet<string> = new Set([
  'id',
  'placedAt',
  'changedAt',
  'total',
  'tickets',
  'tickets.id',
  'tickets.performance',
  'tickets.total',
  'event',
  'event.id',
  'event.name',
  'startsAt',
  'order_id',
  'placed_at',
  'changed_at',
  'order_total',
  'ticket_id',
  'performance_id',
  'ticket_total',
  'event_id',
  'event_name',
  'starts_at',
]);
