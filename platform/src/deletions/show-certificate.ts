import type { Output } from '@illuminate/contract';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { notPossibleNow } from '../refusal.ts';
import { findDeletion } from './list-deletions.ts';

export async function showCertificate(
  context: Pick<Context, 'db'>,
  { organisation, id }: { organisation: Organisation; id: string },
): Promise<Output<'showCertificate'>> {
  const { certificate, certificate_hash: sha256 } = (await findDeletion(context, organisation, id)).deletion;
  if (certificate === null || sha256 === null) {
    throw notPossibleNow(
      'This deletion is not done, so there is no certificate of it.',
      'See how it stands in the list.',
    );
  }
  // Written by certify.
  return { certificate: certificate, sha256 };
}
