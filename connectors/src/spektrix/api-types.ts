/**
 * What Spektrix sends, as far as it is looked at. Nothing is believed before it was checked, hence `unknown`; keys that are
 * not named here are never read. Evidence for each: README.md. A link to another object is `{ "id": … }` or the bare id.
 */

export interface SpektrixVenue {
  readonly id?: unknown;
  readonly name?: unknown;
  readonly address?: unknown;
}

export interface SpektrixPlan {
  readonly id?: unknown;
  readonly name?: unknown;
  readonly venue?: unknown;
  readonly capacity?: unknown;
}

export interface SpektrixEvent {
  readonly id?: unknown;
  readonly name?: unknown;
  readonly duration?: unknown;
  readonly webEventId?: unknown;
  readonly firstInstanceDateTime?: unknown;
  /** Present when `$expand=instances` was honoured, or when we read them apart and put them here. */
  readonly instances?: unknown;
}

export interface SpektrixInstance {
  readonly id?: unknown;
  readonly event?: unknown;
  readonly planId?: unknown;
  readonly start?: unknown;
  readonly startUtc?: unknown;
  readonly cancelled?: unknown;
}

/** How full an instance is [D]. The first two are in every view, the others in the system owner's. */
export interface SpektrixInstanceStatus {
  readonly capacity?: unknown;
  readonly available?: unknown;
  readonly sold?: unknown;
  readonly scanned?: unknown;
  readonly reserved?: unknown;
  readonly locked?: unknown;
  readonly masked?: unknown;
  readonly inBasket?: unknown;
  readonly inOtherBasket?: unknown;
}

export interface SpektrixTicketType {
  readonly id?: unknown;
  readonly name?: unknown;
}

export interface SpektrixOrder {
  readonly id?: unknown;
  readonly customer?: unknown;
  readonly salesChannel?: unknown;
  readonly firstTransactionDate?: unknown;
  readonly firstTransactionDateUtc?: unknown;
  readonly lastTransactionDate?: unknown;
  readonly lastTransactionDateUtc?: unknown;
  readonly total?: unknown;
  readonly totalTransactionCharges?: unknown;
  readonly tickets?: unknown;
  readonly donations?: unknown;
  readonly ticketSubscriptions?: unknown;
}

export interface SpektrixTicket {
  readonly id?: unknown;
  readonly event?: unknown;
  readonly instance?: unknown;
  readonly ticketType?: unknown;
  readonly type?: unknown;
  readonly band?: unknown;
  readonly seat?: unknown;
  readonly seatName?: unknown;
  readonly offer?: unknown;
  readonly originalPrice?: unknown;
  readonly price?: unknown;
  readonly discount?: unknown;
  readonly total?: unknown;
}

/** A donation or a ticket subscription within an order. */
export interface SpektrixOrderItem {
  readonly id?: unknown;
  readonly amount?: unknown;
  readonly total?: unknown;
  readonly price?: unknown;
}

/** PROVISIONAL [?]: the fields of an address are not documented; the names that are tried are in normalise/area.ts. */
export interface SpektrixCustomer {
  readonly id?: unknown;
  readonly billingAddress?: unknown;
  readonly deliveryAddress?: unknown;
  /** In place of the addresses in what is kept for a replay. Nothing that Spektrix sends gets here. */
  readonly area?: unknown;
}

/** One page of `orders/sync`. PROVISIONAL [D, tail of the page not seen]: what a row holds beyond `orderId` is not known. */
export interface SpektrixSyncPage {
  readonly paging?: { readonly limit?: unknown; readonly next?: unknown } | null;
  readonly values?: unknown;
}
