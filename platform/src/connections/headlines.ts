// What people read for each headline. A verb says who acts: "you" or "we".
import type { Headline, HeadlineCode } from '@illuminate/contract';
import { areDeliveriesStale, isHistoryArriving } from './delivery-facts.ts';
import {
  sayArrivingHistory,
  sayDelivered,
  sayMissingDeliveries,
  sayStaleDeliveries,
  sayWaitingTickets,
} from './say-deliveries.ts';
import { sayDifference } from './say-difference.ts';
import { sayGaps, unreadRecords } from './say-gaps.ts';
import { sayAt, sayDays, sayHours, sayMoment, sayMonth, saySpan } from './say-time.ts';
import { staleAfterSeconds, standingFault } from './standing-fault.ts';
import type { StatusFacts } from './status-facts.ts';

type Looks = Pick<Headline, 'tone' | 'icon' | 'word'>;
type Words = Pick<Headline, 'sentence' | 'action' | 'since'>;

export const HEADLINE_LOOKS: Readonly<Record<HeadlineCode, Looks>> = {
  WITHDRAWN: { tone: 'neutral', icon: '⊘', word: 'Stopped' },
  AWAITING_CONSENT: { tone: 'info', icon: '◔', word: 'Waiting for approval' },
  NOT_SET_UP: { tone: 'neutral', icon: '○', word: 'Not connected' },
  STORE_DAMAGED: { tone: 'bad', icon: '!', word: 'Stored data damaged' },
  PAUSED: { tone: 'neutral', icon: '‖', word: 'Paused' },
  SUSPENDED: { tone: 'warn', icon: '!', word: 'Collection suspended' },
  CRED_REJECTED: { tone: 'bad', icon: '!', word: 'Action needed' },
  CRED_INSUFFICIENT: { tone: 'bad', icon: '!', word: 'Action needed' },
  ZONE_DIFFERS: { tone: 'bad', icon: '!', word: 'Action needed' },
  BACKFILL: { tone: 'info', icon: '↻', word: 'Loading history' },
  NO_EVENTS: { tone: 'warn', icon: '!', word: 'Connected, nothing there' },
  FAILED: { tone: 'bad', icon: '!', word: 'Not updating' },
  PROVIDER_DOWN: { tone: 'warn', icon: '◷', word: 'Box office system unavailable' },
  RETRYING: { tone: 'warn', icon: '◷', word: 'Delayed' },
  DELIVERY_GAP: { tone: 'warn', icon: '!', word: 'Deliveries missing' },
  AWAITING_DELIVERY: { tone: 'info', icon: '◔', word: 'Waiting for a delivery' },
  STALE: { tone: 'warn', icon: '◷', word: 'Out of date' },
  TWO_SOURCES: { tone: 'warn', icon: '!', word: 'Two sources' },
  DIFFERS: { tone: 'warn', icon: '≠', word: 'Figures differ' },
  PARTIAL: { tone: 'warn', icon: '!', word: 'Working, with gaps' },
  OK: { tone: 'ok', icon: '✓', word: 'Up to date' },
};

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

const lastUpdate = (facts: StatusFacts): string =>
  facts.lastSuccessAt === null
    ? 'There has been no full update yet.'
    : `Last full update ${said(facts.lastSuccessAt, facts)}.`;

const said = (at: Date, facts: StatusFacts): string => sayMoment(at, facts);

function tryingAgain(facts: StatusFacts): string {
  if (facts.running !== null) return 'We are trying again now.';
  const at = facts.worstStream?.retryAt ?? facts.nextSyncAt;
  return at === null || at <= facts.now ? "We'll try again in a moment." : `We'll try again ${sayAt(at, facts)}.`;
}

