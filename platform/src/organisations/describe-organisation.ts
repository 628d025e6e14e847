import type { Organisation as OrganisationAnswer } from '@illuminate/contract';
import type { Organisation } from '../control/schema/organisations.ts';

export function describeOrganisation({ id, slug, name, zone, currency, created_at }: Organisation): OrganisationAnswer {
  return { id, slug, name, zone, currency, createdAt: created_at.toISOString() };
}
