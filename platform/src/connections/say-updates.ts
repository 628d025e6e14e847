// What people read of how the updates of a connection go.
import { completeTo, isTooOld, staleAfterSeconds } from './freshness.ts';
import { sayDelivered } from './say-deliveries.ts';
import { sayAt, sayMoment, sayMonth, saySpan } from './say-time.ts';
import { sayUploaded } from './say-uploads.ts';
import { standingFault } from './standing-fault.ts';
import type { StatusFacts } from './status-facts.ts';

const lastUpdate = (facts: StatusFacts): string =>
  facts.lastSuccessAt === null
    ? 'There has been no full update yet.'
    : `Last full update ${sayMoment(facts.lastSuccessAt, facts)}.`;

export function tryingAgain(facts: StatusFacts): string {
  if (facts.running !== null) return 'We are trying again now.';
  const at = facts.worstStream?.retryAt ?? facts.nextSyncAt;
  return at === null || at <= facts.now ? "We'll try again in a moment." : `We'll try again ${sayAt(at, facts)}.`;
}

/** It answers, and what comes is not what was agreed on: cut off, empty, or no JSON at all. */
const UNREADABLE = 'unreadable-answer';

/** That the last update did not finish, and what of it is known without looking. */
export function sayRetrying(facts: StatusFacts): string {
  return `${sayUnreadable(facts) ?? "The last update didn't finish."} ${tryingAgain(facts)}`;
}

function sayUnreadable(facts: StatusFacts): string | null {
  if (standingFault(facts)?.fault?.code !== UNREADABLE) return null;
  return `${facts.providerTitle} answers, but not with what its documentation says.`;
}

export function sayProgress({ progress, hasHistory }: StatusFacts): string {
  if (!hasHistory) return 'The first collection is under way: what is on, and how full it is.';
  if (progress === null) return 'The first collection is beginning. History follows, newest first.';
  const { monthsLoaded, monthsTotal, loadedFrom, loadedTo } = progress;
  const months = `${monthsLoaded} of ${monthsTotal} months`;
  if (loadedFrom === null || loadedTo === null) return `History is being loaded, newest first: ${months} so far.`;
  return `Loaded ${sayMonth(loadedFrom)} to ${sayMonth(loadedTo)}: ${months}. You can use what's here.`;
}

export function sayFailed(facts: StatusFacts): string {
  const standing = standingFault(facts);
  const fault = standing?.fault ?? null;
  if (fault !== null && fault.whoActs !== 'nobody') return `${fault.cause} ${lastUpdate(facts)} ${fault.nextStep}`;
  const times = standing?.failures ?? 1;
  const what = sayUnreadable(facts);
  return `${what === null ? '' : `${what} `}${lastUpdate(facts)} We've tried ${times} times; we're looking into it. You don't need to do anything.`;
}

const DAY_MS = 86_400_000;
const days = (ms: number): string => {
  const count = Math.max(1, Math.floor(ms / DAY_MS));
  return `${count} day${count === 1 ? '' : 's'}`;
};

export function sayStale(facts: StatusFacts): string {
  if (!isTooOld(facts) && facts.sales !== null) {
    const { latestAt, usualGapMs } = facts.sales;
    return `No new sales for ${days(facts.now.getTime() - latestAt.getTime())}. Usual gap is ${days(usualGapMs)}.`;
  }
  const data = facts.dataTo === null ? 'There is no data yet' : `Data to ${sayMoment(facts.dataTo, facts)}`;
  const missed =
    facts.running === null && facts.nextSyncAt !== null && facts.nextSyncAt < facts.now
      ? ` A collection was due ${sayAt(facts.nextSyncAt, facts)} and has not begun.`
      : '';
  return `${data}; it should never be older than ${saySpan(staleAfterSeconds(facts))}.${missed}`;
}

export function sayUpToDate(facts: StatusFacts): string {
  if (facts.method === 'delivery' && facts.deliveries !== null) return sayDelivered(facts.deliveries, facts);
  if (facts.method === 'upload') return sayUploaded(facts);
  const to = completeTo(facts);
  const data = to === null ? 'All is loaded' : `Data to ${sayMoment(to, facts)}`;
  if (facts.running !== null) return `${data}. Updating now.`;
  const next = facts.nextSyncAt;
  return next === null || next <= facts.now
    ? `${data}. Next update in a moment.`
    : `${data}. Next update ${sayAt(next, facts)}.`;
}
