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

export const listAudit = defineOperation({
  id: 'listAudit',
  tag: 'audit',
  method: 'get',
  path: '/audit',
  summary: 'Who did what, when and from where, newest first',
  scope: 'operator',
  query: pageQuery.extend({ organisation: slug.optional() }),
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
