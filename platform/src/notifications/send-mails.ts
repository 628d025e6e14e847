// Sends what waits, one mail at a time. A mail is marked before it is handed over, so that a process that ends in between
// leaves it known as "perhaps sent": it is sent again under the same Message-ID, which is all that SMTP allows.
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Mail } from '../control/schema/notifications.ts';
import { openPostman, type Posted, type Postman } from './mail-server.ts';
import { renderMail } from './render-mail.ts';

type Deps = Pick<Context, 'db' | 'clock' | 'config' | 'keys' | 'log' | 'address'>;

const MINUTE_MS = 60_000;
const BACK_OFF_MINUTES = [1, 5, 15, 60, 180, 360, 720];

/** What another process had in its hands when it ended. */
export async function takeUpMails({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<void> {
  await db
    .updateTable('mails')
    .set({ state: 'queued', next_try_at: clock.now() })
    .where('state', '=', 'sending')
    .execute();
}

/** Everything that is due; without a mail server nothing but what has expired changes. */
export async function sendMails(deps: Deps, signal: AbortSignal): Promise<void> {
  await expire(deps);
  const { mail: server } = deps.config;
  if (server === undefined) return;
  let postman: Postman | null = null;
  try {
    while (!signal.aborted) {
      const mail = await claim(deps);
      if (mail === undefined) return;
      postman ??= openPostman(server, deps.config.publicUrl?.hostname ?? '[127.0.0.1]');
      const posted = await hand(deps, postman, mail);
      await record(deps, mail, posted);
      // The next would meet the same, and has its own turn soon.
      if (posted.concernsServer) return;
    }
  } finally {
    postman?.close();
  }
}

/** What is no longer worth reading is not kept either: links in it open nothing by now. */
async function expire({ db, clock }: Deps): Promise<void> {
  await db
    .updateTable('mails')
    .set({ payload: null, state: 'failed', next_try_at: null, last_failure: 'expired' })
    .where('state', '=', 'queued')
    .where('expires_at', '<=', clock.now())
    .execute();
  await db
    .updateTable('mails')
    .set({ payload: null })
    .where('state', '=', 'failed')
    .where('payload', 'is not', null)
    .where('expires_at', '<=', clock.now())
    .execute();
}

async function claim({ db, clock }: Deps): Promise<Mail | undefined> {
  const now = clock.now();
  return db
    .updateTable('mails')
    .set((row) => ({
      state: 'sending' as const,
      tries: sql<number>`${row.ref('tries')} + 1`,
      last_tried_at: now,
      next_try_at: null,
    }))
    .where('id', '=', (due) =>
      due
        .selectFrom('mails')
        .select('id')
        .where('state', '=', 'queued')
        .where('next_try_at', '<=', now)
        .orderBy('next_try_at')
        .orderBy('id')
        .limit(1),
    )
    .returningAll()
    .executeTakeFirst();
}

const UNREADABLE: Posted = { failure: 'message-refused', reply: null, isFinal: true, concernsServer: false };

async function hand(deps: Deps, postman: Postman, mail: Mail): Promise<Posted> {
  const { mail: server } = deps.config;
  const rendered = await renderMail(deps, mail);
  if (rendered === null || server === undefined) return UNREADABLE;
  const domain = server.from.address.split('@')[1] ?? 'localhost';
  return postman.post({
    messageId: `<${mail.id}@${domain}>`,
    to: { address: mail.recipient, name: mail.recipient_name },
    date: mail.queued_at,
    ...rendered,
  });
}

async function record({ db, clock, log }: Deps, mail: Mail, { failure, reply, isFinal }: Posted): Promise<void> {
  const now = clock.now();
  if (failure === null) {
    await db
      .updateTable('mails')
      .set({ state: 'sent', sent_at: now, payload: null, last_failure: null, last_reply: null })
      .where('id', '=', mail.id)
      .execute();
    return;
  }
  const next = new Date(now.getTime() + backOff(mail.tries));
  const isOver = isFinal || next >= mail.expires_at;
  await db
    .updateTable('mails')
    .set({
      state: isOver ? 'failed' : 'queued',
      next_try_at: isOver ? null : next,
      last_failure: failure,
      last_reply: reply,
    })
    .where('id', '=', mail.id)
    .execute();
  log.warn({ mail: mail.id, failure, reply, tries: mail.tries, again: isOver ? null : next }, 'a mail was not taken');
}

/** After so many tries. */
function backOff(tries: number): number {
  return (BACK_OFF_MINUTES[Math.min(tries, BACK_OFF_MINUTES.length) - 1] ?? 1) * MINUTE_MS;
}
