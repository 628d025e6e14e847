import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { pageOf, pageQuery } from './paging.ts';
import { invitationMade } from './people.ts';
import { instantText, mailAddress, slug } from './words.ts';

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
    admin: mailAddress.optional().meta({ description: 'Invited as its first administrator in the same step.' }),
  }),
  output: organisation.extend({ invitation: invitationMade.nullable() }),
  status: 201,
  errors: ['conflict'],
});

export const setZone = defineOperation({
  id: 'setZone',
  tag: 'organisations',
  method: 'put',
  path: '/organisations/{organisation}/zone',
  summary: 'Set the time zone of an organisation',
  description:
    'Stored times cannot be moved to another zone. Where something is stored, `loadAgain` puts the store aside and reads everything again from the box office in the new zone; what only the store knows, such as when tickets were returned, begins anew.',
  scope: 'operator',
  params: z.object({ organisation: slug }),
  body: z.strictObject({ zone: z.string().max(60), loadAgain: z.boolean().default(false) }),
  output: organisation,
  errors: ['not-found', 'conflict', 'not-possible-now'],
});
