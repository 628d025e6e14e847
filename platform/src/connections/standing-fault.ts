import type { Fault } from '@illuminate/contract';
import type { StatusFacts } from './status-facts.ts';

/**
 * What stands in the way now, if anything does. An interrupted or cancelled sync is no failure, nor is one of before permission
 * was given (again), a person resumed, or the sign-in was seen to work.
 */
export function standingFault(facts: StatusFacts): { fault: Fault | null; failures: number } | null {
  const failed = facts.lastEnded?.state === 'failed' && !isOver(facts);
  const failures = facts.worstStream?.failures ?? 0;
  if (!failed && failures === 0) return null;
  return {
    fault: (failed ? facts.lastEnded?.failure : null) ?? facts.worstStream?.fault ?? null,
    failures: Math.max(1, failures),
  };
}

function isOver({ state, stateAt, credential, lastEnded }: StatusFacts): boolean {
  const endedAt = lastEnded?.endedAt ?? null;
  if (endedAt === null || state !== 'active') return false;
  const signedInAt = lastEnded?.failure?.code === 'credential-refused' ? (credential?.lastUsedAt ?? null) : null;
  return endedAt < stateAt || (signedInAt !== null && endedAt < signedInAt);
}
