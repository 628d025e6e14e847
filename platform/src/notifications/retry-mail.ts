import type { Output } from '@illuminate/contract';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import { notPossibleNow } from '../refusal.ts';
import { describeMail, findMail } from './list-mails.ts';

type Deps = Pick<Context, 'db' | 'clock' | 'config' | 'queue'>;

/** Puts a mail that failed, or waits for its next try, first in the line. */
export async function retryMail(
  deps: Deps,
  { id, actor }: { id: string; actor: string },
): Promise<Output<'retryMail'>> {
  if (deps.config.mail === undefined) {
    throw notPossibleNow(
      'No mail server is set, so nothing is sent.',
      'Set SMTP_URL and MAIL_FROM, and start again.',
      'operator',
    );
  }
  await findMail(deps, id);
  await deps.db.transaction().execute(async (trx) => {
    const now = deps.clock.now();
    const retried = await trx
      .updateTable('mails')
      .set({ state: 'queued', next_try_at: now })
      .where('id', '=', id)
      .where('state', 'in', ['queued', 'failed'])
      .where('payload', 'is not', null)
      .returning('organisation_id')
      .executeTakeFirst();
    if (retried === undefined) refuse(id);
    const details = {};
    await appendAudit(trx, {
      at: now,
      actor,
      action: 'mail.retried',
      subject: id,
      organisationId: retried.organisation_id,
      details,
    });
  });
  await deps.queue.send('mails');
  return describeMail(await findMail(deps, id));
}

function refuse(id: string): never {
  throw notPossibleNow(`The mail ${id} is sent, is being sent, or has expired.`, 'Look at it in the list.');
}
