import type { NormaliseContext } from '@illuminate/connector-kit';
import { zoneOf } from '@illuminate/model';
import type { SpektrixReferences } from '../references.ts';

export const EVENT_ID = '4607ABCDGHJKLMNPQRSTVBCDGHJKLMNPQ';
export const INSTANCE_ID = '67201AVCRKQDBSGLQHRCLJQTBDLCTLNNQ';
export const PLAN_ID = '6428ARVBDCVGBMTSRKLDHCQHSPQJQNLSH';
export const VENUE_ID = '201AGBHDRLQHNHPHKKMPKLGPMDRDTDMVL';
export const ORDER_ID = '98701ABHNBGMHRNHHBJRSNLRDJVBPNPMQ';
export const CUSTOMER_ID = '35201AJGHNGSSNHVHGVRMMRHQDRBGPQPM';

/** What stands in personal fields of the records below: it may come out nowhere. */
export const MARKER = 'Zoë-Ünïque-Märker';

export function contextFor(zone = 'Europe/London', currency = 'GBP'): NormaliseContext<SpektrixReferences> {
  return {
    zone: zoneOf(zone),
    currency,
    pseudonym: (id) => `pseudonym-of-${id.length}`,
    references: { plans: new Map([[PLAN_ID, { venueId: VENUE_ID, name: 'Main House', capacity: 419 }]]) },
  };
}

export function ticket(n: number, changes: object = {}): object {
  return {
    agentDiscount: 0,
    band: { id: '301AHMGMKLQDMMDQBVNMGMNLDCBBPTLQP' },
    event: { id: EVENT_ID },
    instance: { id: INSTANCE_ID },
    planId: PLAN_ID,
    seat: { id: '53613' },
    seatName: `A${n}`,
    planName: 'Main House',
    voucherRedemptionInfo: { code: MARKER },
    type: { id: '1001ADGKSHLJDTDBJQTBMGLLJRLBJCMNN', name: 'Standard' },
    ticketType: { id: '1001ADGKSHLJDTDBJQTBMGLLJRLBJCMNN', name: 'Standard' },
    attribute_Guest: MARKER,
    delivered: true,
    barcode: MARKER,
    offer: { id: '7001A', name: 'Friends' },
    customItems: [{ note: MARKER }],
    discount: 2,
    originalPrice: 20,
    price: 19.5,
    priceOverridden: true,
    total: 17.5,
    id: `${n}01ALRTTRTPTSQHLNNDTGHMDRBCNBRBCDG`,
    ...changes,
  };
}

export function order(changes: object = {}): object {
  return {
    id: ORDER_ID,
    orderFriendlyId: MARKER,
    customer: { id: CUSTOMER_ID, name: MARKER, email: `${MARKER}@example.org` },
    firstTransactionDate: '2024-07-01T10:00:00',
    firstTransactionDateUtc: '2024-07-01T09:00:00',
    lastTransactionDate: '2024-07-02T11:30:00.1234567',
    total: 39,
    totalTransactionCharges: 1.5,
    tickets: [ticket(1), ticket(2)],
    donations: [{ id: '501AQ', amount: 2.5, message: MARKER }, { amount: 1 }],
    ticketSubscriptions: [],
    attribute_Note: MARKER,
    ...changes,
  };
}
