import { z } from 'zod';
import { agreement, claim, signature } from './consents.ts';
import { deliveryStanding } from './deliveries.ts';
import { updateDay } from './history.ts';
import { defineOperation } from './operation.ts';
import { pageOf, pageQuery } from './paging.ts';
import { sourceChoice, sourceOverlap } from './sources.ts';
import { fault, progress, sync } from './syncs.ts';
import { connectionMethod, connectionName, dayText, instantText, slug } from './words.ts';

export const headlineCode = z.enum([
  'CALLED_OFF',
  'WITHDRAWN',
  'UNCLAIMED',
  'AWAITING_CONSENT',
  'NOT_SET_UP',
  'STORE_DAMAGED',
  'PAUSED',
  'SUSPENDED',
  'CRED_REJECTED',
  'CRED_INSUFFICIENT',
  'ZONE_DIFFERS',
  'BACKFILL',
  'NO_EVENTS',
  'FAILED',
  'PROVIDER_DOWN',
  'RETRYING',
  'DELIVERY_GAP',
  'AWAITING_DELIVERY',
  'STALE',
  'TWO_SOURCES',
  'DIFFERS',
  'PARTIAL',
  'SCHEMA_CHANGED',
  'CONSENT_EXPIRING',
  'OK',
]);
export type HeadlineCode = z.infer<typeof headlineCode>;

export const tone = z.enum(['ok', 'info', 'warn', 'bad', 'neutral']);

/** A connection's state in one tag, one sentence and one action. Colour is never the only signal: `icon` and `word` say it too. */
export const headline = z
  .object({
    code: headlineCode,
    tone,
    icon: z.string().meta({ description: 'One character, for terminals.' }),
    word: z.string(),
    sentence: z.string(),
    whoActs: z
      .enum(['nobody', 'organisation', 'operator', 'provider'])
      .meta({ description: 'Whose turn it is; nobody’s where it goes on by itself.' }),
    action: z.object({ kind: z.string(), label: z.string() }).nullable(),
    since: instantText.nullable(),
  })
  .meta({ id: 'Headline' });
export type Headline = z.infer<typeof headline>;

/** The four independent facts behind a headline. */
export const facts = z
  .object({
    consent: z.enum(['not_needed', 'not_asked', 'awaiting', 'active', 'expiring', 'suspended', 'withdrawn']),
    credential: z.enum(['not_needed', 'missing', 'untested', 'valid', 'rejected', 'insufficient']),
    sync: z.enum(['never', 'running', 'backfilling', 'idle_ok', 'retrying', 'failed', 'paused', 'provider_down']),
    coverage: z.enum(['nothing_yet', 'no_events', 'ok', 'stale', 'gaps', 'partial_match', 'schema_changed']),
  })
  .meta({ id: 'ConnectionFacts' });
export type Facts = z.infer<typeof facts>;

export const connectionSummary = z
  .object({
    id: z.string(),
    name: connectionName,
    view: z.enum(['whole', 'status']).meta({
      description:
        'How much of it is shown. `status` leaves out what was collected and how: counts are 0, lists empty and settings absent then, which means nothing.',
    }),
    organisation: z.object({ slug, name: z.string(), zone: z.string(), currency: z.string() }),
    provider: z.object({ id: z.string(), title: z.string() }),
    method: connectionMethod,
    state: z.enum(['waiting_for_consent', 'active', 'suspended', 'paused', 'stopped']),
    headline,
    facts,
    progress: progress.nullable(),
    counts: z.object({
      events: z.int(),
      performances: z.int(),
      orders: z.int(),
      tickets: z.int(),
      customers: z.int(),
      observations: z.int().meta({ description: 'Observations of how full a performance was.' }),
      rejects: z.int(),
    }),
    salesSupplied: z.boolean().meta({
      description:
        'False where orders, tickets and customers cannot come over this connection: a count of 0 means nothing then.',
    }),
    dataTo: instantText.nullable().meta({
      description:
        'Everything the box office had by this moment has been asked for; where sales are delivered, it has been delivered.',
    }),
    runningSync: sync.nullable(),
    lastSync: sync.nullable(),
    nextSyncAt: instantText.nullable(),
    deliveries: deliveryStanding.nullable().meta({ description: 'Null where none are taken.' }),
  })
  .meta({ id: 'ConnectionSummary' });
