// What people ask the support desk for: a connection that it has to arrange, or that their organisation may join.
import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { pageOf, pageQuery } from './paging.ts';
import { connectionMethod, connectionName, instantText, mailAddress, slug } from './words.ts';

export const requestKind = z.enum(['connection', 'sign-up']).meta({ id: 'RequestKind' });
export type RequestKind = z.infer<typeof requestKind>;

export const requestState = z
  .enum(['new', 'waiting-for-organisation', 'waiting-for-provider', 'ready', 'done', 'declined'])
  .meta({ id: 'RequestState' });
export type RequestState = z.infer<typeof requestState>;

/** What the desk can do to a request besides completing it; `answer` is the requester's. */
export const requestMove = z
  .enum(['ask-organisation', 'ask-provider', 'make-ready', 'decline', 'reopen'])
  .meta({ id: 'RequestMove' });
export type RequestMove = z.infer<typeof requestMove>;

const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(most, `must have at most ${most} characters`)
    .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]*$/u, 'must be on one line');
const lines = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `must have at most ${most} characters`)
    .regex(/^(?:[\n\r\t]|[^\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069])*$/u, 'holds control characters');

export const stateInWords = z
  .object({
    code: requestState,
    tone: z.enum(['ok', 'info', 'warn', 'neutral']),
    icon: z.string().meta({ description: 'One character, for terminals.' }),
    word: z.string(),
    sentence: z
      .string()
      .meta({ description: 'Whose turn it is, as its reader understands it: its requester, or the desk.' }),
  })
  .meta({ id: 'RequestStateInWords' });
export type StateInWords = z.infer<typeof stateInWords>;

/** One thing that happened to a request. */
export const requestEvent = z
  .object({
    at: instantText,
    by: z.string(),
    from: z.enum(['requester', 'desk', 'system']),
    what: z.enum(['received', 'confirmed', 'answered', 'note', 'moved', 'assigned', 'completed']),
    sentence: z.string(),
    text: z.string().nullable().meta({ description: 'What that person wrote.' }),
    internal: z.boolean().meta({ description: 'Seen by the desk alone.' }),
  })
  .meta({ id: 'RequestEvent' });
export type RequestEvent = z.infer<typeof requestEvent>;

const shownToAll = {
  id: z.string().meta({ description: 'Such as R-1042.' }),
  kind: requestKind,
  state: stateInWords,
  organisationName: z.string(),
  provider: z.object({ id: z.string(), title: z.string() }).nullable(),
  account: z
    .string()
    .nullable()
    .meta({ description: 'The name of the account at the provider, as the requester gave it.' }),
  need: z.string().nullable(),
  contact: z.object({ name: z.string(), email: z.string() }),
  createdAt: instantText,
  stateAt: instantText,
  connection: connectionName.nullable().meta({ description: 'What came of it.' }),
};

/** A request as its requester sees it. */
export const ownRequest = z
  .object({
    ...shownToAll,
    confirmed: z.boolean().meta({ description: 'Whether the address is confirmed; the desk sees it from then on.' }),
    mayAnswer: z.boolean(),
    timeline: z.array(requestEvent),
  })
  .meta({ id: 'OwnRequest' });
export type OwnRequest = z.infer<typeof ownRequest>;

/** A request in the queue of the desk. */
export const requestSummary = z
  .object({
    ...shownToAll,
    organisation: slug.nullable().meta({ description: 'Null while it is none here.' }),
    assignee: z.object({ name: z.string(), email: z.string().nullable() }).nullable(),
    lastTouchedAt: instantText,
  })
  .meta({ id: 'RequestSummary' });
export type RequestSummary = z.infer<typeof requestSummary>;

export const requestMoves = z.array(z.enum([...requestMove.options, 'complete']));

