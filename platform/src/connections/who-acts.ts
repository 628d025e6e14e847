import type { Headline, HeadlineCode } from '@illuminate/contract';
import { areDeliveriesStale } from './delivery-facts.ts';
import { isTooOld } from './freshness.ts';
import { standingFault } from './standing-fault.ts';
import type { StatusFacts } from './status-facts.ts';

type Who = Headline['whoActs'];

const byMethod = ({ method }: StatusFacts): Who => (method === 'provider-consent' ? 'operator' : 'organisation');

/** Whose turn it is, by headline: what goes on by itself is nobody's. */
const WHO: Readonly<Record<HeadlineCode, Who | ((facts: StatusFacts) => Who)>> = {
  CALLED_OFF: 'nobody',
  WITHDRAWN: 'nobody',
  UNCLAIMED: ({ claim }) => (claim?.state === 'at-desk' ? 'operator' : 'organisation'),
  AWAITING_CONSENT: ({ credential, agreement }) =>
    credential === null && agreement !== null ? 'operator' : 'organisation',
  NOT_SET_UP: 'organisation',
  STORE_DAMAGED: 'operator',
  PAUSED: 'nobody',
  SUSPENDED: ({ stateReason, method }) => {
    if (stateReason === 'consent-list-failed') return 'nobody';
    if (stateReason === 'restored') return method === 'provider-consent' ? 'nobody' : 'organisation';
    return 'operator';
  },
  CRED_REJECTED: byMethod,
  CRED_INSUFFICIENT: 'organisation',
  ZONE_DIFFERS: 'operator',
  BACKFILL: 'nobody',
  NO_EVENTS: 'organisation',
  FAILED: (facts) => {
    const who = standingFault(facts)?.fault?.whoActs ?? 'nobody';
    // What nobody was to mend, and goes on failing, is the operator's to look into.
    return who === 'nobody' ? 'operator' : who;
  },
  PROVIDER_DOWN: 'nobody',
  RETRYING: 'nobody',
  DELIVERY_GAP: 'organisation',
  AWAITING_DELIVERY: 'organisation',
  STALE: (facts) =>
    facts.method === 'upload' || areDeliveriesStale(facts.deliveries, facts.now) || !isTooOld(facts)
      ? 'organisation'
      : 'operator',
  TWO_SOURCES: 'organisation',
  DIFFERS: ({ differs }) => (differs?.isMending ? 'nobody' : 'organisation'),
  PARTIAL: 'organisation',
  SCHEMA_CHANGED: 'organisation',
  CONSENT_EXPIRING: 'organisation',
  OK: 'nobody',
};

export function whoActs(code: HeadlineCode, facts: StatusFacts): Who {
  const who = WHO[code];
  return typeof who === 'function' ? who(facts) : who;
}
