// A connection's status: four independent facts, folded into one headline. Pure; the first row that matches wins.
import type { Facts, Headline, HeadlineCode } from '@illuminate/contract';
import { areDeliveriesStale, isHistoryArriving, lacksDeliveries } from './delivery-facts.ts';
import { areSalesSilent, isTooOld } from './freshness.ts';
import { HEADLINE_LOOKS, sayHeadline } from './headlines.ts';
import { isCalledOff, isExpiring, isUnclaimed } from './permission-facts.ts';
import { unreadRecords } from './say-gaps.ts';
import { isNothingMatched, isPartlyMatched } from './say-matches.ts';
import { standingFault } from './standing-fault.ts';
import type { StatusFacts } from './status-facts.ts';
import { areUploadsForgotten } from './upload-facts.ts';
import { whoActs } from './who-acts.ts';

/** Faults of a box office that does not answer at all, as connector-kit names them. */
const DOWN = new Set(['box-office-failing', 'no-answer', 'slow-answer', 'connection-lost']);
/** After so many failures in a row we no longer say that it will come right by itself. */
const FAILURES_THAT_NEED_A_LOOK = 6;

const isDeliveredOnly = ({ method }: StatusFacts): boolean => method === 'delivery';
/** What a person uploads comes when it comes: nothing of it is late by itself. */
const isUploaded = ({ method }: StatusFacts): boolean => method === 'upload';

function isStale(facts: StatusFacts): boolean {
  if (areDeliveriesStale(facts.deliveries, facts.now)) return true;
  if (isUploaded(facts)) return areUploadsForgotten(facts.uploads, facts.now);
  return !isDeliveredOnly(facts) && isTooOld(facts);
}

function fourFacts(facts: StatusFacts): Facts {
  return {
    consent: consentOf(facts),
    credential: credentialOf(facts),
    sync: syncOf(facts),
    coverage: coverageOf(facts),
  };
}

function consentOf(facts: StatusFacts): Facts['consent'] {
  if (isDeliveredOnly(facts) || isUploaded(facts)) return 'not_needed';
  if (facts.state === 'active' && isExpiring(facts)) return 'expiring';
  if (facts.method !== 'provider-consent') return facts.method === 'api-credentials' ? 'not_needed' : 'not_asked';
  if (facts.state === 'suspended') return 'suspended';
  if (facts.consent?.state === 'granted') return 'active';
  return facts.state === 'stopped' || facts.consent?.state === 'withdrawn' ? 'withdrawn' : 'awaiting';
}

/** Who delivers signs with a key of its own: that is all the sign-in there is. */
function keyOf({ deliveries }: StatusFacts): Facts['credential'] {
  if (deliveries === null || deliveries.keys === 0) return 'missing';
  return deliveries.lastSignedAt === null ? 'untested' : 'valid';
}

function credentialOf(facts: StatusFacts): Facts['credential'] {
  if (isDeliveredOnly(facts)) return keyOf(facts);
  if (!facts.credentialNeeded) return 'not_needed';
  if (facts.credential === null) return 'missing';
  if (facts.credential.rejectedAt !== null) return 'rejected';
  if (facts.cannotSee.length > 0) return 'insufficient';
  if (facts.method === 'provider-consent') return 'not_needed';
  return facts.credential.lastUsedAt === null ? 'untested' : 'valid';
}

function syncOf(facts: StatusFacts): Facts['sync'] {
  if (facts.state === 'paused') return 'paused';
  if (isDeliveredOnly(facts)) return facts.deliveries?.lastSequence == null ? 'never' : 'idle_ok';
  if (isUploaded(facts)) return hasUploads(facts) ? 'idle_ok' : 'never';
  const standing = standingFault(facts);
  if (standing !== null) {
    const { fault, failures } = standing;
    if (fault !== null && DOWN.has(fault.code)) return 'provider_down';
    const needsPerson = fault !== null && fault.whoActs !== 'nobody';
    return needsPerson || failures >= FAILURES_THAT_NEED_A_LOOK ? 'failed' : 'retrying';
  }
  const loading = facts.progress !== null && !facts.progress.complete;
  const isFirst = facts.hasHistory ? facts.progress === null : facts.lastSuccessAt === null;
  if (facts.running !== null) return loading || isFirst ? 'backfilling' : 'running';
  if (facts.lastSuccessAt === null) return 'never';
  return loading ? 'backfilling' : 'idle_ok';
}

