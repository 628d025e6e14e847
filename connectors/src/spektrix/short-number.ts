import type { OtherCustomerNumber } from '@illuminate/connector-kit';
import type { SpektrixClient } from './client.ts';
import { isObject, readId } from './normalise/fields.ts';
import { ifOffered, segment, unexpected } from './streams/answers.ts';

const ROUTE = 'customers/{number}';
const PATTERN = /^I-[0-9A-Z]{4}-[0-9A-Z]{4}$/i;

/**
 * [D] `customers/I-XXXX-XXXX` answers the customer, with the id by which orders name them. The rest of that answer is name and
 * address: it is dropped here.
 */
export const shortNumber: OtherCustomerNumber<SpektrixClient> = {
  label: 'documented',
  pattern: PATTERN,
  what: 'short number of a customer in Spektrix',
  instead:
    'the long id, which whoever holds an API login of your Spektrix reads at customers/I-XXXX-XXXX of its API v3',
  async customerIdOf(client, number, signal) {
    const path = `customers/${segment(number.toUpperCase())}`;
    const { data } = await ifOffered(client.getJson(path, { route: ROUTE, signal, tries: 2 }));
    const id = isObject(data) ? readId(data.id) : null;
    if (id === null || PATTERN.test(id)) throw unexpected(ROUTE, 'holds no id of a customer');
    return id;
  },
};
