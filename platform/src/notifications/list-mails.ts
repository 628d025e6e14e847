import type { Mail as MailAnswer, MailState, Output } from '@illuminate/contract';
import type { Context } from '../context.ts';
import type { Mail } from '../control/schema/notifications.ts';
import { notFound } from '../refusal.ts';
import { sayFailure } from './say-failure.ts';

type Deps = Pick<Context, 'db' | 'config'>;

export interface ListMails {
  readonly state: MailState | null;
  readonly after: { readonly queuedAt: string; readonly id: string } | null;
  readonly limit: number;
}

export interface ListedMails {
  readonly items: MailAnswer[];
  readonly next: { readonly queuedAt: string; readonly id: string } | null;
  readonly sending: Output<'listMails'>['sending'];
}

/** A page of the outbox, newest first. */
export async function listMails(deps: Deps, { state, after, limit }: ListMails): Promise<ListedMails> {
  let query = mailsOf(deps).limit(limit + 1);
  if (state !== null) query = query.where('mails.state', '=', state);
  if (after !== null) {
    const at = new Date(after.queuedAt);
    query = query.where((row) =>
      row.or([row('queued_at', '<', at), row.and([row('queued_at', '=', at), row('mails.id', '<', after.id)])]),
    );
  }
  const rows = await query.execute();
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(describeMail),
    next: last === undefined ? null : { queuedAt: last.queued_at.toISOString(), id: last.id },
    sending: sendingOf(deps.config),
  };
}

function sendingOf({ mail }: Pick<Context['config'], 'mail'>): Output<'listMails'>['sending'] {
  return mail === undefined ? null : { server: `${mail.host}:${mail.port}`, from: mail.from.address };
}

type FoundMail = Mail & { readonly slug: string | null; readonly organisation_name: string | null };

/** @throws Refusal not-found */
export async function findMail(deps: Pick<Context, 'db'>, id: string): Promise<FoundMail> {
  const mail = await mailsOf(deps).where('mails.id', '=', id).executeTakeFirst();
  if (mail === undefined) throw notFound('mail with this id');
  return mail;
}

function mailsOf({ db }: Pick<Context, 'db'>) {
  return db
    .selectFrom('mails')
    .leftJoin('organisations', 'organisations.id', 'mails.organisation_id')
    .selectAll('mails')
    .select(['organisations.slug', 'organisations.name as organisation_name'])
    .orderBy('queued_at', 'desc')
    .orderBy('mails.id', 'desc');
}

export function describeMail(mail: FoundMail): MailAnswer {
  return {
    id: mail.id,
    template: mail.template,
    to: { address: mail.recipient, name: mail.recipient_name },
    subject: mail.subject,
    organisation: mail.slug,
    organisationName: mail.organisation_name,
    concerns: mail.concerns,
    state: mail.state,
    tries: mail.tries,
    queuedAt: mail.queued_at.toISOString(),
    nextTryAt: mail.next_try_at?.toISOString() ?? null,
    lastTriedAt: mail.last_tried_at?.toISOString() ?? null,
    sentAt: mail.sent_at?.toISOString() ?? null,
    failure: sayFailure(mail.last_failure, mail.last_reply),
  };
}
