import type { Gap, Span } from '../deliveries/standing.ts';

/** What of deliveries a connection's status is worked out from; null where none are taken. */
export interface DeliveryStatusFacts {
  /** Keys that are not retired, and when one of them last signed. */
  readonly keys: number;
  readonly lastSignedAt: Date | null;
  readonly lastSequence: number | null;
  readonly lastLoadedAt: Date | null;
  readonly coveredTo: Date | null;
  readonly gaps: readonly Gap[];
  readonly holes: readonly Span[];
  /** Batches refused of late whose number no other has taken, the highest number first. */
  readonly refused: readonly RefusedDelivery[];
  readonly rhythmMs: number | null;
  readonly waitingTickets: number;
  readonly nextSequence: number;
  readonly open: number;
}

export interface RefusedDelivery {
  readonly sequence: number;
  readonly at: Date;
  readonly detail: string;
  readonly nextStep: string;
}

const LEAST_STALE_MS = 2 * 86_400_000;
const RHYTHMS = 3;

/** How old the end of what was delivered may be: three times the usual rhythm, and two days at least. */
export function deliveriesStaleAfterMs({ rhythmMs }: Pick<DeliveryStatusFacts, 'rhythmMs'>): number {
  return Math.max(LEAST_STALE_MS, RHYTHMS * (rhythmMs ?? 0));
}

export function areDeliveriesStale(deliveries: DeliveryStatusFacts | null, now: Date): boolean {
  if (deliveries === null || deliveries.coveredTo === null) return false;
  return now.getTime() - deliveries.coveredTo.getTime() > deliveriesStaleAfterMs(deliveries);
}

const STILL_ARRIVING_MS = 30 * 60_000;

/** Whether what is delivered is old for the time being, because a sender is still working its way up from the past. */
export function isHistoryArriving(deliveries: DeliveryStatusFacts | null, now: Date): boolean {
  if (deliveries === null || deliveries.lastLoadedAt === null) return false;
  return areDeliveriesStale(deliveries, now) && now.getTime() - deliveries.lastLoadedAt.getTime() < STILL_ARRIVING_MS;
}

/** Whether anything that was to be delivered is missing: by number, by time, or because it was refused. */
export function lacksDeliveries(deliveries: DeliveryStatusFacts | null): boolean {
  if (deliveries === null) return false;
  return deliveries.gaps.length > 0 || deliveries.holes.length > 0 || deliveries.refused.length > 0;
}
