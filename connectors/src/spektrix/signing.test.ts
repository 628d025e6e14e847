import { describe, expect, it } from 'vitest';
import { authorization, signature } from './signing.ts';

// The three vectors of the published algorithm, computed apart from this code.
const KEY = 'S2VlcCB5b3VyIGtuaWNrZXJzIG9uISBUaGlzIGlzIGEgdGVzdCBBUEkga2V5LCBkb24ndCB3b3JyeSE=';
const DATE = 'Mon, 02 Mar 2026 09:30:00 GMT';
const BASE = 'https://system.spektrix.com/apitesting/api/v3';

describe('a request to Spektrix is signed', () => {
  it.each([
    ['a customer', `${BASE}/customers/I-AK11-1ATK`, 'PwXuLEe4PXcm+6RuePRNx54jPa0='],
    ['a query', `${BASE}/orders/sync?since=2024-06-01T00:00:00.0000000`, 'RQEA2j9sN1DC1pYPCVvfQTjR8D8='],
  ])('for %s', (_, url, expected) => {
    expect(signature(KEY, { method: 'GET', url, date: DATE })).toBe(expected);
  });

  it('with the MD5 of its body', () => {
    const body = '{"email":"a@example.org","firstName":"Ann","lastName":"Other"}';
    const signed = signature(KEY, { method: 'post', url: `${BASE}/customers`, date: DATE, body });
    expect(signed).toBe('mvEv++N5JmcPqEXq5tddc98pAoI=');
  });

  it('and named after the login', () => {
    const request = { method: 'GET', url: `${BASE}/customers/I-AK11-1ATK`, date: DATE };
    expect(authorization({ login: 'greg\\brightflair', secret: KEY }, request)).toBe(
      'SpektrixAPI3 greg\\brightflair:PwXuLEe4PXcm+6RuePRNx54jPa0=',
    );
  });
});
