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
