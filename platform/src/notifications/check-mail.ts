import type { Finding } from '@illuminate/contract';
import type { Context } from '../context.ts';
import { note, warning, well } from '../doctor/finding.ts';
import { sayFailure } from './say-failure.ts';

type Deps = Pick<Context, 'db' | 'config'>;

const SET_ONE =
  'Set SMTP_URL and MAIL_FROM, and start again; until then hand mails on yourself: npx illuminate mails list.';

/** What whoever looks after the platform should know of its mail; nothing where all is well or nothing waits. */
export async function mailWarnings(deps: Deps): Promise<string[]> {
  const finding = await checkMail(deps);
  const isWorthSaying = finding.level === 'warning' || (finding.level === 'note' && finding.nextStep !== null);
  return isWorthSaying ? [`${finding.detail} ${finding.nextStep ?? ''}`.trim()] : [];
}

/** Whether mails reach people. */
export async function checkMail({ db, config }: Deps): Promise<Finding> {
  const about = { check: 'mail', subject: config.mail?.host ?? 'outbox' } as const;
  const counts = await db
    .selectFrom('mails')
    .select((row) => ['state', row.fn.countAll<number>().as('mails'), row.fn.max('last_failure').as('failure')])
    .where('state', 'in', ['queued', 'failed'])
    .where('payload', 'is not', null)
    .groupBy('state')
    .execute();
  const of = (state: 'queued' | 'failed') => counts.find((one) => one.state === state);
  const waiting = Number(of('queued')?.mails ?? 0);
  const failed = Number(of('failed')?.mails ?? 0);
  if (config.mail === undefined) {
    return waiting === 0
      ? note(about, 'No mail server is set; mails would wait in the outbox.')
      : note(about, `No mail is sent, as no mail server is set: ${count(waiting)} in the outbox.`, SET_ONE);
  }
  const standing = sayFailure(of('queued')?.failure ?? null, null);
  if (standing !== null) return warning(about, `${count(waiting)} to be sent. ${standing.what}`, standing.next);
  if (failed > 0) {
    return warning(
      about,
      `${failed === 1 ? 'One mail' : `${failed} mails`} could not be sent.`,
      'See why, and try again: npx illuminate mails list --state failed.',
    );
  }
  return well(about, waiting === 0 ? 'Nothing waits.' : `${count(waiting)} to be sent in a moment.`);
}

const count = (mails: number): string =>
  mails === 1 ? 'One mail waits' : `${mails.toLocaleString('en-GB')} mails wait`;
