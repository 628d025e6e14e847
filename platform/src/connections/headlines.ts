// What people read for each headline. A verb says who acts: "you" or "we".
import type { Headline, HeadlineCode } from '@illuminate/contract';
import { areDeliveriesStale, isHistoryArriving } from './delivery-facts.ts';
import { isTooOld } from './freshness.ts';
import { sayAwaiting, sayExpiring, sayUnclaimed } from './say-agreement.ts';
import { sayArrivingHistory, sayMissingDeliveries, sayStaleDeliveries, sayWaitingTickets } from './say-deliveries.ts';
import { sayDifference } from './say-difference.ts';
import { sayGaps, unreadRecords } from './say-gaps.ts';
import { sayNothingMatched, sayPartlyMatched, sayUnsorted } from './say-matches.ts';
import { sayCalledOff, sayStopped, sayWhySuspended } from './say-permission.ts';
import { sayMissing, sayRefusedSignIn, sayZoneDiffers } from './say-sign-in.ts';
import { sayAt, sayDays } from './say-time.ts';
import { sayFailed, sayProgress, sayRetrying, sayStale, sayUpToDate, tryingAgain } from './say-updates.ts';
import { NOTHING_UPLOADED, sayForgotten } from './say-uploads.ts';
import type { StatusFacts } from './status-facts.ts';

type Looks = Pick<Headline, 'tone' | 'icon' | 'word'>;
/** A word of its own stands in the place of the code's. */
type Words = Pick<Headline, 'sentence' | 'action' | 'since'> & Partial<Pick<Headline, 'word'>>;

export const HEADLINE_LOOKS: Readonly<Record<HeadlineCode, Looks>> = {
  CALLED_OFF: { tone: 'neutral', icon: '⊘', word: 'Withdrawn' },
  WITHDRAWN: { tone: 'neutral', icon: '⊘', word: 'Stopped' },
  UNCLAIMED: { tone: 'info', icon: '◔', word: 'Waiting for proof' },
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
  SCHEMA_CHANGED: { tone: 'warn', icon: '!', word: 'Check new items' },
  CONSENT_EXPIRING: { tone: 'warn', icon: '◷', word: 'Confirm soon' },
  OK: { tone: 'ok', icon: '✓', word: 'Up to date' },
};

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

function sayDamaged(facts: StatusFacts): string {
  const when = facts.storeDamagedAt === null ? '' : ` (noticed ${sayAt(facts.storeDamagedAt, facts)})`;
  return `Part of what is stored for this organisation cannot be read${when}: figures may be missing. No other organisation is affected. The operator has to put the latest copy in its place: illuminate stores restore ${facts.organisation}. What the copy lacks is then collected again.`;
}

function sayTwoSources({ twoSources }: StatusFacts): string {
  if (twoSources === null) return 'The same sales come from two sources.';
  const { performances, from, to, other, first } = twoSources;
  const shows = performances === 1 ? 'one performance' : `${performances} performances`;
  return `The same sales come from two sources: ${shows} ${sayDays(from, to)} ${performances === 1 ? 'is' : 'are'} in ${other} as well. Choose which counts; until then ${first} does, which had them first, and nothing counts twice.`;
}

const act = (kind: string, label: string): Headline['action'] => ({ kind, label });
const SEE_DELIVERIES = act('show-deliveries', 'See deliveries');
const UPLOAD = act('show-uploads', 'Upload a file');

/** What could not be read comes first, then what waits for its performance, then what nobody has matched. */
function partial(facts: StatusFacts): Words {
  const { rejects, deliveries, matches, method } = facts;
  const unread = method === 'delivery' ? 0 : unreadRecords(rejects);
  if (unread > 0) {
    const label = unread === 1 ? 'See the record' : `See the ${unread} records`;
    return { sentence: sayGaps(rejects), action: act('show-rejects', label), since: null };
  }
  if (deliveries !== null && deliveries.waitingTickets > 0) {
    return { sentence: sayWaitingTickets(deliveries.waitingTickets), action: SEE_DELIVERIES, since: null };
  }
  const missing = matches === null ? 0 : matches.events - matches.matched;
  const label = missing === 1 ? 'Match the event' : `Match ${missing} events`;
  return { sentence: sayPartlyMatched(facts), action: act('match-events', label), since: null };
}

