import type { Organisation } from '../control/schema/organisations.ts';
import { invalidInput } from '../refusal.ts';
import { pseudonymWith } from '../syncs/pseudonym.ts';
import { type AskDeps, customerIdByNumber } from './customer-id-by-number.ts';

/**
 * The pseudonyms of a booker, worked out anew from the id that the box office knows them by, or from the number that its pages show:
 * then also of the number, as a file that was uploaded may name them by it. What was typed is never written down: not in a log, not
 * in the audit trail, not in an answer.
 * @throws Refusal for nothing, and for a number of which the box office cannot be asked or knows nobody
 */
export async function pseudonymsOf(
  deps: AskDeps,
  { id }: Pick<Organisation, 'id'>,
  customerId: string,
): Promise<readonly [string, ...string[]]> {
  const wanted = customerId.trim();
  if (wanted === '')
    throw invalidInput([{ path: 'body.customerId', message: 'is the id of a customer in the box office' }]);
  const asked = await customerIdByNumber(deps, id, wanted);
  const pseudonym = pseudonymWith(await deps.keys.pseudonymKey(id));
  if (asked === null) return [pseudonym(wanted)];
  // In small letters it is the same number, and a file has it as the pages do.
  const others = new Set([wanted, wanted.toUpperCase()]);
  return [pseudonym(asked), ...[...others].map(pseudonym)];
}
