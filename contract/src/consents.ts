import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { connectionMethod, connectionName, dayText, instantText, slug } from './words.ts';

const claimState = z.enum(['waiting', 'at-desk', 'proven', 'declined']);

/** That a client at a provider is this organisation's, as the organisation sees it. */
export const claim = z
  .object({
    id: z.string(),
    state: claimState,
    whyDesk: z.enum(['rival', 'asked']).nullable(),
    client: z.string(),
    code: z.string().nullable().meta({ description: 'To be put where the client’s own data shows it.' }),
    codeUntil: instantText.nullable(),
    lookedAt: instantText.nullable().meta({ description: 'When the code was last looked for.' }),
    steps: z.array(z.string()).meta({ description: 'Where a person puts the code.' }),
    provenBy: z.enum(['code', 'desk', 'operator']).nullable(),
    decidedAt: instantText.nullable(),
    answer: z.string().nullable().meta({ description: 'Why the desk declined it.' }),
    startedAt: instantText,
  })
  .meta({ id: 'Claim' });
export type Claim = z.infer<typeof claim>;

export const agreement = z
  .object({
    version: z.string(),
    hash: z.string(),
    basis: z.enum(['accepted', 'arranged']).meta({ description: '`arranged`: the operator vouches for it.' }),
    name: z.string(),
    position: z.string().nullable(),
    acceptedAt: instantText,
    reviewOn: dayText,
  })
  .meta({ id: 'Agreement' });
export type Agreement = z.infer<typeof agreement>;

export const receiptKind = z.enum(['given', 'confirmed', 'withdrawn']);
export const receiptSummary = z
  .object({
    id: z.string(),
    kind: receiptKind,
    at: instantText,
    hash: z
      .string()
      .meta({ description: 'SHA-256 of the document as JSON with sorted keys; it is in the audit trail.' }),
  })
  .meta({ id: 'ReceiptSummary' });
export type ReceiptSummary = z.infer<typeof receiptSummary>;

/** What an organisation keeps of its consent. */
export const receiptDocument = z
  .object({
    receipt: z.string(),
    kind: receiptKind,
    issuedAt: instantText,
    organisation: z.object({ slug, name: z.string() }),
    connection: connectionName,
    provider: z.string(),
    method: connectionMethod,
    client: z.string().nullable(),
    allowedBy: z
      .object({
        basis: z.enum(['accepted', 'arranged']),
        name: z.string(),
        position: z.string().nullable(),
        at: instantText,
      })
      .nullable(),
    agreement: z.object({ version: z.string(), hash: z.string() }).nullable(),
    evidence: z.string(),
    collects: z.array(z.object({ stream: z.string(), inWords: z.string().nullable(), fields: z.array(z.string()) })),
    inWords: z.array(z.string()),
    neverCollects: z.array(z.string()),
    purpose: z.string(),
    legalRole: z.string(),
    seenBy: z.string(),
    retention: z.string(),
    since: instantText,
    reviewOn: dayText.nullable(),
    ended: z
      .object({
        at: instantText,
        by: z.string(),
        collected: z
          .enum(['kept', 'to-be-deleted'])
          .optional()
          .meta({ description: 'What becomes of what was collected. Receipts from before this was said have it not.' }),
        deletedFrom: instantText
          .optional()
          .meta({ description: 'When its deletion begins, unless it is cancelled before.' }),
      })
      .nullable(),
    withdraw: z.array(z.string()).meta({ description: 'How consent is withdrawn.' }),
  })
  .meta({ id: 'ReceiptDocument' });
export type ReceiptDocument = z.infer<typeof receiptDocument>;

export const receipt = receiptSummary.extend({ document: receiptDocument }).meta({ id: 'Receipt' });
export type Receipt = z.infer<typeof receipt>;

/** Agreements are pages of text; these are their parts, so that nobody has to read Markdown. */
export const agreementBlock = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('title'), text: z.string() }),
    z.object({ kind: z.literal('heading'), text: z.string() }),
    z.object({ kind: z.literal('text'), text: z.string() }),
    z.object({ kind: z.literal('list'), items: z.array(z.string()) }),
  ])
  .meta({ id: 'AgreementBlock' });
export type AgreementBlock = z.infer<typeof agreementBlock>;

/** A claim as the desk sees it. */
export const deskClaim = z
  .object({
    id: z.string(),
    connection: connectionName,
    organisation: z.object({ slug, name: z.string() }),
    provider: z.string(),
    client: z.string(),
    state: claimState,
    whyDesk: z.enum(['rival', 'asked']).nullable(),
    note: z.string().nullable(),
    code: z.string().nullable(),
    codeUntil: instantText.nullable(),
    codeSeenAt: instantText.nullable(),
    startedBy: z.string(),
    startedAt: instantText,
    rivals: z.array(z.object({ connection: connectionName, organisation: z.string(), state: claimState })),
  })
  .meta({ id: 'DeskClaim' });
export type DeskClaim = z.infer<typeof deskClaim>;

const byConnection = z.object({ connection: connectionName });
/** What every deed about a claim answers, whatever is true of its client. */
const claimed = z.object({ connection: connectionName, claim });

/** A person's name, as they would sign. */
const personName = z.string().trim().min(2, 'write the whole name').max(120);
export const signature = z.strictObject({
  version: z.string().max(40).meta({ description: 'Of the agreement that was read.' }),
  name: personName,
  position: z.string().trim().max(120).optional(),
});
export type Signature = z.infer<typeof signature>;

