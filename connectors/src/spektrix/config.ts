import { z } from 'zod';

const DEFAULT_HOST = 'https://system.spektrix.com';

const login = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{1,200}$/, 'The login is the user name of the API account, without spaces.')
  .meta({
    label: 'API login',
    help: 'Settings Interface > Users > API Accounts > New API Account: the user name you give the account there.',
    secret: false,
  });

const secret = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9+/]{8,}={0,2}$/, 'The key is the long text of letters, digits, + and / that Spektrix shows once.')
  .meta({
    label: 'Secret key',
    help: 'Spektrix shows it once, to whoever opens the link in the e-mail for the new API account and enters the code sent by text message.',
    secret: true,
  });

const host = z
  .string()
  .trim()
  .refine(isOrigin, 'The address is https:// and the name of the host, and nothing behind it.')
  .default(DEFAULT_HOST)
  .meta({
    label: 'Address',
    help: 'Leave it as it is, unless your Spektrix pages are on an address of your own, such as https://tickets.example.org.',
    secret: false,
  });

export const spektrixConfig = z.object({
  client: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/, 'The client name is one word of letters and digits.')
    .refine((name) => !/^\.+$/.test(name), 'The client name is one word of letters and digits.')
    .meta({
      label: 'Client name',
      help: 'The part of your Spektrix addresses behind the host: https://system.spektrix.com/CLIENT-NAME/…',
      secret: false,
    }),
  login,
  secret,
  host,
});

export interface SpektrixConfig extends z.infer<typeof spektrixConfig> {
  /** Set by `configFor` only, never by a form: whose credential this is decides what a refusal means. */
  readonly permission?: 'provider-consent';
}

/** The operator's credential as a partner of Spektrix. PROVISIONAL [I]: that there is one is inferred from the toggle. */
export const partnerConfig = z.object({ login, secret, host });

function isOrigin(text: string): boolean {
  return /^https?:\/\/[^/?#@\s]+\/?$/i.test(text) && URL.canParse(text);
}
