import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { pageOf, pageQuery } from './paging.ts';
import { instantText, slug } from './words.ts';

export const mailState = z.enum(['queued', 'sending', 'sent', 'failed']);
export type MailState = z.infer<typeof mailState>;

export const mail = z
  .object({
    id: z.string(),
    template: z.string().meta({ description: 'The kind of mail, such as invitation.' }),
    to: z.object({ address: z.string(), name: z.string().nullable() }),
    subject: z.string(),
    organisation: slug.nullable(),
    organisationName: z.string().nullable().meta({ description: 'As people write it.' }),
    concerns: z.string().nullable().meta({ description: 'What it is about, such as a connection by its id.' }),
    state: mailState,
    tries: z.int(),
    queuedAt: instantText,
    nextTryAt: instantText.nullable(),
    lastTriedAt: instantText.nullable(),
    sentAt: instantText.nullable(),
    failure: z.object({ what: z.string(), next: z.string() }).nullable(),
  })
  .meta({ id: 'Mail' });
export type Mail = z.infer<typeof mail>;

export const listMails = defineOperation({
  id: 'listMails',
  tag: 'notifications',
  method: 'get',
  path: '/mails',
  summary: 'The outbox: mails that wait, were sent or failed, newest first',
  scope: 'operator',
  query: pageQuery.extend({ state: mailState.optional() }),
  output: pageOf(mail).extend({
    sending: z
      .object({ server: z.string(), from: z.string() })
      .nullable()
      .meta({ description: 'Null where no mail server is set, so that mails wait here.' }),
  }),
});

const byId = z.object({ mail: z.string().max(60) });

export const showMail = defineOperation({
  id: 'showMail',
  tag: 'notifications',
  method: 'get',
  path: '/mails/{mail}',
  summary: 'One mail, with what it says while it waits',
  description:
    'What a mail says is destroyed once it is sent. Where mail is sent, a mail whose link opens something is not shown: the link is for its reader alone.',
  scope: 'operator',
  params: byId,
  output: mail.extend({
    content: z.object({ subject: z.string(), text: z.string(), html: z.string() }).nullable(),
    hidden: z.enum(['gone', 'for-its-reader']).nullable().meta({ description: 'Why `content` is null.' }),
  }),
  errors: ['not-found'],
});

export const retryMail = defineOperation({
  id: 'retryMail',
  tag: 'notifications',
  method: 'post',
  path: '/mails/{mail}/retry',
  summary: 'Try a mail that failed or waits again, now',
  scope: 'operator',
  params: byId,
  output: mail,
  errors: ['not-found', 'not-possible-now'],
});
