import type { Role } from '@illuminate/contract';
import type { Transaction } from 'kysely';
import type { Context } from '../context.ts';
import type { ControlTables } from '../control/schema.ts';
import { queueMail } from '../notifications/queue-mail.ts';

type Deps = Pick<Context, 'keys' | 'clock' | 'config'>;

/** Whether this platform sends mail. Where it does not, whoever invites somebody is shown the link once, to pass it on. */
export const sendsMail = ({ config }: Pick<Deps, 'config'>): boolean => config.mail !== undefined;

export interface SendInvitation {
  readonly to: string;
  readonly path: string;
  readonly role: Role;
  /** Null for a role of the platform. */
  readonly organisation: { readonly id: string; readonly name: string } | null;
  readonly invitedBy: string;
  readonly days: number;
}

/** Within the transaction of the deed. @returns whether it goes out */
export async function sendInvitation(
  deps: Deps,
  trx: Transaction<ControlTables>,
  { to, path, role, organisation, invitedBy, days }: SendInvitation,
): Promise<boolean> {
  if (!sendsMail(deps)) return false;
  await queueMail(deps, trx, {
    to: { address: to },
    template: 'invitation',
    filling: { organisation: organisation?.name ?? null, role: SAID[role], invitedBy, path, days },
    organisationId: organisation?.id ?? null,
  });
  return true;
}

/** Without a mail server it waits in the outbox, from where the operator hands it on. */
export async function sendReset(
  deps: Deps,
  trx: Transaction<ControlTables>,
  { to, path, minutes }: { readonly to: string; readonly path: string; readonly minutes: number },
): Promise<void> {
  await queueMail(deps, trx, { to: { address: to }, template: 'password-reset', filling: { path, minutes } });
}

/** To whoever had the old one, in case it was not they who changed it. */
export async function sendChanged(
  deps: Deps,
  trx: Transaction<ControlTables>,
  { to, at }: { readonly to: string; readonly at: Date },
): Promise<void> {
  if (!sendsMail(deps)) return;
  const filling = { at: at.toISOString(), zone: 'UTC', path: '/forgotten' };
  await queueMail(deps, trx, { to: { address: to }, template: 'password-changed', filling });
}

/** As a sentence has them after "as". */
const SAID: Readonly<Record<Role, string>> = {
  member: 'a member',
  'insights-administrator': 'an insights administrator',
  'organisation-admin': 'an administrator of the organisation',
  'support-desk': 'a member of the support desk',
  'platform-admin': 'an administrator of the platform',
  'provider-contact': 'the contact of a provider',
  'funder-reader': 'a reader for a funder',
};
