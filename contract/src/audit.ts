import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { pageOf, pageQuery } from './paging.ts';
import { instantText, slug } from './words.ts';

export const auditEntry = z
  .object({
    number: z.int(),
    at: instantText,
    who: z.string().meta({ description: 'By the name they had then.' }),
    action: z.string().meta({ description: 'Stable, for programs, such as connection.paused.' }),
    what: z.string().meta({ description: 'The same in words.' }),
    subject: z.string().meta({ description: 'What it was done to, by id.' }),
    organisation: z.object({ slug, name: z.string() }).nullable(),
    from: z
      .string()
      .nullable()
      .meta({ description: 'The network address that asked; null for what happened by itself.' }),
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof auditEntry>;

/** The deeds that each is about, by the first word of their actions. */
export const AUDIT_SUBJECTS = {
  connections: [
    'connection',
    'history',
    'incident',
    'reconciliation',
    'source',
    'delivery-key',
    'column-map',
    'provider',
  ],
  consent: ['consent', 'agreement', 'claim'],
  data: ['upload', 'deletion', 'retention', 'booker', 'store', 'backup'],
  reports: ['report', 'criteria-set', 'ticket-types'],
  activities: ['activity', 'place', 'matching'],
  people: ['person', 'member', 'invitation', 'session', 'sessions', 'password', 'password-reset', 'api-key'],
  platform: ['organisation', 'request', 'mail'],
} as const satisfies Record<string, readonly string[]>;

export const auditSubject = z.enum(Object.keys(AUDIT_SUBJECTS) as (keyof typeof AUDIT_SUBJECTS)[]);
export type AuditSubject = z.infer<typeof auditSubject>;

export const listAudit = defineOperation({
  id: 'listAudit',
  tag: 'audit',
  method: 'get',
  path: '/audit',
  summary: 'Who did what, when and from where, newest first',
  scope: 'operator',
  query: pageQuery.extend({
    organisation: slug.optional(),
    about: auditSubject.optional().meta({ description: 'Only deeds about these.' }),
    action: z
      .string()
      .max(60)
      .regex(/^[a-z-]+\.[a-z-]+$/, 'is no action; write one as an entry has it, such as connection.paused')
      .optional()
      .meta({ description: 'Only this deed, such as connection.paused.' }),
  }),
  output: pageOf(auditEntry),
});

export const verifyAudit = defineOperation({
  id: 'verifyAudit',
  tag: 'audit',
  method: 'post',
  path: '/audit/verify',
  summary: 'Walk the whole audit trail and say whether an entry was changed, taken out or put in',
  scope: 'operator',
  output: z.object({
    intact: z.boolean(),
    entries: z.int().meta({ description: 'Entries that follow from one another, from the first.' }),
    lastHash: z.string().nullable().meta({ description: 'Compare it with one kept elsewhere: an end may be cut off.' }),
    brokenAt: z.int().nullable().meta({ description: 'The first entry that does not follow.' }),
  }),
});
