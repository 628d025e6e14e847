import type { MailFailure } from './mail-server.ts';

type Failure = MailFailure | 'expired';

const SAY: Readonly<Record<Failure, { readonly what: string; readonly next: string }>> = {
  'server-unreachable': {
    what: 'The mail server could not be reached, or broke off.',
    next: 'Look at SMTP_URL, and at whether that server answers.',
  },
  'encryption-refused': {
    what: 'No encrypted connection to the mail server came about.',
    next: 'Look at the certificate of the mail server, and at SMTP_URL.',
  },
  'sign-in-refused': {
    what: 'The mail server refused our sign-in.',
    next: 'Set the right user and password in SMTP_URL, and start again.',
  },
  'sender-refused': {
    what: 'The mail server takes no mail from the address in MAIL_FROM.',
    next: 'Set MAIL_FROM to an address that this server may send from.',
  },
  'recipient-refused': {
    what: 'The mail server refused the address.',
    next: 'Make sure that the address is right; then try again.',
  },
  'message-refused': { what: 'The mail server refused this mail.', next: 'Ask who runs the mail server why.' },
  'put-off': { what: 'The mail server put it off.', next: 'Nothing: it is tried again by itself.' },
  expired: { what: 'It was not sent in time, and is worth nothing any more.', next: 'Do what it was about once more.' },
};

const isKnown = (failure: string): failure is Failure => Object.hasOwn(SAY, failure);

/** In words of ours: what mail servers say quotes addresses. */
export function sayFailure(failure: string | null, reply: number | null): { what: string; next: string } | null {
  if (failure === null) return null;
  const said = isKnown(failure) ? SAY[failure] : { what: 'It could not be sent.', next: 'Try again.' };
  return { what: reply === null ? said.what : `${said.what} It answered ${reply}.`, next: said.next };
}
