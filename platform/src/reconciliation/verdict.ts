import type { ReconciliationVerdict } from '../control/schema/reconciliation.ts';

/** Why a performance cannot be compared, or what kind of difference it has. */
export type Reason =
  | 'turn-to-come'
  | 'not-shown'
  | 'not-told'
  | 'not-answered'
  | 'bound-only'
  | 'no-sales'
  | 'history-not-loaded'
  | 'rejected-records'
  | 'past-retention'
  | 'own-records'
  | 'fewer-here'
  | 'more-here';

/** What a difference is likely to come from, the likeliest first. */
export type Cause =
  | 'rows-lost-here'
  | 'orders-never-received'
  | 'before-history'
  | 'rejected-records'
  | 'returns-not-seen'
  | 'cancelled';

export interface Compared {
  readonly verdict: ReconciliationVerdict;
  readonly reason: Reason | null;
  readonly likely: readonly Cause[];
}

/** What is held of a performance. */
export interface Held {
  readonly performanceId: string;
  readonly eventId: string;
  readonly cancelled: boolean;
  /** Live tickets. */
  readonly tickets: number;
  /** Tickets by the ledger, which is written as they come and go. */
  readonly ledger: number;
  /** Live tickets whose order is not here. */
  readonly orphans: number;
}

/** What the box office says of a performance, and what was held at the moments when that may have been true. */
export interface Said {
  readonly sold: number;
  readonly isUpperBound: boolean;
  readonly readAt: number;
  readonly least: number;
  readonly most: number;
}
