// Who belongs to an organisation or to the platform, and how they come to.
import { z } from 'zod';
import { session } from './access.ts';
import { linkToken, newPassword } from './account.ts';
import { defineOperation } from './operation.ts';
import { pageOf, pageQuery } from './paging.ts';
import { organisationRole, platformRole, role } from './roles.ts';
import { instantText, mailAddress, personName, slug } from './words.ts';

const ofOrganisation = z.object({ organisation: slug });
const namedOrganisation = z.object({ slug, name: z.string() });
const namedProvider = z.object({ id: z.string(), title: z.string() });
const personId = z.string().max(60);
const invitationId = z.string().max(60);

export const member = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: organisationRole,
    since: instantText,
    lastSeenAt: instantText.nullable(),
    disabled: z.boolean().meta({ description: 'Whether the platform’s administrator has shut the account.' }),
  })
  .meta({ id: 'Member' });
export type Member = z.infer<typeof member>;

export const invitation = z
  .object({
    id: z.string(),
    email: z.string().nullable().meta({ description: 'Null for the first administrator, who names it.' }),
    role,
    organisation: namedOrganisation.nullable(),
    provider: namedProvider.nullable(),
    invitedBy: z.string(),
    createdAt: instantText,
    expiresAt: instantText,
    state: z.enum(['open', 'accepted', 'revoked', 'expired']),
  })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof invitation>;

export const invitationMade = invitation
  .extend({
    link: z.string().nullable().meta({
      description: 'Shown this once where this platform sends no mail: pass it on. Null where it went out by mail.',
    }),
  })
  .meta({ id: 'InvitationMade' });
export type InvitationMade = z.infer<typeof invitationMade>;

export const listMembers = defineOperation({
  id: 'listMembers',
  tag: 'people',
  method: 'get',
  path: '/organisations/{organisation}/members',
  summary: 'The people of an organisation',
  scope: 'operator',
  params: ofOrganisation,
  output: z.object({ items: z.array(member) }),
});

const withoutAdmin = z.boolean().default(false).meta({
  description: 'Said on purpose: the organisation is left without an administrator.',
});

export const setMemberRole = defineOperation({
  id: 'setMemberRole',
  tag: 'people',
  method: 'put',
  path: '/organisations/{organisation}/members/{person}',
  summary: 'Give somebody of an organisation another role',
  scope: 'operator',
  params: ofOrganisation.extend({ person: personId }),
  body: z.strictObject({ role: organisationRole, withoutAdmin }),
  output: member,
  errors: ['not-possible-now'],
});

export const removeMember = defineOperation({
  id: 'removeMember',
  tag: 'people',
  method: 'delete',
  path: '/organisations/{organisation}/members/{person}',
  summary: 'Take somebody out of an organisation, at once',
  scope: 'operator',
  params: ofOrganisation.extend({ person: personId }),
  query: z.object({
    withoutAdmin: z.enum(['yes']).optional().meta({
      description: 'Said on purpose: the organisation is left without an administrator.',
    }),
  }),
  output: z.object({ removed: z.boolean() }),
  errors: ['not-possible-now'],
});

export const listInvitations = defineOperation({
  id: 'listInvitations',
  tag: 'people',
  method: 'get',
  path: '/organisations/{organisation}/invitations',
  summary: 'Who was invited to an organisation, newest first',
  scope: 'operator',
  params: ofOrganisation,
  output: z.object({ items: z.array(invitation) }),
});

export const inviteMember = defineOperation({
  id: 'inviteMember',
  tag: 'people',
  method: 'post',
  path: '/organisations/{organisation}/invitations',
  summary: 'Invite somebody to an organisation; the link holds for 7 days, once',
  scope: 'operator',
  params: ofOrganisation,
  body: z.strictObject({ email: mailAddress, role: organisationRole }),
  output: invitationMade,
  status: 201,
  errors: ['conflict'],
});

export const revokeInvitation = defineOperation({
  id: 'revokeInvitation',
  tag: 'people',
  method: 'delete',
  path: '/organisations/{organisation}/invitations/{invitation}',
  summary: 'Take an invitation back',
  scope: 'operator',
  params: ofOrganisation.extend({ invitation: invitationId }),
  output: invitation,
  errors: ['not-possible-now'],
});

export const listPlatformInvitations = defineOperation({
  id: 'listPlatformInvitations',
  tag: 'people',
  method: 'get',
  path: '/invitations',
  summary: 'Who was invited to a role of the platform, newest first',
  scope: 'operator',
  output: z.object({ items: z.array(invitation) }),
});

/** A provider contact is one of a provider; nobody else is. */
const roleOnPlatform = z
  .strictObject({ role: platformRole, provider: z.string().max(60).optional() })
  .refine(({ role, provider }) => (role === 'provider-contact') === (provider !== undefined), {
    path: ['provider'],
    message: 'names the provider of a provider contact, and of nobody else',
  });

