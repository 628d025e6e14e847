import { mailAddress } from '@illuminate/contract';
import type { Transaction } from 'kysely';
import type { Context } from '../context.ts';
import { newId } from '../control/new-id.ts';
import type { ControlTables } from '../control/schema.ts';
import type { Template } from './define-template.ts';
import { oneLine } from './letter.ts';
import { type FillingOf, TEMPLATES, type TemplateName } from './templates/all.ts';

export interface Recipient {
  readonly address: string;
  readonly name?: string | null;
}

export interface NewMail<Name extends TemplateName = TemplateName> {
  readonly to: Recipient;
  readonly template: Name;
  /** What the template is filled with. Sealed until the mail is sent, as it may hold a link that opens something. */
  readonly filling: FillingOf<Name>;
  readonly organisationId?: string | null;
  /** What it is about, such as "connection con_…". */
  readonly concerns?: string | null;
}

const HOUR_MS = 3_600_000;
const LONGEST_SUBJECT = 200;

/** Within the transaction of the deed: the mail goes out with the commit, or not at all. @returns its id */
export async function queueMail<Name extends TemplateName>(
  { keys, clock }: Pick<Context, 'keys' | 'clock'>,
  trx: Transaction<ControlTables>,
  { to, template: name, filling, organisationId = null, concerns = null }: NewMail<Name>,
): Promise<string> {
  const template: Template = TEMPLATES[name];
  const filled = template.filling.parse(filling);
  const { subject } = template.write(filled);
  const id = newId('mai');
  const now = clock.now();
  await trx
    .insertInto('mails')
    .values({
      id,
      template: name,
      recipient: mailAddress.parse(to.address),
      recipient_name: to.name ? oneLine(to.name).slice(0, 100) : null,
      subject: oneLine(subject).slice(0, LONGEST_SUBJECT),
      organisation_id: organisationId,
      concerns,
      state: 'queued',
      queued_at: now,
      next_try_at: now,
      last_tried_at: null,
      last_failure: null,
      last_reply: null,
      sent_at: null,
      expires_at: new Date(now.getTime() + template.hours * HOUR_MS),
      payload: await keys.sealOwn(['mail', id], Buffer.from(JSON.stringify(filled)), trx),
    })
    .execute();
  return id;
}