export type ConnectionSummary = z.infer<typeof connectionSummary>;

/** What was found when the box office was last looked at. */
const seen = {
  signedInAs: z.string().nullable(),
  sees: z.array(z.string()),
  cannotSee: z.array(z.string()),
  notSupplied: z
    .array(z.string())
    .meta({ description: 'What this account does not have and can be done without, with what is missing for it.' }),
};

export const connection = connectionSummary
  .extend({
    settings: z.record(z.string(), z.string()).meta({ description: 'What is not secret.' }),
    credential: z.object({ lastFour: z.string(), setAt: instantText, lastUsedAt: instantText.nullable() }).nullable(),
    consent: z
      .object({
        client: z.string(),
        since: instantText.nullable(),
        evidence: z.string(),
        endedAt: instantText.nullable(),
      })
      .nullable(),
    claim: claim.nullable().meta({ description: 'Null where no client at a provider has to be claimed.' }),
    agreement: agreement.nullable().meta({ description: 'The data agreement in force.' }),
    historyFrom: dayText.nullable().meta({ description: 'Set by a person; null means worked out from the data.' }),
    syncEverySeconds: z.int(),
    ...seen,
    collects: z.array(z.object({ stream: z.string(), inWords: z.string().nullable(), fields: z.array(z.string()) })),
    purpose: z.string(),
    legalRole: z.string(),
    seenBy: z.string(),
    neverCollects: z.array(z.string()),
    streams: z.array(
      z.object({
        stream: z.string(),
        lastSuccessAt: instantText.nullable(),
        failures: z.int(),
        retryAt: instantText.nullable(),
        lastFailure: fault.nullable(),
      }),
    ),
    sources: z
      .object({ overlaps: z.array(sourceOverlap), choices: z.array(sourceChoice) })
      .meta({ description: 'What another connection sells as well, and which of them counts; choices that hold.' }),
    days: z.array(updateDay).meta({ description: 'The last 30 local days, today last.' }),
    steps: z.array(z.string()).meta({ description: 'What a person does in the box office to give permission.' }),
    createdAt: instantText,
  })
  .meta({ id: 'Connection' });
export type Connection = z.infer<typeof connection>;

const byName = z.object({ connection: connectionName });

export const listConnections = defineOperation({
  id: 'listConnections',
  tag: 'connections',
  method: 'get',
  path: '/connections',
  summary: 'The connections you may see, with status',
  scope: 'read',
  query: pageQuery.extend({ organisation: slug.optional() }),
  output: pageOf(connectionSummary),
});

export const showConnection = defineOperation({
  id: 'showConnection',
  tag: 'connections',
  method: 'get',
  path: '/connections/{connection}',
  summary: 'One connection, whole',
  scope: 'read',
  params: byName,
  output: connection,
  errors: ['not-found'],
});

export const addConnection = defineOperation({
  id: 'addConnection',
  tag: 'connections',
  method: 'post',
  path: '/connections',
  summary: "Connect an organisation's box office",
  description:
    'With provider-consent, `settings` names the client at the provider: the operator attaches it, and collection begins when the provider lists that client as consenting. With the other methods what is given is tested before anything is stored; a secret is given only where the provider asks for one.',
  scope: 'operator',
  body: z.strictObject({
    organisation: slug,
    provider: z.string().max(60),
    method: connectionMethod,
    settings: z.record(z.string().max(60), z.string().max(2000)).default({}),
    secret: z.string().max(4000).optional().meta({ description: 'Stored encrypted; never shown again.' }),
    historyFrom: dayText.optional(),
    syncEverySeconds: z.int().min(60).max(86_400).optional(),
    test: z.boolean().default(true),
    agreement: signature.optional().meta({
      description: 'Who agrees to the data agreement. Left out, whoever looks after every organisation vouches for it.',
    }),
  }),
  output: connection,
  status: 201,
  errors: ['not-found', 'conflict', 'address-refused', 'credential-refused', 'box-office-unavailable'],
});