function sayProgress({ progress, hasHistory }: StatusFacts): string {
  if (!hasHistory) return 'The first collection is under way: what is on, and how full it is.';
  if (progress === null) return 'The first collection is beginning. History follows, newest first.';
  const { monthsLoaded, monthsTotal, loadedFrom, loadedTo } = progress;
  const months = `${monthsLoaded} of ${monthsTotal} months`;
  if (loadedFrom === null || loadedTo === null) return `History is being loaded, newest first: ${months} so far.`;
  return `Loaded ${sayMonth(loadedFrom)} to ${sayMonth(loadedTo)}: ${months}. You can use what's here.`;
}

function sayWhySuspended(facts: StatusFacts): string {
  const when = `Collection stopped ${sayAt(facts.stateAt, facts)}`;
  const list = `${facts.providerTitle}'s list of permissions`;
  switch (facts.stateReason) {
    case 'consent-list-failed':
      return `${when}: we could not read ${list}. We go on by ourselves as soon as it can be read and names you.`;
    case 'consent-list-empty':
      return `${when}: ${list} came back empty. Either permission was withdrawn or the list is broken; we collect nothing until it names you again.`;
    case 'consent-list-shrunk':
      return `${when}: ${list} lost many names at once, yours among them. Either permission was withdrawn or the list is broken; the operator is looking into it.`;
    case 'restored':
      return facts.method === 'provider-consent'
        ? `${when}, because the control database was restored from a dump. We go on as soon as ${list} names you again.`
        : `${when}, because the control database was restored from a dump. Resume it if permission still stands.`;
    default:
      return `${when}. It goes on when somebody has made sure that permission still stands.`;
  }
}

function sayAwaiting(facts: StatusFacts): string {
  if (facts.credential === null) {
    return `The operator must first set the partner credential of ${facts.providerTitle}; without it we cannot see when you give permission.`;
  }
  const ask = `Turn on permission for Illuminate in ${facts.providerTitle}.`;
  return facts.consentList?.outcome === 'failed'
    ? `${ask} We cannot read its list of permissions just now; we keep trying, and begin by ourselves.`
    : `${ask} We notice within a minute and begin by ourselves.`;
}

function sayStopped(facts: StatusFacts): string {
  const kept = 'Nothing has been collected since; what was collected before is kept.';
  return facts.stateReason === 'consent-withdrawn'
    ? `Permission was withdrawn in ${facts.providerTitle}; we noticed ${sayAt(facts.stateAt, facts)}. ${kept}`
    : `Stopped by ${facts.stateBy} ${sayAt(facts.stateAt, facts)}. ${kept}`;
}

function sayDamaged(facts: StatusFacts): string {
  const when = facts.storeDamagedAt === null ? '' : ` (noticed ${sayAt(facts.storeDamagedAt, facts)})`;
  return `Part of what is stored for this organisation cannot be read${when}: figures may be missing. No other organisation is affected. The operator has to put the latest copy in its place: illuminate stores restore ${facts.organisation}. What the copy lacks is then collected again.`;
}

function sayRefusedSignIn(facts: StatusFacts): string {
  const { providerTitle: title, credential, method } = facts;
  if (method === 'provider-consent') {
    return credential === null
      ? `The operator's own sign-in at ${title} is missing. The operator has to set it; you don't need to do anything.`
      : `${title} refused the operator's own sign-in. The operator has to renew it; you don't need to do anything.`;
  }
  const since = credential?.rejectedAt ? ` since ${said(credential.rejectedAt, facts)}` : '';
  return `${title} refused our sign-in${since}. The API user may have been removed or its key changed.`;
}

function sayFailed(facts: StatusFacts): string {
  const standing = standingFault(facts);
  const fault = standing?.fault ?? null;
  if (fault !== null && fault.whoActs !== 'nobody') return `${fault.cause} ${lastUpdate(facts)} ${fault.nextStep}`;
  const times = standing?.failures ?? 1;
  return `${lastUpdate(facts)} We've tried ${times} times; we're looking into it. You don't need to do anything.`;
}

function sayStale(facts: StatusFacts): string {
  const data = facts.dataTo === null ? 'There is no data yet' : `Data to ${said(facts.dataTo, facts)}`;
  const missed =
    facts.running === null && facts.nextSyncAt !== null && facts.nextSyncAt < facts.now
      ? ` A collection was due ${sayAt(facts.nextSyncAt, facts)} and has not begun.`
      : '';
  return `${data}; it should never be older than ${saySpan(staleAfterSeconds(facts))}.${missed}`;
}

