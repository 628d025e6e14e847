/**
 * What __Title__ sends, as far as it is looked at. Nothing is believed before it was checked, hence `unknown`; what is not named
 * here is never read. Write behind each field how it is known: documented, observed, or PROVISIONAL.
 */

export interface __Pascal__Event {
  readonly id?: unknown;
  readonly name?: unknown;
  readonly minutes?: unknown;
}

export interface __Pascal__Performance {
  readonly id?: unknown;
  readonly event?: unknown;
  readonly venue?: unknown;
  readonly capacity?: unknown;
  /** The house's own clock: "2026-04-20T19:30:00". */
  readonly startsAt?: unknown;
  readonly cancelled?: unknown;
}

export interface __Pascal__Order {
  readonly id?: unknown;
  readonly booker?: unknown;
  readonly channel?: unknown;
  /** UTC: "2026-04-20T18:30:00.000Z". */
  readonly placedAt?: unknown;
  readonly changedAt?: unknown;
  /** Decimal texts, in the account's currency. */
  readonly total?: unknown;
  readonly charges?: unknown;
  readonly donations?: unknown;
  readonly tickets?: unknown;
}
