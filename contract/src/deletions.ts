import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { connectionName, instantText, slug } from './words.ts';

export const deletionState = z.enum(['scheduled', 'running', 'done', 'cancelled']);

/** Data that was asked to be deleted: of one connection, or all of an organisation. */
export const deletion = z
  .object({
    id: z.string(),
    organisation: slug,
    connection: connectionName.nullable().meta({ description: 'Null: everything of the organisation.' }),
    state: deletionState,
    atOnce: z.boolean(),
    askedBy: z.string(),
    askedAt: instantText,
    dueAt: instantText.meta({ description: 'Until then it can be cancelled.' }),
    cancelledBy: z.string().nullable(),
    cancelledAt: instantText.nullable(),
    startedAt: instantText.nullable(),
    endedAt: instantText.nullable(),
    fault: z.string().nullable().meta({ description: 'Why it did not go through the last time; it is tried again.' }),
    repeats: z.string().nullable().meta({ description: 'The deletion that a restore of something older had undone.' }),
    certificateHash: z.string().nullable(),
  })
  .meta({ id: 'Deletion' });
export type Deletion = z.infer<typeof deletion>;

const counts = z.record(z.string(), z.int());

/** What was destroyed, what remains until when and why, and that what remains was tried. */
export const deletionCertificate = z
  .object({
    format: z.literal('illuminate-deletion-certificate-1'),
    id: z.string(),
    organisation: z.object({ id: z.string(), slug, name: z.string() }),
    connection: z.object({ id: z.string(), name: z.string(), provider: z.string() }).nullable(),
    askedBy: z.string(),
    askedAt: instantText,
    atOnce: z.boolean(),
    startedAt: instantText,
    endedAt: instantText,
    repeats: z.string().nullable(),
    whole: z.boolean().meta({ description: 'The store itself and its keys, rather than rows in it.' }),
    destroyed: z.object({
      rows: counts.nullable().meta({ description: 'By table of the store; null where the store could not be read.' }),
      files: z.array(z.object({ what: z.string(), files: z.int(), bytes: z.int() })),
      keys: z.array(z.object({ purpose: z.string(), version: z.int(), madeAt: instantText, fingerprint: z.string() })),
      records: counts.meta({ description: 'By table of the control database.' }),
    }),
    remains: z.array(z.object({ what: z.string(), why: z.string(), until: z.string() })),
    checks: z.array(z.object({ what: z.string(), found: z.string(), passed: z.boolean() })),
  })
  .meta({ id: 'DeletionCertificate' });
export type DeletionCertificate = z.infer<typeof deletionCertificate>;

const ofOrganisation = z.object({ organisation: slug });
const ofDeletion = ofOrganisation.extend({ deletion: z.string().max(60) });

const wanted = z.strictObject({
  atOnce: z
    .boolean()
    .default(false)
    .meta({ description: 'Now, rather than in seven days. It cannot be cancelled then, and needs `confirm`.' }),
  confirm: z
    .string()
    .max(300)
    .optional()
    .meta({ description: 'The full name of the organisation, typed by a person.' }),
});

export const listDeletions = defineOperation({
  id: 'listDeletions',
  tag: 'privacy',
  method: 'get',
  path: '/organisations/{organisation}/deletions',
  summary: 'What was asked to be deleted, the latest first',
  scope: 'read',
  params: ofOrganisation,
  output: z.object({ items: z.array(deletion) }),
  errors: ['not-found'],
});

export const deleteOrganisationData = defineOperation({
  id: 'deleteOrganisationData',
  tag: 'privacy',
  method: 'post',
  path: '/organisations/{organisation}/deletions',
  summary: 'Delete everything that was collected for an organisation',
  description:
    'Its connections are stopped. In seven days, or at once, its keys are destroyed and its store, copies and whatever was kept of pages and deliveries are removed. The certificate says what remains, until when and why.',
  scope: 'write',
  params: ofOrganisation,
  body: wanted,
  output: deletion,
  status: 202,
  errors: ['not-found', 'conflict'],
});

export const deleteConnectionData = defineOperation({
  id: 'deleteConnectionData',
  tag: 'privacy',
  method: 'post',
  path: '/connections/{connection}/deletions',
  summary: 'Delete what was collected over a stopped connection',
  description:
    'Where the organisation has no other data, its keys are destroyed and its store is removed; otherwise the rows of this connection are, and the file of the store is written anew without them.',
  scope: 'write',
  params: z.object({ connection: connectionName }),
  body: wanted,
  output: deletion,
  status: 202,
  errors: ['not-found', 'conflict', 'not-possible-now'],
});

export const cancelDeletion = defineOperation({
  id: 'cancelDeletion',
  tag: 'privacy',
  method: 'post',
  path: '/organisations/{organisation}/deletions/{deletion}/cancel',
  summary: 'Cancel a deletion that has not begun',
  scope: 'write',
  params: ofDeletion,
  output: deletion,
  errors: ['not-found', 'not-possible-now'],
});

export const showCertificate = defineOperation({
  id: 'showCertificate',
  tag: 'privacy',
  method: 'get',
  path: '/organisations/{organisation}/deletions/{deletion}/certificate',
  summary: 'The certificate of a deletion',
  description:
    'Its SHA-256 is in the audit trail: of the JSON of `certificate` without blanks and with the keys of every object in order. As text/html it is ready to print.',
  scope: 'read',
  params: ofDeletion,
  output: z.object({ certificate: deletionCertificate, sha256: z.string() }),
  alsoAs: ['text/html'],
  errors: ['not-found', 'not-possible-now'],
});