function coverageOf(facts: StatusFacts): Facts['coverage'] {
  const { deliveries } = facts;
  const arrived =
    isDeliveredOnly(facts) || isUploaded(facts) ? handedOverCoverageOf(facts) : collectedCoverageOf(facts);
  if (arrived !== 'ok') return arrived;
  if (lacksDeliveries(deliveries) || (deliveries?.waitingTickets ?? 0) > 0) return 'gaps';
  if (isPartlyMatched(facts)) return 'partial_match';
  return (facts.unsortedTicketTypes ?? 0) > 0 ? 'schema_changed' : 'ok';
}

const hasUploads = ({ uploads }: StatusFacts): boolean => (uploads?.loaded ?? 0) > 0;

function handedOverCoverageOf(facts: StatusFacts): Facts['coverage'] {
  if (!hasUploads(facts) && facts.deliveries?.lastSequence == null) return 'nothing_yet';
  if (isNothingMatched(facts)) return 'no_events';
  return isStale(facts) ? 'stale' : 'ok';
}

function collectedCoverageOf(facts: StatusFacts): Facts['coverage'] {
  if (facts.lastSuccessAt === null && facts.dataTo === null && facts.events === 0) return 'nothing_yet';
  if (facts.events === 0 && facts.lastSuccessAt !== null) return 'no_events';
  if (isNothingMatched(facts)) return 'no_events';
  if (isStale(facts) || areSalesSilent(facts)) return 'stale';
  return unreadRecords(facts.rejects) > 0 ? 'gaps' : 'ok';
}

type Rule = (facts: StatusFacts, four: Facts) => boolean;

const collecting: Rule = (facts) => facts.state === 'active';

/** In order of precedence. */
export const HEADLINE_RULES: readonly (readonly [HeadlineCode, Rule])[] = [
  ['CALLED_OFF', isCalledOff],
  ['WITHDRAWN', (facts) => facts.state === 'stopped'],
  ['UNCLAIMED', (facts) => isUnclaimed(facts)],
  ['AWAITING_CONSENT', (facts) => facts.state === 'waiting_for_consent'],
  ['NOT_SET_UP', (facts, four) => four.credential === 'missing' && facts.method !== 'provider-consent'],
  ['STORE_DAMAGED', (facts) => facts.storeDamagedAt !== null],
  ['PAUSED', (facts) => facts.state === 'paused'],
  ['SUSPENDED', (facts) => facts.state === 'suspended'],
  ['CRED_REJECTED', (_, four) => four.credential === 'rejected' || four.credential === 'missing'],
  ['CRED_INSUFFICIENT', (_, four) => four.credential === 'insufficient'],
  ['ZONE_DIFFERS', (facts) => facts.clockDifference !== null],
  [
    'BACKFILL',
    (facts, four) =>
      !isDeliveredOnly(facts) &&
      !isUploaded(facts) &&
      (four.sync === 'backfilling' || (four.sync === 'never' && !isStale(facts))),
  ],
  ['NO_EVENTS', (facts, four) => four.coverage === 'no_events' && standingFault(facts) === null],
  ['FAILED', (_, four) => four.sync === 'failed'],
  ['PROVIDER_DOWN', (_, four) => four.sync === 'provider_down'],
  ['RETRYING', (_, four) => four.sync === 'retrying'],
  ['DELIVERY_GAP', ({ deliveries }) => lacksDeliveries(deliveries)],
  [
    'AWAITING_DELIVERY',
    ({ deliveries }) => deliveries !== null && deliveries.keys > 0 && deliveries.lastSequence === null,
  ],
  ['AWAITING_DELIVERY', (facts) => isUploaded(facts) && !hasUploads(facts)],
  ['BACKFILL', ({ deliveries, now }) => isHistoryArriving(deliveries, now)],
  ['STALE', (facts, four) => isStale(facts) && (four.coverage === 'stale' || collecting(facts, four))],
  ['TWO_SOURCES', (facts) => facts.twoSources !== null],
  ['DIFFERS', (facts) => facts.differs !== null],
  // Silence may have its reasons; what is counted twice or is missing has none.
  ['STALE', (facts) => areSalesSilent(facts)],
  ['PARTIAL', (_, four) => four.coverage === 'gaps' || four.coverage === 'partial_match'],
  ['SCHEMA_CHANGED', (_, four) => four.coverage === 'schema_changed'],
  ['CONSENT_EXPIRING', (facts) => isExpiring(facts)],
  ['OK', () => true],
];

/** Facts → headline. */
export function statusOf(facts: StatusFacts): { headline: Headline; facts: Facts } {
  const four = fourFacts(facts);
  const code = HEADLINE_RULES.find(([, matches]) => matches(facts, four))?.[0] ?? 'OK';
  return {
    headline: { code, ...HEADLINE_LOOKS[code], ...sayHeadline(code, facts), whoActs: whoActs(code, facts) },
    facts: four,
  };
}