function sayUpToDate(facts: StatusFacts): string {
  if (facts.method === 'delivery' && facts.deliveries !== null) return sayDelivered(facts.deliveries, facts);
  const data = facts.dataTo === null ? 'All is loaded' : `Data to ${said(facts.dataTo, facts)}`;
  if (facts.running !== null) return `${data}. Updating now.`;
  const next = facts.nextSyncAt;
  return next === null || next <= facts.now
    ? `${data}. Next update in a moment.`
    : `${data}. Next update ${sayAt(next, facts)}.`;
}

function sayZoneDiffers({ clockDifference, providerTitle, zone }: StatusFacts): string {
  const by = sayHours(Math.abs(clockDifference ?? 0));
  const way = (clockDifference ?? 0) < 0 ? 'behind' : 'ahead of';
  return `The clock of this organisation in ${providerTitle} is ${by} ${way} the time zone set for it here, ${zone}: times are read wrongly. The operator has to set the right zone.`;
}

function sayMissing({ cannotSee, providerTitle }: StatusFacts): string {
  const [first = '', ...others] = cannotSee;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return `We can sign in to ${providerTitle}, but cannot see all we need: ${first.replace(/\.$/, '')}${more}.`;
}

function sayTwoSources({ twoSources }: StatusFacts): string {
  if (twoSources === null) return 'The same sales come from two sources.';
  const { performances, from, to, other, first } = twoSources;
  const shows = performances === 1 ? 'one performance' : `${performances} performances`;
  return `The same sales come from two sources: ${shows} ${sayDays(from, to)} ${performances === 1 ? 'is' : 'are'} in ${other} as well. Choose which counts; until then ${first} does, which had them first, and nothing counts twice.`;
}

const act = (kind: string, label: string): Headline['action'] => ({ kind, label });
const SEE_DELIVERIES = act('show-deliveries', 'See deliveries');

