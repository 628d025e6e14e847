// A connection for those who watch over it from outside its organisation: the same words for how it is, and nothing of what was
// collected, how, or by whom.
import type { Connection, ConnectionSummary, HeadlineCode, Sync } from '@illuminate/contract';

/** Sentences that would tell of data or name people, told without; null where the sentence tells of neither. */
const WITHOUT_DATA: Readonly<Record<HeadlineCode, string | null>> = {
  CALLED_OFF: 'It was withdrawn before permission was given. Nothing was collected.',
  WITHDRAWN: 'Collection has stopped. Nothing has been collected since.',
  UNCLAIMED: 'The organisation has still to show whose account it is.',
  AWAITING_CONSENT: null,
  NOT_SET_UP: null,
  STORE_DAMAGED: 'Part of what is stored cannot be read; the operator puts a copy in its place.',
  PAUSED: 'Collection is paused. Permission stays as it is.',
  SUSPENDED: null,
  CRED_REJECTED: null,
  CRED_INSUFFICIENT: null,
  ZONE_DIFFERS: null,
  BACKFILL: null,
  NO_EVENTS: 'Connected, but there is nothing to report on yet.',
  FAILED: null,
  PROVIDER_DOWN: null,
  RETRYING: null,
  DELIVERY_GAP: 'Deliveries are missing.',
  AWAITING_DELIVERY: null,
  STALE: null,
  TWO_SOURCES: 'The same sales come from two sources; the organisation chooses which counts.',
  DIFFERS: 'The box office counts otherwise than what was collected; the organisation sees where.',
  SCHEMA_CHANGED: 'The box office has new kinds of things, which the organisation sorts.',
  PARTIAL: 'It works, with gaps; the organisation sees which.',
  CONSENT_EXPIRING: 'The organisation is asked whether the data agreement still holds; collection goes on.',
  OK: null,
};

/** Where what is delivered is counted in the sentence. */
const OF_DELIVERIES: Partial<Record<HeadlineCode, string>> = {
  BACKFILL: 'History is being delivered.',
  STALE: 'The last delivery is older than it should be.',
  OK: 'Deliveries are up to date.',
};

const NOTHING_COUNTED = {
  events: 0,
  performances: 0,
  orders: 0,
  tickets: 0,
  customers: 0,
  observations: 0,
  rejects: 0,
};

export function summaryOnly(whole: ConnectionSummary): ConnectionSummary {
  const { headline, method } = whole;
  // When something was last sold is the organisation's to tell.
  const isSilent = headline.code === 'STALE' && headline.whoActs === 'organisation' && method !== 'delivery';
  const sentence =
    (isSilent ? 'Nothing new has come for longer than usual.' : null) ??
    WITHOUT_DATA[headline.code] ??
    (method === 'delivery' ? OF_DELIVERIES[headline.code] : undefined) ??
    headline.sentence;
  return {
    ...whole,
    view: 'status',
    headline: { ...headline, sentence, action: null, since: isSilent ? null : headline.since },
    counts: NOTHING_COUNTED,
    runningSync: withoutCounts(whole.runningSync),
    lastSync: withoutCounts(whole.lastSync),
    deliveries: null,
  };
}

export function statusOnly(whole: Connection): Connection {
  return {
    ...whole,
    ...summaryOnly(whole),
    settings: {},
    credential: null,
    consent: null,
    claim: null,
    agreement: null,
    signedInAs: null,
    sees: [],
    cannotSee: [],
    notSupplied: [],
    streams: whole.streams.map((stream) => ({ ...stream, lastFailure: null })),
    sources: { overlaps: [], choices: [] },
  };
}

function withoutCounts(sync: Sync | null): Sync | null {
  if (sync === null) return null;
  const counts = { requests: 0, ordersRead: 0, ordersChanged: 0, ticketsChanged: 0, rejects: 0 };
  const others = { feedItems: 0, feedItemsChanged: 0, observed: 0, disappeared: 0, warnings: {} };
  return { ...sync, doing: null, counts: { ...counts, ...others } };
}
