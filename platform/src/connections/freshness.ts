// How old what is here may be.
import type { StatusFacts } from './status-facts.ts';

/** A run is bounded to five minutes, so data may be that much older than the interval without anything being wrong. */
const RUN_SECONDS = 600;

const LEAST_SILENCE_MS = 7 * 86_400_000;
const USUAL_GAPS = 3;
/** Whoever sells more rarely has pauses that tell nothing. */
const RAREST_GAP_MS = 2 * 86_400_000;

/** Whether so long has nothing been sold, where something usually is, that somebody should look. */
export function areSalesSilent({ sales, now, hasHistory, progress }: StatusFacts): boolean {
  if (sales === null || !hasHistory || progress?.complete !== true) return false;
  if (sales.usualGapMs > RAREST_GAP_MS) return false;
  return now.getTime() - sales.latestAt.getTime() > Math.max(LEAST_SILENCE_MS, USUAL_GAPS * sales.usualGapMs);
}

/** How old data may be before it is called out of date. */
export function staleAfterSeconds(facts: Pick<StatusFacts, 'syncEverySeconds'>): number {
  return 2 * facts.syncEverySeconds + RUN_SECONDS;
}

/** Whether what the box office had has not been asked for in too long. */
export function isTooOld(facts: StatusFacts): boolean {
  const newest = facts.dataTo ?? facts.lastSuccessAt ?? later(facts.createdAt, facts.stateAt);
  return facts.now.getTime() - newest.getTime() > staleAfterSeconds(facts) * 1000;
}

/** Until when all is here that comes over a connection: of a catalogue that is read and sales that are delivered, the earlier of the two. */
export function completeTo({ dataTo, deliveries }: Pick<StatusFacts, 'dataTo' | 'deliveries'>): Date | null {
  const delivered = deliveries?.coveredTo ?? null;
  return dataTo === null || delivered === null || delivered > dataTo ? dataTo : delivered;
}

const later = (one: Date, other: Date): Date => (one > other ? one : other);
