import { defineStream } from '@illuminate/connector-kit';
import type { SpektrixCustomer } from '../api-types.ts';
import type { SpektrixClient } from '../client.ts';
import { keptCustomer } from '../kept-records.ts';
import { normaliseCustomer, unknownCustomer } from '../normalise/customer.ts';
import { idIn, isObject } from '../normalise/fields.ts';
import type { SpektrixReferences } from '../references.ts';
import { getOne, segment } from './answers.ts';

/** Bookers, one by one as orders name them: Spektrix has no list of all customers [C, ?]. */
export const customers = defineStream<SpektrixClient, SpektrixCustomer, SpektrixReferences>({
  name: 'customers',
  keeps: ['id (as a pseudonym)', 'billingAddress or deliveryAddress: postcode (as its sector) and country'],
  inWords: 'Bookers: a pseudonym and the area they live in (the sector of a postcode). No name, no contact.',
  async byId(client, id, signal) {
    const path = `customers/${segment(id)}`;
    const { records, requestedAt } = await getOne<unknown>(client, path, { route: 'customers/{id}', signal });
    return { records: records.map((record) => addressOnly(record, id)), requestedAt };
  },
  idOf: idIn,
  normalise: normaliseCustomer,
  kept: keptCustomer,
  missing: unknownCustomer,
});

/**
 * Drops names and contact details before anybody holds them. The id is the one that was asked for: customers who were merged
 * answer with another one, and the order names the first.
 */
function addressOnly(data: unknown, id: string): SpektrixCustomer {
  if (!isObject(data)) return data as SpektrixCustomer;
  return { id, billingAddress: data.billingAddress, deliveryAddress: data.deliveryAddress };
}
