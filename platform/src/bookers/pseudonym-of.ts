import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { invalidInput } from '../refusal.ts';
import { pseudonymWith } from '../syncs/pseudonym.ts';

/**
 * The pseudonym of a booker, worked out anew from the id that the box office knows them by. The id itself is never written down: not
 * in a log, not in the audit trail, not in an answer.
 */
export async function pseudonymOf(
  { keys }: Pick<Context, 'keys'>,
  { id }: Pick<Organisation, 'id'>,
  customerId: string,
): Promise<string> {
  const wanted = customerId.trim();
  if (wanted === '')
    throw invalidInput([{ path: 'body.customerId', message: 'is the id of a customer in the box office' }]);
  return pseudonymWith(await keys.pseudonymKey(id))(wanted);
}
