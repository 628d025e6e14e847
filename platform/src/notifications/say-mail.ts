import type { Config } from '../config/config.ts';

/** What whoever starts the platform should know of its mail. */
export function sayMail({ mail }: Pick<Config, 'mail'>): string[] {
  return mail === undefined
    ? ['No mail is sent, as SMTP_URL is not set: mails wait in the outbox (npx illuminate mails list).']
    : [`Mail goes out through ${mail.host}, port ${mail.port}, from ${mail.from.address}`];
}
