import type { Fault } from '@illuminate/contract';
import type { StatusFacts } from './status-facts.ts';

/** A run is bounded to five minutes, so data may be that much older than the interval without anything being wrong. */
const RUN_SECONDS = 600;

/** What stands in the way now, if anything does. An interrupted or cancelled sync is no failure. */
export function standingFault(facts: StatusFacts): { fault: Fault | null; failures: number } | null {
  const failed = facts.lastEnded?.state === 'failed';
  const failures = facts.worstStream?.failures ?? 0;
  if (!failed && failures === 0) return null;
  return {
    fault: (failed ? facts.lastEnded?.failure : null) ?? facts.worstStream?.fault ?? null,
    failures: Math.max(1, failures),
  };
}

/** How old data may be before it is called out of date. */
export function staleAfterSeconds(facts: Pick<StatusFacts, 'syncEverySeconds'>): number {
  return 2 * facts.syncEverySeconds + RUN_SECONDS;
}