const WORDS: Readonly<Record<HeadlineCode, (facts: StatusFacts) => Words>> = {
  CALLED_OFF: (facts) => ({
    sentence: sayCalledOff(facts),
    action: act('reconnect', 'Reconnect'),
    since: iso(facts.stateAt),
  }),
  WITHDRAWN: (facts) => ({
    sentence: sayStopped(facts),
    action:
      facts.stateReason === 'consent-withdrawn'
        ? act('show-steps', 'Give permission again')
        : act('reconnect', 'Reconnect'),
    since: iso(facts.stateAt),
  }),
  UNCLAIMED: (facts) => ({ ...sayUnclaimed(facts), since: iso(facts.stateAt) }),
  AWAITING_CONSENT: (facts) => ({ ...sayAwaiting(facts), since: iso(facts.stateAt) }),
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
  NO_EVENTS: (facts) =>
    facts.events > 0
      ? {
          word: 'Connected, nothing matched',
          sentence: sayNothingMatched(facts),
          action: act('match-events', 'Match events'),
          since: null,
        }
      : {
          sentence: facts.credentialNeeded
            ? `Signed in, but ${facts.providerTitle} shows no events to this account, so there is nothing to report on.`
            : `${facts.providerTitle} answers, but lists no events for this account, so there is nothing to report on.`,
          action: act('test', 'Check what can be seen'),
          since: iso(facts.lastSuccessAt),
        },
  FAILED: (facts) => ({
    sentence: sayFailed(facts),
    action: act('show-details', 'View details'),
    since: iso(facts.failingSince),
  }),
  PROVIDER_DOWN: (facts) => ({
    sentence: `${facts.providerTitle} isn't answering. ${tryingAgain(facts)}`,
    action: null,
    since: iso(facts.failingSince),
  }),
  RETRYING: (facts) => ({
    sentence: sayRetrying(facts),
    action: null,
    since: iso(facts.failingSince),
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
  AWAITING_DELIVERY: (facts) =>
    facts.method === 'upload'
      ? { word: 'Waiting for an upload', sentence: NOTHING_UPLOADED, action: UPLOAD, since: iso(facts.stateAt) }
      : {
          sentence: 'A key is registered; nothing has been delivered with it yet. The first delivery has the number 1.',
          action: SEE_DELIVERIES,
          since: iso(facts.stateAt),
        },
  STALE: (facts) => {
    if (facts.method === 'upload') {
      return { sentence: sayForgotten(facts), action: UPLOAD, since: iso(facts.uploads?.lastAt ?? null) };
    }
    return facts.deliveries !== null && areDeliveriesStale(facts.deliveries, facts.now)
      ? {
          sentence: sayStaleDeliveries(facts.deliveries, facts),
          action: SEE_DELIVERIES,
          since: iso(facts.deliveries.coveredTo),
        }
      : {
          sentence: sayStale(facts),
          action: act('test', 'Check'),
          since: iso(isTooOld(facts) ? facts.dataTo : (facts.sales?.latestAt ?? facts.dataTo)),
        };
  },
  PARTIAL: partial,
  SCHEMA_CHANGED: (facts) => ({
    sentence: sayUnsorted(facts),
    action: act('sort-ticket-types', 'Sort ticket types'),
    since: null,
  }),
  CONSENT_EXPIRING: (facts) => ({ ...sayExpiring(facts), since: null }),
  OK: (facts) => ({ sentence: sayUpToDate(facts), action: null, since: null }),
};

export function sayHeadline(code: HeadlineCode, facts: StatusFacts): Words {
  return WORDS[code](facts);
}
