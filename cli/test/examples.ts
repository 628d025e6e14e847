import type {
  Assessment,
  Connection,
  ConnectionSummary,
  EventIdReport,
  Output,
  PlatformStatus,
  Problem,
  Provider,
  Sync,
} from '@illuminate/contract';

const at = (time: string) => `2026-11-24T${time}:00Z`;

export const sync: Sync = {
  id: 'sync-1',
  connection: 'harbour-acme',
  trigger: 'manual',
  state: 'succeeded',
  startedAt: at('10:00'),
  endedAt: at('10:01'),
  doing: null,
  progress: {
    monthsLoaded: 64,
    monthsTotal: 64,
    loadedFrom: '2021-07-01',
    loadedTo: '2026-11-24',
    historyFrom: '2021-07-01',
    complete: true,
  },
  counts: {
    ...{ requests: 12, ordersRead: 34_120, ordersChanged: 7, ticketsChanged: 15, rejects: 0 },
    ...{ feedItems: 0, feedItemsChanged: 0, observed: 0, disappeared: 0, warnings: {} },
  },
  failure: null,
};

export const upToDate: ConnectionSummary = {
  id: 'connection-1',
  name: 'harbour-acme',
  view: 'whole',
  organisation: { slug: 'harbour', name: 'Harbour Playhouse', zone: 'America/Winnipeg', currency: 'CAD' },
  provider: { id: 'acme', title: 'Acme Box Office' },
  method: 'api-credentials',
  state: 'active',
  headline: {
    code: 'OK',
    tone: 'ok',
    icon: '✓',
    word: 'Up to date',
    sentence: 'All is well.',
    whoActs: 'nobody',
    action: null,
    since: null,
  },
  facts: { consent: 'not_needed', credential: 'valid', sync: 'idle_ok', coverage: 'ok' },
  progress: sync.progress,
  counts: {
    ...{ events: 412, performances: 3020, orders: 34_120, tickets: 80_211, customers: 12_000 },
    ...{ observations: 0, rejects: 2 },
  },
  salesSupplied: true,
  dataTo: at('10:00'),
  runningSync: null,
  lastSync: sync,
  nextSyncAt: at('10:16'),
  deliveries: null,
};

export const waiting: ConnectionSummary = {
  ...upToDate,
  id: 'connection-2',
  name: 'riverside-acme',
  organisation: { slug: 'riverside', name: 'Riverside Theatre', zone: 'Europe/London', currency: 'GBP' },
  method: 'provider-consent',
  state: 'waiting_for_consent',
  headline: {
    code: 'AWAITING_CONSENT',
    tone: 'info',
    icon: '◷',
    word: 'Waiting for approval',
    sentence: 'Nothing is collected until the organisation allows it.',
    whoActs: 'organisation',
    action: { kind: 'show-steps', label: 'How to give permission' },
    since: null,
  },
  facts: { consent: 'awaiting', credential: 'not_needed', sync: 'never', coverage: 'nothing_yet' },
  progress: null,
  counts: { events: 0, performances: 0, orders: 0, tickets: 0, customers: 0, observations: 0, rejects: 0 },
  dataTo: null,
  lastSync: null,
  nextSyncAt: null,
  deliveries: null,
};

export const status: PlatformStatus = {
  version: '0.1.0',
  startedAt: at('07:03'),
  now: at('10:15'),
  demo: true,
  controlDatabase: 'embedded',
  simulators: [{ provider: 'acme', address: 'http://127.0.0.1:4320' }],
  connections: [upToDate, waiting],
  schedules: [
    { name: 'consent', everySeconds: 60, lastStartedAt: at('10:14'), nextDueAt: at('10:15'), missed: 0 },
    { name: 'copies', everySeconds: 86_400, lastStartedAt: null, nextDueAt: null, missed: 2 },
  ],
  consentPolls: [{ provider: 'acme', at: at('10:14'), outcome: 'ok' }],
  warnings: [],
};

export const connection: Connection = {
  ...waiting,
  settings: { client: 'riverside' },
  credential: null,
  consent: null,
  claim: null,
  agreement: null,
  purpose: 'To see it.',
  legalRole: 'The organisation is the controller.',
  seenBy: 'Its people.',
  historyFrom: null,
  syncEverySeconds: 900,
  signedInAs: null,
  sees: [],
  cannotSee: ['payments'],
  notSupplied: [],
  collects: [{ stream: 'orders', inWords: 'Orders.', fields: ['id', 'firstTransactionDateUtc'] }],
  neverCollects: ['names', 'addresses'],
  streams: [],
  sources: { overlaps: [], choices: [] },
  days: [
    { day: '2026-11-23', verdict: 'fine', updates: 96, failed: 0 },
    { day: '2026-11-24', verdict: 'delayed', updates: 40, failed: 2 },
  ],
  steps: ['Open Settings', 'Turn the toggle on'],
  createdAt: at('07:03'),
};

export const provider: Provider = {
  id: 'acme',
  title: 'Acme Box Office',
  summary: 'A maker of box office systems.',
  methods: [
    {
      method: 'api-credentials',
      fields: [
        { name: 'login', label: 'Login', help: '', secret: false, required: true, default: null },
        { name: 'apiKey', label: 'Key', help: '', secret: true, required: true, default: null },
      ],
      steps: [],
      whoCan: null,
      switchLabel: null,
    },
  ],
  since: '2026-11-24',
  supplies: [{ what: 'Orders with their tickets', by: ['api-credentials'] }],
  knownLimits: [{ what: 'No returns', label: 'observed', source: 'public code' }],
  collects: [{ stream: 'orders', fields: ['id'] }],
  reliesOn: [{ what: 'signing', label: 'documented' }],
  partnerCredential: {
    needed: true,
    held: false,
    fields: [
      { name: 'login', label: 'Login', help: '', secret: false, required: true, default: null },
      { name: 'key', label: 'Key', help: '', secret: true, required: true, default: null },
    ],
  },
};

const point = (verdict: Assessment['verdict']): Assessment => ({ verdict, evidence: 'Seen.', basis: 'vendor' });

export const candidates: Output<'listCandidates'> = {
  items: [
    {
      id: 'tills',
      title: 'Tills & Co',
      assessedOn: '2026-11-29',
      points: { safe: point('yes'), used: point('unknown'), willing: point('partly'), able: point('no') },
      outlook: 'Later.',
      wishes: 3,
    },
  ],
  others: [{ id: 'another', title: 'Another system', wishes: 0 }],
};

export const report: EventIdReport = {
  organisation: 'riverside',
  from: '2022-01-01',
  to: '2022-12-31',
  zone: 'Europe/London',
  asOf: at('10:00'),
  columns: [
    { name: 'eventId', label: 'Event ID' },
    { name: 'eventName', label: 'Event Name' },
    { name: 'firstInstance', label: 'First Instance' },
    { name: 'lastInstance', label: 'Last Instance' },
  ],
  rows: [
    {
      eventId: '4607',
      eventName: 'Calendar Girls',
      firstInstance: '2022-01-09 19:00',
      lastInstance: '2022-01-29 19:00',
    },
    { eventId: '10207', eventName: 'Peter Pan', firstInstance: '2022-05-11 19:00', lastInstance: '2022-05-31 19:00' },
  ],
  notes: ['First and Last Instance are of all performances.'],
};

export const totalsDiffer: Problem = {
  type: 'about:blank',
  title: 'Refused',
  status: 422,
  code: 'totals-differ',
  detail: 'totals.tickets is declared 3, counted 2 (difference -1).',
  whoActs: 'provider',
  nextStep: 'Find which of the two is right.',
  reference: 'r-1',
};