export const invitePlatformPerson = defineOperation({
  id: 'invitePlatformPerson',
  tag: 'people',
  method: 'post',
  path: '/invitations',
  summary: 'Invite somebody to a role of the platform; the link holds for 7 days, once',
  scope: 'operator',
  body: roleOnPlatform.safeExtend({ email: mailAddress }),
  output: invitationMade,
  status: 201,
  errors: ['conflict'],
});

export const revokePlatformInvitation = defineOperation({
  id: 'revokePlatformInvitation',
  tag: 'people',
  method: 'delete',
  path: '/invitations/{invitation}',
  summary: 'Take an invitation to a role of the platform back',
  scope: 'operator',
  params: z.object({ invitation: invitationId }),
  output: invitation,
  errors: ['not-possible-now'],
});

export const lookUpInvitation = defineOperation({
  id: 'lookUpInvitation',
  tag: 'people',
  method: 'post',
  path: '/invitations/look-up',
  summary: 'What a link invites to',
  description: 'The token travels in the body, so that no log of addresses keeps it.',
  scope: 'public',
  body: z.strictObject({ token: linkToken }),
  output: z.object({
    email: z.string().nullable().meta({ description: 'Null for the first administrator, who names it.' }),
    role,
    organisation: namedOrganisation.nullable(),
    provider: namedProvider.nullable(),
    invitedBy: z.string(),
    expiresAt: instantText,
    hasAccount: z.boolean().meta({
      description: 'Somebody with this address has an account: they sign in, and accept without a new password.',
    }),
  }),
  errors: ['not-found'],
});

export const acceptInvitation = defineOperation({
  id: 'acceptInvitation',
  tag: 'people',
  method: 'post',
  path: '/invitations/accept',
  summary: 'Accept an invitation and be signed in',
  description:
    'With a name and a password, which make the account; or, signed in with the address that was invited, with the token alone.',
  scope: 'public',
  body: z.strictObject({
    token: linkToken,
    name: personName.optional(),
    password: newPassword.optional(),
    email: mailAddress.optional().meta({ description: 'For the first administrator alone.' }),
  }),
  output: session,
  status: 201,
  errors: ['not-found', 'conflict', 'not-possible-now'],
});

export const person = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    createdAt: instantText,
    lastSeenAt: instantText.nullable(),
    disabled: z.boolean(),
    memberships: z.array(z.object({ organisation: namedOrganisation, role: organisationRole })),
    platformRoles: z.array(z.object({ role: platformRole, provider: namedProvider.nullable() })),
  })
  .meta({ id: 'Person' });
export type Person = z.infer<typeof person>;

export const listPeople = defineOperation({
  id: 'listPeople',
  tag: 'people',
  method: 'get',
  path: '/people',
  summary: 'Everybody with an account, by e-mail address',
  scope: 'operator',
  query: pageQuery,
  output: pageOf(person),
});

const ofPerson = z.object({ person: personId });

export const setPlatformRoles = defineOperation({
  id: 'setPlatformRoles',
  tag: 'people',
  method: 'put',
  path: '/people/{person}/platform-roles',
  summary: 'Say which roles of the platform somebody has',
  scope: 'operator',
  params: ofPerson,
  body: z.strictObject({ roles: z.array(roleOnPlatform).max(20) }),
  output: person,
  errors: ['not-possible-now'],
});

export const disablePerson = defineOperation({
  id: 'disablePerson',
  tag: 'people',
  method: 'put',
  path: '/people/{person}/disabled',
  summary: 'Shut an account, and end its sessions at once; or open it again',
  scope: 'operator',
  params: ofPerson,
  body: z.strictObject({ disabled: z.boolean() }),
  output: person,
  errors: ['not-possible-now'],
});

export const endPersonSessions = defineOperation({
  id: 'endPersonSessions',
  tag: 'people',
  method: 'delete',
  path: '/people/{person}/sessions',
  summary: 'End all sessions of somebody',
  scope: 'operator',
  params: ofPerson,
  output: z.object({ ended: z.int() }),
});

export const makeResetLink = defineOperation({
  id: 'makeResetLink',
  tag: 'people',
  method: 'post',
  path: '/people/{person}/password-reset',
  summary: 'Make a link with which somebody chooses a new password: for an hour, once',
  scope: 'operator',
  params: ofPerson,
  output: z.object({
    link: z.string().nullable().meta({
      description: 'Shown this once where this platform sends no mail: pass it on. Null where it went out by mail.',
    }),
    expiresAt: instantText,
  }),
  status: 201,
  errors: ['not-possible-now'],
});
