// Accounts, people, invitations, keys and the audit trail.
import { z } from 'zod';
import { acceptInvitation } from '../access/accept-invitation.ts';
import { addApiKey } from '../access/add-api-key.ts';
import { notSignedIn } from '../access/admit.ts';
import { changeOwnName } from '../access/change-own-name.ts';
import { changePassword } from '../access/change-password.ts';
import { lookUpInvitation } from '../access/find-invitation.ts';
import { invite } from '../access/invite.ts';
import { listApiKeys } from '../access/list-api-keys.ts';
import { listDemoPeople } from '../access/list-demo-people.ts';
import { listInvitations } from '../access/list-invitations.ts';
import { listMembers, removeMember, setMemberRole } from '../access/members.ts';
import { openForPerson, openSession } from '../access/open-session.ts';
import { endOtherSessions, endOwnSession, listOwnSessions } from '../access/own-sessions.ts';
import { makeResetLink, requestPasswordReset, resetPassword } from '../access/password-resets.ts';
import { disablePerson, endPersonSessions, listPeople, setPlatformRoles } from '../access/people.ts';
import type { PersonPrincipal, Principal } from '../access/principal.ts';
import { revokeApiKey } from '../access/revoke-api-key.ts';
import { revokeInvitation } from '../access/revoke-invitation.ts';
import { endSession } from '../access/sessions.ts';
import { showSession } from '../access/show-session.ts';
import { listAudit } from '../audit/list-audit.ts';
import { verifyAudit } from '../audit/verify.ts';
import type { Context } from '../context.ts';
import type { Installation } from '../platform-status.ts';
import type { Handlers } from './call.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

type Handled =
  | 'showSession'
  | 'lookUpSession'
  | 'openSession'
  | 'closeSession'
  | 'listDemoPeople'
  | 'listOwnSessions'
  | 'endOwnSession'
  | 'endOtherSessions'
  | 'changeOwnName'
  | 'changePassword'
  | 'requestPasswordReset'
  | 'resetPassword'
  | 'listMembers'
  | 'setMemberRole'
  | 'removeMember'
  | 'listInvitations'
  | 'inviteMember'
  | 'revokeInvitation'
  | 'lookUpInvitation'
  | 'acceptInvitation'
  | 'listPlatformInvitations'
  | 'invitePlatformPerson'
  | 'revokePlatformInvitation'
  | 'listPeople'
  | 'setPlatformRoles'
  | 'disablePerson'
  | 'endPersonSessions'
  | 'makeResetLink'
  | 'addApiKey'
  | 'listApiKeys'
  | 'revokeApiKey'
  | 'listAudit'
  | 'verifyAudit';

const afterEmail = z.string().max(300);
const beforeNumber = z.int().min(1);

