import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { invalidInput } from '../refusal.ts';
import { pseudonymWith } from '../syncs/pseudonym.ts';

/**
 * The pseudonym of a booker, worked out anew from the id that the box office knows them by. The id itself is never written down: not
 * in a log, not in the audit trail, not in an answer.
 * @throws Refusal invalid-input for none, and for a number by which nobody is known here: to say that nothing is held would be untrue
 */
export async function pseudonymOf(
  { keys, connectors }: Pick<Context, 'keys' | 'connectors'>,
  { id }: Pick<Organisation, 'id'>,
  customerId: string,
): Promise<string> {
  const wanted = customerId.trim();
  if (wanted === '')
    throw invalidInput([{ path: 'body.customerId', message: 'is the id of a customer in the box office' }]);
  for (const { otherCustomerNumbers = [] } of connectors.values()) {
    const other = otherCustomerNumbers.find(({ pattern }) => pattern.test(wanted));
    if (other !== undefined) throw invalidInput([{ path: 'body.customerId', message: other.instead }]);
  }
  return pseudonymWith(await keys.pseudonymKey(id))(wanted);
}
