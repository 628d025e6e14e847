import type { Mail } from '@illuminate/contract';
import { Command, Option } from 'commander';
import { allPages } from '../all-pages.ts';
import { connect } from '../connect.ts';
import { type Block, printResult, type Tone, tableUnlessEmpty } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { count, wallTime } from '../words.ts';
import { integer, jsonOption } from './options.ts';

const STATES = ['queued', 'sending', 'sent', 'failed'] as const;
const TONES: Readonly<Record<Mail['state'], Tone>> = { queued: 'info', sending: 'info', sent: 'ok', failed: 'bad' };

interface ListOptions {
  readonly state?: Mail['state'];
  readonly limit: number;
  readonly json?: boolean;
}

const NOT_SENT =
  'No mail is sent, as no mail server is set (SMTP_URL, MAIL_FROM): hand on what illuminate mails show prints.';

export function mailsCommand(terminal: Terminal): Command {
  const command = new Command('mails').description('the outbox: mails that wait, were sent or failed');

  command
    .command('list')
    .description('list them, newest first')
    .addOption(new Option('--state <state>', 'only those in this state').choices([...STATES]))
    .option('--limit <number>', 'at most so many', integer, 100)
    .addOption(jsonOption())
    .action(async ({ state, limit, json }: ListOptions) => {
      const client = connect(terminal);
      let isSent = true;
      const { items, more } = await allPages(async (query) => {
        const page = await client.call('listMails', { query: { ...query, ...(state === undefined ? {} : { state }) } });
        isSent = page.sending !== null;
        return page;
      }, limit);
      printResult(
        terminal,
        {
          json: { items, more },
          blocks: [
            { kind: 'line', text: count(items.length, 'mail') },
            ...tableUnlessEmpty(
              ['Id', 'State', 'To', 'Subject', 'Kind', 'Queued (UTC)', 'Tries'].map((title) => ({ title })),
              items.map((mail) => [
                mail.id,
                { text: mail.state, tone: TONES[mail.state] },
                mail.to.address,
                mail.subject,
                mail.template,
                wallTime(mail.queuedAt, 'UTC'),
                String(mail.tries),
              ]),
            ),
          ],
          remarks: [
            ...(isSent ? [] : [NOT_SENT]),
            ...(more ? [`There are more; --limit ${limit * 10} shows up to that many.`] : []),
          ],
        },
        json,
      );
    });

  command
    .command('show')
    .description('one mail, with what it says while it waits')
    .argument('<id>', 'id of the mail, from the list')
    .addOption(jsonOption())
    .action(async (id: string, { json }: { json?: boolean }) => {
      const shown = await connect(terminal).call('showMail', { params: { mail: id } });
      const { content, hidden } = shown;
      printResult(
        terminal,
        {
          json: shown,
          blocks: [factsOf(shown), ...(content === null ? [] : [{ kind: 'text', text: content.text } as const])],
          remarks: hidden === null ? [] : [HIDDEN[hidden]],
        },
        json,
      );
    });

  command
    .command('retry')
    .description('try one that failed or waits again, now')
    .argument('<id>', 'id of the mail, from the list')
    .addOption(jsonOption())
    .action(async (id: string, { json }: { json?: boolean }) => {
      const retried = await connect(terminal).call('retryMail', { params: { mail: id } });
      const text = `Queued again: ${retried.subject}, to ${retried.to.address}.`;
      printResult(terminal, { json: retried, blocks: [{ kind: 'line', text }] }, json);
    });

  return command;
}

const HIDDEN = {
  gone: 'What it said is no longer here: it was sent, or has expired.',
  'for-its-reader': 'What it says is not shown: it holds a link that is for its reader alone.',
} as const;

function factsOf(mail: Mail): Block {
  const at = (instant: string | null) => (instant === null ? null : `${wallTime(instant, 'UTC')} UTC`);
  return {
    kind: 'facts',
    facts: [
      ['State', { text: mail.state, tone: TONES[mail.state] }],
      ['To', mail.to.name === null ? mail.to.address : `${mail.to.name} <${mail.to.address}>`],
      ['Subject', mail.subject],
      ['Kind', mail.template],
      ['Organisation', mail.organisationName],
      ['About', mail.concerns],
      ['Queued', at(mail.queuedAt)],
      ['Sent', at(mail.sentAt)],
      ['Tries', String(mail.tries)],
      ['Next try', at(mail.nextTryAt)],
      ['What went wrong', mail.failure?.what ?? null],
      ['What to do', mail.failure?.next ?? null],
    ],
  };
}