export const request = requestSummary
  .extend({
    moves: requestMoves.meta({ description: 'What can be done to it now.' }),
    timeline: z.array(requestEvent),
    templates: z
      .array(z.object({ title: z.string(), move: requestMove, text: z.string() }))
      .meta({ description: 'Answers to begin from, with the names filled in.' }),
    completion: z
      .object({
        suggestedSlug: slug,
        methods: z.array(
          z.object({
            method: connectionMethod,
            fields: z.array(
              z.object({
                name: z.string(),
                label: z.string(),
                help: z.string(),
                secret: z.boolean(),
                required: z.boolean(),
                default: z.string().nullable(),
              }),
            ),
          }),
        ),
      })
      .meta({ description: 'What completing it asks for.' }),
  })
  .meta({ id: 'Request' });
export type Request = z.infer<typeof request>;

const submitted = z.object({
  sentTo: z.string(),
  hours: z.int().meta({ description: 'For so long the link in the mail works.' }),
  mailGoesOut: z.boolean().meta({ description: 'False where no mail is sent: then the operator hands the link on.' }),
});

const contact = { contactName: line(100), email: mailAddress };

export const submitRequest = defineOperation({
  id: 'submitRequest',
  tag: 'requests',
  method: 'post',
  path: '/requests',
  summary: 'Ask the support desk to connect a box office, without an account',
  description:
    'The address is confirmed by mail; the desk sees nothing before. The answer is the same whatever is known of the address.',
  scope: 'public',
  body: z.strictObject({
    provider: z.string().max(60),
    organisationName: line(200),
    ...contact,
    account: line(200),
    need: lines(2000).default(''),
  }),
  output: submitted,
  status: 202,
  errors: ['too-many-attempts'],
});

export const submitSignUp = defineOperation({
  id: 'submitSignUp',
  tag: 'requests',
  method: 'post',
  path: '/sign-ups',
  summary: 'Ask that an organisation may join',
  description: 'The address is confirmed by mail; then the support desk approves or declines.',
  scope: 'public',
  body: z.strictObject({ organisationName: line(200), ...contact, why: lines(2000).default('') }),
  output: submitted,
  status: 202,
  errors: ['too-many-attempts'],
});

// The token is in the body and not in the address: addresses are written into logs.
const byLink = z.strictObject({ token: z.string().max(100) });

const ofLink = (id: string, path: string, summary: string) =>
  defineOperation({
    id,
    tag: 'requests',
    method: 'post',
    path,
    summary,
    scope: 'public',
    body: byLink,
    output: ownRequest,
    errors: ['not-found', 'too-many-attempts'],
  });

export const showRequestByLink = ofLink(
  'showRequestByLink',
  '/requests/by-link',
  'Where a request stands, for whoever has its link',
);
export const confirmRequest = ofLink(
  'confirmRequest',
  '/requests/by-link/confirm',
  'Confirm the address from which a request was made',
);

export const answerRequestByLink = defineOperation({
  id: 'answerRequestByLink',
  tag: 'requests',
  method: 'post',
  path: '/requests/by-link/answer',
  summary: 'Write to the support desk about a request',
  scope: 'public',
  body: byLink.extend({ text: lines(4000).min(1, 'must not be empty') }),
  output: ownRequest,
  errors: ['not-found', 'not-possible-now', 'too-many-attempts'],
});

const ofOrganisation = z.object({ organisation: slug });

export const requestConnection = defineOperation({
  id: 'requestConnection',
  tag: 'requests',
  method: 'post',
  path: '/organisations/{organisation}/requests',
  summary: 'Ask the support desk to connect a box office of your organisation',
  scope: 'write',
  params: ofOrganisation,
  body: z.strictObject({
    provider: z.string().max(60),
    ...contact,
    account: line(200),
    need: lines(2000).default(''),
  }),
  output: ownRequest,
  status: 201,
  errors: ['not-found', 'conflict'],
});

export const listOwnRequests = defineOperation({
  id: 'listOwnRequests',
  tag: 'requests',
  method: 'get',
  path: '/organisations/{organisation}/requests',
  summary: 'What an organisation has asked the support desk for, and where it stands',
  scope: 'read',
  params: ofOrganisation,
  output: z.object({ items: z.array(ownRequest) }),
  errors: ['not-found'],
});

