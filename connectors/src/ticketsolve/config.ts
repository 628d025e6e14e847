import { z } from 'zod';

/** Where `host` is left out, an account's pages are below `https://ACCOUNT.ticketsolve.com/`. */
export const ticketsolveConfig = z.object({
  account: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'The account is one word of letters, digits and hyphens.')
    .meta({
      label: 'Account',
      help: 'The first part of your Ticketsolve addresses: https://ACCOUNT.ticketsolve.com/…',
      secret: false,
    }),
  locale: z
    .string()
    .trim()
    .regex(/^[a-z]{2}(?:-[A-Z]{2})?$/, 'The language is written like cy-CY.')
    .optional()
    .meta({
      label: 'Language of the feed',
      help: 'Leave it out for the account’s own language. For Welsh, if your account has it: cy-CY.',
      secret: false,
    }),
  host: z
    .string()
    .trim()
    .refine(isOrigin, 'The address is https:// and the name of the host, and nothing behind it.')
    .optional()
    .meta({
      label: 'Address',
      help: 'Leave it out. For a simulator it is where the simulator listens; the account follows as the first part of the path.',
      secret: false,
    }),
});

export type TicketsolveConfig = z.infer<typeof ticketsolveConfig>;

/** The address below which an account's feed lies. */
export function baseOf({ account, host }: TicketsolveConfig): string {
  return host === undefined ? `https://${account}.ticketsolve.com/` : `${host.replace(/\/+$/, '')}/${account}/`;
}

function isOrigin(text: string): boolean {
  return /^https?:\/\/[^/?#@\s]+\/?$/i.test(text) && URL.canParse(text);
}
