import type { Output } from '@illuminate/contract';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import type { Mail } from '../control/schema/notifications.ts';
import type { Template } from './define-template.ts';
import { describeMail, findMail } from './list-mails.ts';
import { renderMail } from './render-mail.ts';
import { TEMPLATES } from './templates/all.ts';

type Deps = Pick<Context, 'db' | 'clock' | 'config' | 'keys' | 'address'>;

/**
 * One mail of the outbox. Where no mail is sent, whoever runs the platform hands mails on and so has to see them, links and
 * all; that somebody looked is written down. Where mail is sent, a link is for its reader alone.
 */
export async function showMail(deps: Deps, { id, actor }: { id: string; actor: string }): Promise<Output<'showMail'>> {
  const mail = await findMail(deps, id);
  const whyNot = whyHidden(deps, mail);
  if (whyNot !== null) return { ...describeMail(mail), content: null, hidden: whyNot };
  const content = await renderMail(deps, mail);
  if (content === null) return { ...describeMail(mail), content: null, hidden: 'gone' };
  await deps.db.transaction().execute((trx) =>
    appendAudit(trx, {
      at: deps.clock.now(),
      actor,
      action: 'mail.looked-at',
      subject: mail.id,
      organisationId: mail.organisation_id,
      details: { template: mail.template },
    }),
  );
  return { ...describeMail(mail), content, hidden: null };
}

function whyHidden({ config }: Deps, mail: Mail): Output<'showMail'>['hidden'] {
  if (mail.payload === null) return 'gone';
  const template: Template | undefined = (TEMPLATES as Readonly<Record<string, Template>>)[mail.template];
  return config.mail !== undefined && template?.opens === true ? 'for-its-reader' : null;
}