export const startClaim = defineOperation({
  id: 'startClaim',
  tag: 'consents',
  method: 'post',
  path: '/organisations/{organisation}/claims',
  summary: 'Say which client at a provider is this organisation',
  description:
    'The answer is the same whether that client exists, has consented or is claimed by another. It holds a code that lives an hour: put where the client’s own data shows it, it proves the claim. Nothing is collected before the claim is proven and the data agreement is accepted.',
  scope: 'write',
  params: z.object({ organisation: slug }),
  body: z.strictObject({ provider: z.string().max(60), client: z.string().trim().min(1).max(100) }),
  output: claimed,
  status: 202,
  errors: ['not-found', 'conflict', 'too-many-attempts'],
});

const onClaim = (id: string, path: string, summary: string) => ({
  id,
  tag: 'consents',
  method: 'post' as const,
  path: `/connections/{connection}/claim/${path}`,
  summary,
  scope: 'write' as const,
  params: byConnection,
  output: claimed,
  status: 202 as const,
});

export const renewClaimCode = defineOperation({
  ...onClaim('renewClaimCode', 'code', 'A fresh code; the one of before proves nothing any more'),
  errors: ['not-found', 'not-possible-now', 'too-many-attempts'],
});
export const checkClaim = defineOperation({
  ...onClaim('checkClaim', 'check', 'Have the code looked for now'),
  errors: ['not-found', 'not-possible-now'],
});
export const askDeskForClaim = defineOperation({
  ...onClaim('askDeskForClaim', 'desk', 'Have the support desk decide a claim'),
  body: z.strictObject({ note: z.string().trim().min(1).max(2000) }),
  errors: ['not-found', 'not-possible-now'],
});

export const listClaims = defineOperation({
  id: 'listClaims',
  tag: 'consents',
  method: 'get',
  path: '/claims',
  summary: 'Claims that wait, those for the desk first',
  scope: 'operator',
  output: z.object({ items: z.array(deskClaim) }),
});

export const decideClaim = defineOperation({
  id: 'decideClaim',
  tag: 'consents',
  method: 'post',
  path: '/claims/{claim}/decision',
  summary: 'Approve or decline a claim',
  description: 'Refused while another organisation holds the client: its connection must be stopped first.',
  scope: 'operator',
  params: z.object({ claim: z.string().max(60) }),
  body: z.strictObject({
    approve: z.boolean(),
    evidence: z
      .string()
      .trim()
      .min(1, 'say what you know it by')
      .max(2000)
      .meta({ description: 'What the desk knows it by; shown to the organisation where it is declined.' }),
  }),
  output: z.object({ connection: connectionName, state: claimState }),
  errors: ['not-found', 'conflict', 'not-possible-now'],
});

export const showAgreement = defineOperation({
  id: 'showAgreement',
  tag: 'consents',
  method: 'get',
  path: '/organisations/{organisation}/agreements/{provider}',
  summary: 'The data agreement as it is now',
  scope: 'read',
  params: z.object({ organisation: slug, provider: z.string().max(60) }),
  output: z.object({
    version: z.string(),
    hash: z.string(),
    markdown: z.string(),
    blocks: z.array(agreementBlock),
  }),
  errors: ['not-found'],
});

export const acceptAgreement = defineOperation({
  id: 'acceptAgreement',
  tag: 'consents',
  method: 'post',
  path: '/connections/{connection}/agreement',
  summary: 'Agree, as a named person of the organisation',
  scope: 'write',
  params: byConnection,
  body: signature,
  output: agreement,
  status: 201,
  errors: ['not-found', 'not-possible-now'],
});

export const listReceipts = defineOperation({
  id: 'listReceipts',
  tag: 'consents',
  method: 'get',
  path: '/connections/{connection}/receipts',
  summary: 'Receipts of consent given, confirmed and withdrawn, the newest first',
  scope: 'read',
  params: byConnection,
  output: z.object({ items: z.array(receiptSummary) }),
  errors: ['not-found'],
});

export const showReceipt = defineOperation({
  id: 'showReceipt',
  tag: 'consents',
  method: 'get',
  path: '/connections/{connection}/receipts/{receipt}',
  summary: 'One receipt; as text/html it is ready to print',
  scope: 'read',
  params: byConnection.extend({ receipt: z.string().max(60) }),
  output: receipt,
  alsoAs: ['text/html'],
  errors: ['not-found'],
});

const signIn = {
  provider: z.string().max(60),
  settings: z.record(z.string().max(60), z.string().max(2000)).default({}),
  secret: z.string().min(1).max(4000).meta({ description: 'Stored encrypted; never shown again.' }),
};

export const trySignIn = defineOperation({
  id: 'trySignIn',
  tag: 'consents',
  method: 'post',
  path: '/organisations/{organisation}/sign-in-tests',
  summary: 'Sign in at a box office and say what can be seen; nothing is stored',
  scope: 'write',
  params: z.object({ organisation: slug }),
  body: z.strictObject(signIn),
  output: z.object({
    signedInAs: z.string().nullable(),
    sees: z.array(z.string()),
    cannotSee: z.array(z.string()),
    notSupplied: z.array(z.string()),
  }),
  errors: ['not-found', 'address-refused', 'credential-refused', 'box-office-unavailable', 'too-many-attempts'],
});

export const connectBySignIn = defineOperation({
  id: 'connectBySignIn',
  tag: 'consents',
  method: 'post',
  path: '/organisations/{organisation}/connections',
  summary: 'Connect a box office by its API sign-in, with the data agreement; tested before anything is stored',
  scope: 'write',
  params: z.object({ organisation: slug }),
  body: z.strictObject({ ...signIn, agreement: signature }),
  output: z.object({ connection: connectionName }),
  status: 201,
  errors: [
    'not-found',
    'conflict',
    'not-possible-now',
    'address-refused',
    'credential-refused',
    'box-office-unavailable',
    'too-many-attempts',
  ],
});
