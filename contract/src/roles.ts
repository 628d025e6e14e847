import { z } from 'zod';

/** Of a person in one organisation; what each may do is in who-may.ts. */
export const organisationRole = z
  .enum(['member', 'insights-administrator', 'organisation-admin'])
  .meta({ id: 'OrganisationRole' });
export type OrganisationRole = z.infer<typeof organisationRole>;

/** Of a person on the whole platform; a provider contact is one of one provider. */
export const platformRole = z
  .enum(['support-desk', 'platform-admin', 'provider-contact', 'funder-reader'])
  .meta({ id: 'PlatformRole' });
export type PlatformRole = z.infer<typeof platformRole>;

export const role = z.enum([...organisationRole.options, ...platformRole.options]).meta({ id: 'Role' });
export type Role = z.infer<typeof role>;

export const ROLES: readonly Role[] = role.options;
