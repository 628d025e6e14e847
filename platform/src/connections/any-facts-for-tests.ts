// Test support: facts of connections as they may come together, for properties of what is said of them.
import fc from 'fast-check';
import { at, complete, delivered, differing, failedWith, fault, march, well } from './facts-for-tests.ts';
import { STATE_REASONS, type StatusFacts } from './status-facts.ts';

/** Mostly nothing, so that what comes last in the order is reached too. */
const change = (...changes: Partial<StatusFacts>[]) =>
  fc.oneof(
    { arbitrary: fc.constant<Partial<StatusFacts>>({}), weight: 3 },
    { arbitrary: fc.constantFrom(...changes), weight: 1 },
  );
const running = { startedAt: at('11:09'), endedAt: null, state: 'running', failure: null } as const;
const long = new Date('2026-01-15T10:00:00Z');
const who = fc.constantFrom('nobody', 'organisation', 'operator', 'provider' as const);

const anyFailure = fc
  .tuple(who, fc.constantFrom('no-answer', 'credential-refused', 'sync-failed'), fc.constantFrom(1, 12))
  .map(([whoActs, code, failures]) => failedWith(fault({ code, whoActs, nextStep: `For ${whoActs}.` }), failures));

/** Each part of the facts on its own, so that everything may come together with everything. */
export const anyFacts = fc
  .tuple(
    fc.record({
      method: fc.constantFrom('provider-consent', 'api-credentials', 'support-request', 'delivery' as const),
      state: fc.oneof(
        { arbitrary: fc.constant('active' as const), weight: 3 },
        { arbitrary: fc.constantFrom('waiting_for_consent', 'suspended', 'paused', 'stopped' as const), weight: 1 },
      ),
      stateReason: fc.constantFrom(null, ...STATE_REASONS),
    }),
    change(
      { consent: { state: 'granted', at: at('09:00') } },
      { consent: { state: 'withdrawn', at: at('10:00') } },
      { consentList: { outcome: 'failed', at: at('11:09') } },
    ),
    change(
      { claim: { state: 'proven', codeUntil: null } },
      { agreement: null, claim: { state: 'proven', codeUntil: null } },
      { agreement: { reviewOn: '2026-12-24' } },
    ),
    change(
      { credential: null },
      { credential: null, credentialNeeded: false },
      { credential: { rejectedAt: at('09:10'), lastUsedAt: null } },
      { cannotSee: ['Orders.', 'Customers.'] },
    ),
    fc.oneof({ arbitrary: change({ running }), weight: 3 }, { arbitrary: anyFailure, weight: 1 }),
    change(
      { progress: null },
      { progress: null, lastSuccessAt: null, lastEnded: null, dataTo: null, events: 0 },
      { progress: { ...complete, complete: false } },
      { progress: { ...complete, loadedFrom: null, loadedTo: null, complete: false } },
      { hasHistory: false, progress: null },
    ),
    change(
      { deliveries: delivered().deliveries ?? null },
      {
        deliveries: delivered({ keys: 0, lastSequence: null, lastLoadedAt: null, coveredTo: null }).deliveries ?? null,
      },
      { deliveries: delivered({ lastSequence: null, lastLoadedAt: null, coveredTo: null }).deliveries ?? null },
      { deliveries: delivered({ gaps: [{ from: 1, to: 2, covers: null }] }).deliveries ?? null },
      { deliveries: delivered({ holes: [march(1, 2)] }).deliveries ?? null },
      { deliveries: delivered({ coveredTo: long, lastLoadedAt: long }).deliveries ?? null },
      { deliveries: delivered({ waitingTickets: 3 }).deliveries ?? null },
    ),
    change(
      { dataTo: long },
      { nextSyncAt: null },
      { nextSyncAt: at('10:00') },
      { dataTo: long, nextSyncAt: at('10:00') },
    ),
    change({ events: 0 }, { matches: { matched: 0, events: 4 } }, { matches: { matched: 3, events: 4 } }),
    change({ sales: { latestAt: long, usualGapMs: 86_400_000 } }),
    change(
      { rejects: { missing: 2, tickets: 0, outdated: 0, details: 1, doubts: 0, doubled: 0 } },
      { unsortedTicketTypes: 2 },
    ),
    change({ storeDamagedAt: at('02:40') }, { clockDifference: 3_600_000 }),
    change(
      { differs: differing },
      { differs: { ...differing, isMending: true } },
      { canReadAgain: false, differs: { ...differing, performances: 0, shortDeliveries: 2 } },
      { twoSources: { performances: 1, from: '2026-03-01', to: '2026-03-01', other: 'other-one', first: 'this-one' } },
    ),
  )
  .map((parts): StatusFacts => Object.assign({}, well, ...parts));
