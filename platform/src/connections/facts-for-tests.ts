// Facts of connections, for the table of headlines.
import type { Fault } from '@illuminate/contract';
import type { DifferenceFacts } from '../reconciliation/difference-facts.ts';
import type { DeliveryStatusFacts } from './delivery-facts.ts';
import type { StatusFacts } from './status-facts.ts';

export const at = (time: string): Date => new Date(`2026-11-24T${time}:00Z`);
export const fault = (changes: Partial<Fault> = {}): Fault => ({
  code: 'sync-failed',
  cause: 'It did not work.',
  whoActs: 'nobody',
  nextStep: 'Wait.',
  stream: null,
  reference: 'abc',
  ...changes,
});
export const complete = {
  monthsLoaded: 31,
  monthsTotal: 31,
  loadedFrom: '2023-04-01',
  loadedTo: '2025-10-17',
  historyFrom: '2023-04-01',
  complete: true,
};

/** Everything as it should be. */
export const well: StatusFacts = {
  now: at('11:10'),
  zone: 'Europe/London',
  organisation: 'riverside',
  providerTitle: 'Boxes',
  method: 'api-credentials',
  state: 'active',
  stateReason: null,
  stateBy: 'Sam Lee',
  stateAt: at('09:00'),
  createdAt: at('09:00'),
  consent: null,
  claim: null,
  agreement: { reviewOn: '2027-11-24' },
  consentList: null,
  credential: { rejectedAt: null, lastUsedAt: at('11:05') },
  credentialNeeded: true,
  hasHistory: true,
  cannotSee: [],
  running: null,
  lastEnded: { startedAt: at('11:05'), endedAt: at('11:06'), state: 'succeeded', failure: null },
  lastSuccessAt: at('11:06'),
  failingSince: null,
  worstStream: null,
  progress: complete,
  storeDamagedAt: null,
  events: 42,
  rejects: { missing: 0, tickets: 0, outdated: 0, details: 0, doubts: 0, doubled: 0 },
  clockDifference: null,
  twoSources: null,
  differs: null,
  canReadAgain: true,
  sales: null,
  matches: null,
  unsortedTicketTypes: null,
  dataTo: at('11:05'),
  syncEverySeconds: 900,
  nextSyncAt: at('11:20'),
  deliveries: null,
  uploads: null,
};
/** Deliveries as they should be. */
export const arriving: DeliveryStatusFacts = {
  keys: 1,
  lastSignedAt: at('11:00'),
  lastSequence: 17,
  lastLoadedAt: at('11:00'),
  coveredTo: at('11:00'),
  gaps: [],
  holes: [],
  refused: [],
  rhythmMs: 900_000,
  waitingTickets: 0,
  nextSequence: 18,
  open: 0,
};
export const delivered = (changes: Partial<DeliveryStatusFacts> = {}): Partial<StatusFacts> => ({
  method: 'delivery',
  credential: null,
  running: null,
  lastEnded: null,
  lastSuccessAt: null,
  progress: null,
  nextSyncAt: null,
  deliveries: { ...arriving, ...changes },
});
export const march = (from: number, to: number) => ({ from: Date.UTC(2026, 2, from), to: Date.UTC(2026, 2, to) });
export const failedWith = (failure: Fault, failures = 1): Partial<StatusFacts> => ({
  lastEnded: { startedAt: at('11:07'), endedAt: at('11:08'), state: 'failed', failure },
  failingSince: at('11:08'),
  worstStream: { stream: 'orders', failures, retryAt: at('11:20'), fault: failure },
});
/** A public feed: nothing to sign in to, and no sales of the past. */
export const feedOnly: Partial<StatusFacts> = {
  ...{ method: 'support-request', credential: null, credentialNeeded: false, hasHistory: false, progress: null },
};
export const consenting: Partial<StatusFacts> = {
  method: 'provider-consent',
  claim: { state: 'proven', codeUntil: null },
  consent: { state: 'granted', at: at('09:00') },
};
/** A client that was named and not shown to be one's own. */
export const unclaimed = (claim: Partial<NonNullable<StatusFacts['claim']>>): Partial<StatusFacts> => ({
  state: 'waiting_for_consent',
  consent: null,
  claim: { state: 'waiting', codeUntil: null, ...claim },
});
/** As two comparisons in a row have found it. */
export const differing: DifferenceFacts = {
  ...{ performances: 3, official: 112, held: 100, since: at('03:10'), isMending: false, shortDeliveries: 0 },
};
