import { z } from 'zod';

export const instantText = z.iso.datetime().meta({ description: 'An instant, ISO 8601 in UTC.' });
export const dayText = z.iso
  .date('is no day; write it like 2022-12-31')
  .meta({ description: 'A local day, YYYY-MM-DD.' });
export const slug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, 'lower-case letters, digits and hyphens, 1 to 40 characters')
  .meta({ description: 'Short name in addresses and commands, such as riverside.' });
export const connectionName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,80}$/)
  .meta({ description: 'ORGANISATION-PROVIDER, such as riverside-PROVIDER.' });
export const connectionMethod = z.enum([
  'provider-consent',
  'api-credentials',
  'support-request',
  'delivery',
  'upload',
]);
export const evidenceLabel = z.enum(['documented', 'observed', 'provisional']);

/** Printable ASCII of the plainest form: nothing in it can end a header, name a second recipient or be taken for markup. */
export const mailAddress = z
  .string()
  .trim()
  .max(254)
  .regex(
    /^[A-Za-z0-9](?:[A-Za-z0-9._+'-]{0,62}[A-Za-z0-9_+-])?@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])$/,
    'is no e-mail address; write it like name@venue.example',
  )
  .refine((address) => !address.includes('..'), 'is no e-mail address; write it like name@venue.example')
  .meta({ description: 'An e-mail address.' });
export const personName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^\P{C}+$/u, 'must be on one line');
