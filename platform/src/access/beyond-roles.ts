// What a role may only sometimes.
import type { Connection, ConnectionMethod } from '../control/schema/connections.ts';
import { notAllowedTo } from './admit.ts';
import type { Reach } from './reach.ts';

/**
 * Whose a client at a provider is, is not for an organisation to say: it would be attached, and read, by whoever names it first.
 * @throws Refusal not-allowed
 */
export function requireAttach({ all }: Reach, { method }: { readonly method: ConnectionMethod }): void {
  if (all || method !== 'provider-consent') return;
  throw notAllowedTo(
    'A connection by permission is attached once it is proven whose account it is.',
    'Claim the account instead, or ask the support desk to attach it.',
  );
}

/**
 * What an organisation paused it resumes itself. Only the organisation's own people and keys, and the operator, reach it by more
 * than looking after everybody. @throws Refusal not-allowed
 */
export function requireResume(
  reach: Reach,
  { organisation_id, state }: Pick<Connection, 'organisation_id' | 'state'>,
): void {
  if (!reach.support || reach.organisations.includes(organisation_id) || state !== 'paused') return;
  throw notAllowedTo(
    'Its organisation paused this connection, and resumes it itself.',
    'Ask somebody of the organisation to resume it.',
  );
}
