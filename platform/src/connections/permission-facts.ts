// What follows from claim and agreement. Pure.
import type { StatusFacts } from './status-facts.ts';

const DAY_MS = 86_400_000;
/** From then on somebody is asked whether the agreement still holds. */
const ASK_DAYS_BEFORE = 60;

/** Nobody has shown yet that the client which was named is the organisation's own. */
export function isUnclaimed({ method, state, claim }: StatusFacts): boolean {
  return method === 'provider-consent' && state === 'waiting_for_consent' && claim?.state !== 'proven';
}

/** It was withdrawn while it still waited for its claim or for permission, so that nothing was ever collected. */
export function isCalledOff({ method, state, consent, lastEnded }: StatusFacts): boolean {
  return method === 'provider-consent' && state === 'stopped' && consent === null && lastEnded === null;
}

/** The agreement is due to be looked at again, or overdue. Nothing is switched off for it. */
export function isExpiring({ agreement, now }: StatusFacts): boolean {
  return agreement !== null && daysTo(agreement.reviewOn, now) <= ASK_DAYS_BEFORE;
}

/** Whole days until a day begins; negative when it has passed. */
export function daysTo(day: string, now: Date): number {
  return Math.ceil((Date.parse(`${day}T00:00:00Z`) - now.getTime()) / DAY_MS);
}