export function peopleHandlers(context: Context, installation: Installation): Pick<Handlers, Handled> {
  return {
    showSession: ({ principal }) => {
      if (principal.kind === 'anonymous') throw notSignedIn();
      return showSession(context, installation, principal);
    },
    lookUpSession: async ({ principal, browser }) => ({
      session: principal.kind === 'anonymous' ? null : await showSession(context, installation, principal),
      demo: browser.mayOpenDemo,
    }),
    openSession: ({ body, browser }) => openSession(context, installation, { ...body, browser }),
    closeSession: async ({ browser }) => {
      if (browser.sessionToken !== null) await endSession(context, browser.sessionToken);
      browser.clearSession();
      return { closed: browser.sessionToken !== null };
    },
    listDemoPeople: ({ browser }) => listDemoPeople(context, browser),

    listOwnSessions: ({ principal }) => listOwnSessions(context, personOf(principal)),
    endOwnSession: ({ principal, params }) =>
      endOwnSession(context, { principal: personOf(principal), session: params.session }),
    endOtherSessions: ({ principal }) => endOtherSessions(context, personOf(principal)),
    changeOwnName: ({ principal, body }) => changeOwnName(context, { principal: personOf(principal), ...body }),
    changePassword: ({ principal, body }) => changePassword(context, { principal: personOf(principal), ...body }),
    requestPasswordReset: ({ body, browser }) =>
      requestPasswordReset(context, { email: body.email, from: browser.address }),
    resetPassword: async ({ body, browser }) => {
      const personId = await resetPassword(context, body);
      return openForPerson(context, installation, { personId, browser, remember: true });
    },

    listMembers: ({ organisation }) => listMembers(context, organisation),
    setMemberRole: ({ organisation, params, body, actor }) =>
      setMemberRole(context, { organisation, personId: params.person, ...body, actor }),
    removeMember: ({ organisation, params, query, actor }) =>
      removeMember(context, {
        organisation,
        personId: params.person,
        withoutAdmin: query.withoutAdmin === 'yes',
        actor,
      }),
    listInvitations: ({ organisation }) => listInvitations(context, organisation.id),
    inviteMember: ({ organisation, body, principal, actor }) =>
      invite(context, {
        ...{ ...body, organisationId: organisation.id, provider: null, actor },
        ownEmail: emailOf(principal),
      }),
    revokeInvitation: ({ organisation, params, actor }) =>
      revokeInvitation(context, { id: params.invitation, organisationId: organisation.id, actor }),
    lookUpInvitation: ({ body }) => lookUpInvitation(context, body.token),
    acceptInvitation: async ({ body, principal, browser }) => {
      const personId = await acceptInvitation(context, { ...body, principal });
      return openForPerson(context, installation, { personId, browser, remember: true });
    },
    listPlatformInvitations: () => listInvitations(context, null),
    invitePlatformPerson: ({ body, principal, actor }) =>
      invite(context, {
        ...{ email: body.email, role: body.role, organisationId: null, provider: body.provider ?? null, actor },
        ownEmail: emailOf(principal),
      }),
    revokePlatformInvitation: ({ params, actor }) =>
      revokeInvitation(context, { id: params.invitation, organisationId: null, actor }),

    listPeople: async ({ query }) => {
      const after = decodeCursor(afterEmail, query.cursor);
      const { items, next } = await listPeople(context, { after, limit: query.limit });
      return { items, nextCursor: encodeCursor(next) };
    },
    setPlatformRoles: ({ params, body, actor }) =>
      setPlatformRoles(context, { personId: params.person, roles: body.roles, actor }),
    disablePerson: ({ params, body, actor }) =>
      disablePerson(context, { personId: params.person, disabled: body.disabled, actor }),
    endPersonSessions: ({ params, actor }) => endPersonSessions(context, { personId: params.person, actor }),
    makeResetLink: ({ params, actor }) => makeResetLink(context, { personId: params.person, actor }),

    addApiKey: ({ organisation, body, actor }) =>
      addApiKey(context, { organisation, name: body.name, scopes: body.scopes, actor }),
    listApiKeys: ({ reach }) => listApiKeys(context, reach),
    revokeApiKey: ({ params, reach, actor }) => revokeApiKey(context, { id: params.id, reach, actor }),

    listAudit: async ({ reach, query }) => {
      const before = decodeCursor(beforeNumber, query.cursor);
      const { items, next } = await listAudit(context, { ...query, reach, before });
      return { items, nextCursor: encodeCursor(next) };
    },
    verifyAudit: async () => {
      const verdict = await verifyAudit(context.db);
      return verdict.intact
        ? { intact: true, entries: verdict.entries, lastHash: verdict.lastHash, brokenAt: null }
        : { intact: false, entries: verdict.brokenAt - 1, lastHash: null, brokenAt: verdict.brokenAt };
    },
  };
}

/** Operations of scope `person` are admitted for people alone. */
function personOf(principal: Principal): PersonPrincipal {
  if (principal.kind !== 'person') throw notSignedIn();
  return principal;
}

export const emailOf = (principal: Principal): string | null => (principal.kind === 'person' ? principal.email : null);
