import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { pageOf, pageQuery } from './paging.ts';
import { instantText, slug } from './words.ts';

export const organisation = z
  .object({
    id: z.string(),
    slug,
    name: z.string(),
    zone: z.string().meta({ description: 'IANA time zone, such as Europe/London.' }),
    currency: z.string().meta({ description: 'ISO 4217, such as GBP.' }),
    createdAt: instantText,
  })
  .meta({ id: 'Organisation' });
export type Organisation = z.infer<typeof organisation>;

export const listOrganisations = defineOperation({
  id: 'listOrganisations',
  tag: 'organisations',
  method: 'get',
  path: '/organisations',
  summary: 'List the organisations you may see',
  scope: 'read',
  query: pageQuery,
  output: pageOf(organisation),
});

export const addOrganisation = defineOperation({
  id: 'addOrganisation',
  tag: 'organisations',
  method: 'post',
  path: '/organisations',
  summary: 'Add an organisation',
  scope: 'operator',
  body: z.strictObject({
    slug,
    name: z.string().trim().min(1).max(200),
    zone: z.string().max(60),
    currency: z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code, three capital letters'),
  }),
  output: organisation,
  status: 201,
  errors: ['conflict'],
});
