import type { Agreement } from '@illuminate/contract';
import type { AgreementRow } from '../../control/schema/consents.ts';

export function describeAgreement(row: AgreementRow): Agreement {
  const { version, hash, basis, name, position, accepted_at, review_on } = row;
  return { version, hash, basis, name, position, acceptedAt: accepted_at.toISOString(), reviewOn: review_on };
}