const WORDS: Readonly<Record<HeadlineCode, (facts: StatusFacts) => Words>> = {
  WITHDRAWN: (facts) => ({
    sentence: sayStopped(facts),
    action:
      facts.stateReason === 'consent-withdrawn'
        ? act('show-steps', 'Give permission again')
        : act('reconnect', 'Reconnect'),
    since: iso(facts.stateAt),
  }),
  AWAITING_CONSENT: (facts) => ({
    sentence: sayAwaiting(facts),
    action:
      facts.credential === null
        ? act('set-partner-credential', 'Set the partner credential')
        : act('show-steps', 'How to give permission'),
    since: iso(facts.stateAt),
  }),
  NOT_SET_UP: (facts) => ({
    ...(facts.method === 'delivery'
      ? {
          sentence: 'Register the public key of whoever delivers your sales; from then on they can arrive.',
          action: act('add-delivery-key', 'Register a key'),
        }
      : {
          sentence: 'Connect your box office to see sales and audiences here.',
          action: act('fix-credential', 'Connect'),
        }),
    since: iso(facts.stateAt),
  }),
  STORE_DAMAGED: (facts) => ({
    sentence: sayDamaged(facts),
    action: act('restore-store', 'Put the latest copy in its place'),
    since: iso(facts.storeDamagedAt),
  }),
  PAUSED: (facts) => ({
    sentence: `Paused by ${facts.stateBy} ${sayAt(facts.stateAt, facts)}. Your permission stays as it is.`,
    action: act('resume', 'Resume'),
    since: iso(facts.stateAt),
  }),
  SUSPENDED: (facts) => ({
    sentence: sayWhySuspended(facts),
    action: act('resume', 'Resume'),
    since: iso(facts.stateAt),
  }),
  CRED_REJECTED: (facts) => ({
    sentence: sayRefusedSignIn(facts),
    action:
      facts.method === 'provider-consent'
        ? act('set-partner-credential', 'Set the partner credential')
        : act('fix-credential', 'Fix connection'),
    since: iso(facts.credential?.rejectedAt ?? null),
  }),
  CRED_INSUFFICIENT: (facts) => ({
    sentence: sayMissing(facts),
    action: act('show-missing', "See what's missing"),
    since: null,
  }),
  ZONE_DIFFERS: (facts) => ({
    sentence: sayZoneDiffers(facts),
    action: act('set-zone', 'Set the time zone'),
    since: null,
  }),
  BACKFILL: (facts) =>
    facts.deliveries !== null && isHistoryArriving(facts.deliveries, facts.now)
      ? { sentence: sayArrivingHistory(facts.deliveries, facts), action: SEE_DELIVERIES, since: null }
      : { sentence: sayProgress(facts), action: act('show-progress', 'View progress'), since: null },
  NO_EVENTS: (facts) => ({
    sentence: facts.credentialNeeded
      ? `Signed in, but ${facts.providerTitle} shows no events to this account, so there is nothing to report on.`
      : `${facts.providerTitle} answers, but lists no events for this account, so there is nothing to report on.`,
    action: act('test', 'Check what can be seen'),
    since: iso(facts.lastSuccessAt),
  }),
  FAILED: (facts) => ({
    sentence: sayFailed(facts),
    action: act('show-details', 'View details'),
    since: iso(facts.lastEnded?.endedAt ?? null),
  }),
  PROVIDER_DOWN: (facts) => ({
    sentence: `${facts.providerTitle} isn't answering. ${tryingAgain(facts)}`,
    action: null,
    since: iso(facts.lastEnded?.endedAt ?? null),
  }),
  RETRYING: (facts) => ({
    sentence: `The last update didn't finish. ${tryingAgain(facts)}`,
    action: null,
    since: iso(facts.lastEnded?.endedAt ?? null),
  }),
  TWO_SOURCES: (facts) => ({
    sentence: sayTwoSources(facts),
    action: act('choose-source', 'Choose which counts'),
    since: null,
  }),
  DIFFERS: (facts) => ({
    sentence: sayDifference(facts),
    action: facts.differs?.isMending
      ? null
      : facts.canReadAgain && (facts.differs?.performances ?? 0) > 0
        ? act('read-again', 'Read these again')
        : act('show-reconciliation', 'See what differs'),
    since: iso(facts.differs?.since ?? null),
  }),
  DELIVERY_GAP: (facts) => ({
    sentence: facts.deliveries === null ? '' : sayMissingDeliveries(facts.deliveries, facts),
    action: SEE_DELIVERIES,
    since: null,
  }),
  AWAITING_DELIVERY: (facts) => ({
    sentence: 'A key is registered; nothing has been delivered with it yet. The first delivery has the number 1.',
    action: SEE_DELIVERIES,
    since: iso(facts.stateAt),
  }),
  STALE: (facts) =>
    facts.deliveries !== null && areDeliveriesStale(facts.deliveries, facts.now)
      ? {
          sentence: sayStaleDeliveries(facts.deliveries, facts),
          action: SEE_DELIVERIES,
          since: iso(facts.deliveries.coveredTo),
        }
      : { sentence: sayStale(facts), action: act('test', 'Check'), since: iso(facts.dataTo) },
  PARTIAL: ({ rejects, deliveries }) =>
    unreadRecords(rejects) === 0 && deliveries !== null
      ? { sentence: sayWaitingTickets(deliveries.waitingTickets), action: SEE_DELIVERIES, since: null }
      : {
          sentence: sayGaps(rejects),
          action: act(
            'show-rejects',
            unreadRecords(rejects) === 1 ? 'See the record' : `See the ${unreadRecords(rejects)} records`,
          ),
          since: null,
        },
  OK: (facts) => ({ sentence: sayUpToDate(facts), action: null, since: null }),
};

export function sayHeadline(code: HeadlineCode, facts: StatusFacts): Words {
  return WORDS[code](facts);
}