export const testConnection = defineOperation({
  id: 'testConnection',
  tag: 'connections',
  method: 'post',
  path: '/connections/{connection}/test',
  summary: 'Sign in at the box office now and say what can be seen',
  scope: 'write',
  params: byName,
  output: z.object({
    signedIn: z.boolean().meta({ description: 'Or, where no credential is needed, that the box office answered.' }),
    credentialNeeded: z.boolean(),
    ...seen,
    failure: fault.nullable(),
  }),
  errors: ['not-found', 'not-possible-now'],
});

export const rotateCredential = defineOperation({
  id: 'rotateCredential',
  tag: 'connections',
  method: 'put',
  path: '/connections/{connection}/credential',
  summary: 'Replace the sign-in of a connection; tested first, nothing else changes',
  scope: 'write',
  params: byName,
  body: z.strictObject({
    settings: z.record(z.string().max(60), z.string().max(2000)).default({}),
    secret: z.string().min(1).max(4000),
  }),
  output: connection,
  errors: ['not-found', 'not-possible-now', 'credential-refused', 'box-office-unavailable', 'address-refused'],
});

const move = (id: string, verb: string, summary: string) =>
  defineOperation({
    id,
    tag: 'connections',
    method: 'post',
    path: `/connections/{connection}/${verb}`,
    summary,
    scope: 'write',
    params: byName,
    output: connection,
    errors: ['not-found', 'not-possible-now'],
  });

export const pauseConnection = move('pauseConnection', 'pause', 'Pause collection; permission stays');
export const readFurtherBack = defineOperation({
  id: 'readFurtherBack',
  tag: 'connections',
  method: 'put',
  path: '/connections/{connection}/history-from',
  summary: 'Read history back to a day, and begin at once',
  description:
    'By itself history is read back to a year and a half before the first performance, and further as long as the last twelve months that were read hold a sale. A house that was closed for longer has older sales behind such a gap.',
  scope: 'write',
  params: byName,
  body: z.strictObject({ from: dayText }),
  output: connection,
  errors: ['not-found', 'not-possible-now'],
});
export const resumeConnection = move('resumeConnection', 'resume', 'Resume a paused or suspended connection');
export const stopConnection = defineOperation({
  id: 'stopConnection',
  tag: 'connections',
  method: 'post',
  path: '/connections/{connection}/stop',
  summary: 'Stop collection for good, and keep or delete what was collected',
  description:
    'What is to be deleted goes in seven days; until then the deletion can be cancelled. What waits for permission waits no more, and a claim that nobody has proven yet is withdrawn.',
  scope: 'write',
  params: byName,
  body: z.strictObject({ collected: z.enum(['keep', 'delete']).default('keep') }),
  output: connection,
  errors: ['not-found', 'not-possible-now'],
});

export const reconnectConnection = defineOperation({
  id: 'reconnectConnection',
  tag: 'connections',
  method: 'post',
  path: '/connections/{connection}/reconnect',
  summary: 'Take a stopped connection up again, in place',
  description:
    'By `provider-consent` it waits for the permission given in the box office; by `api-credentials` the sign-in is given anew, and settings that are left out stay as they were.',
  scope: 'write',
  params: byName,
  body: z.strictObject({
    settings: z.record(z.string().max(60), z.string().max(2000)).default({}),
    secret: z.string().min(1).max(4000).optional(),
  }),
  output: connection,
  errors: [
    'not-found',
    'conflict',
    'not-possible-now',
    'credential-refused',
    'box-office-unavailable',
    'address-refused',
  ],
});

export const watchConnections = defineOperation({
  id: 'watchConnections',
  tag: 'connections',
  method: 'get',
  path: '/connections/events',
  summary: 'Server-sent events: a ConnectionSummary whenever one changes',
  scope: 'read',
  query: z.object({
    organisation: slug.optional(),
    first: z
      .enum(['all', 'none'])
      .default('all')
      .meta({ description: 'Whether all of them come at first, or only what changes from then on.' }),
  }),
  output: connectionSummary,
  answer: 'event-stream',
});
