import type { Output } from '@illuminate/contract';
import type { Context } from '../../context.ts';
import type { Connection } from '../../control/schema/connections.ts';
import { notFound } from '../../refusal.ts';
import { describeClaim } from './describe-claim.ts';
import { openClaim } from './open-claim.ts';

/** What every deed about a claim answers. */
export async function showClaim(
  { db, connectors }: Pick<Context, 'db' | 'connectors'>,
  { id, name, provider }: Pick<Connection, 'id' | 'name' | 'provider'>,
): Promise<Output<'startClaim'>> {
  const claim = await openClaim(db, id);
  if (claim === undefined) throw notFound('claim');
  return { connection: name, claim: describeClaim(claim, connectors.get(provider)) };
}
