import type { Probe } from '@illuminate/connector-kit';
import { unexpected, type __Pascal__Client } from './client.ts';
import { cleanText, isObject } from './normalise/fields.ts';

/** Asks the account who we are to it. One request. @throws ConnectorError */
export async function probe__Pascal__(client: __Pascal__Client, signal: AbortSignal): Promise<Probe> {
  const { data } = await client.get('account', 'account', signal);
  if (!isObject(data)) throw unexpected('account', 'is not an object');
  return {
    signedInAs: cleanText(data.name),
    ways: ['orders.window', 'orders.changedSince', 'orders.byId'],
    sees: ['events and performances', 'orders with their tickets, by day and as they change'],
    cannotSee: [],
  };
}