const requestId = z.string().max(20);

export const answerOwnRequest = defineOperation({
  id: 'answerOwnRequest',
  tag: 'requests',
  method: 'post',
  path: '/organisations/{organisation}/requests/{request}/answer',
  summary: 'Write to the support desk about a request of your organisation',
  scope: 'write',
  params: ofOrganisation.extend({ request: requestId }),
  body: z.strictObject({ text: lines(4000).min(1, 'must not be empty') }),
  output: ownRequest,
  errors: ['not-found', 'not-possible-now'],
});

export const listRequests = defineOperation({
  id: 'listRequests',
  tag: 'requests',
  method: 'get',
  path: '/requests',
  summary: 'The queue of the support desk: what waits longest for the desk comes first',
  scope: 'operator',
  query: pageQuery.extend({
    state: z.enum(['open', 'closed', ...requestState.options]).default('open'),
    kind: requestKind.optional(),
    provider: z.string().max(60).optional(),
    assignee: z.string().max(254).optional().meta({ description: 'An e-mail address; `nobody` for what is nobody’s.' }),
  }),
  output: pageOf(requestSummary).extend({
    counts: z.record(z.string(), z.int()).meta({ description: 'How many there are in each state.' }),
  }),
});

const byId = z.object({ request: requestId });

const ofDesk = { tag: 'requests', scope: 'operator', output: request } as const;

export const showRequest = defineOperation({
  ...ofDesk,
  id: 'showRequest',
  method: 'get',
  path: '/requests/{request}',
  summary: 'One request, whole',
  params: byId,
  errors: ['not-found'],
});

export const noteRequest = defineOperation({
  ...ofDesk,
  id: 'noteRequest',
  method: 'post',
  path: '/requests/{request}/notes',
  summary: 'Write a note: for the desk alone, or for the requester too, who gets it by mail',
  params: byId,
  body: z.strictObject({ text: lines(4000).min(1, 'must not be empty'), internal: z.boolean().default(true) }),
  errors: ['not-found'],
});

export const moveRequest = defineOperation({
  ...ofDesk,
  id: 'moveRequest',
  method: 'post',
  path: '/requests/{request}/moves',
  summary: 'Move a request on; its requester is told by mail, with the note if there is one',
  params: byId,
  body: z.strictObject({ move: requestMove, note: lines(4000).default('') }),
  errors: ['not-found', 'not-possible-now'],
});

export const assignRequest = defineOperation({
  ...ofDesk,
  id: 'assignRequest',
  method: 'put',
  path: '/requests/{request}/assignee',
  summary: 'Say who of the desk looks after a request',
  params: byId,
  body: z.strictObject({ email: mailAddress.nullable().meta({ description: 'Null: nobody.' }) }),
  errors: ['not-found'],
});

export const completeRequest = defineOperation({
  ...ofDesk,
  id: 'completeRequest',
  method: 'post',
  path: '/requests/{request}/complete',
  summary: 'Complete a request: the connection is made and loads, or the organisation is made and its contact invited',
  description:
    'For an organisation that is not here yet give `newOrganisation`. With `invite` the contact becomes its administrator, by an invitation in a mail of its own.',
  params: byId,
  body: z.strictObject({
    organisation: slug.optional(),
    newOrganisation: z
      .strictObject({
        slug,
        zone: z.string().max(60),
        currency: z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code, three capital letters'),
      })
      .optional(),
    invite: z.boolean().default(true),
    method: connectionMethod.optional(),
    settings: z.record(z.string().max(60), z.string().max(2000)).default({}),
    secret: z.string().max(4000).optional(),
    note: lines(4000).default(''),
  }),
  errors: [
    'not-found',
    'conflict',
    'not-possible-now',
    'address-refused',
    'credential-refused',
    'box-office-unavailable',
  ],
});
