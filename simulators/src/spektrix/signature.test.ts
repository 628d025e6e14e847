import { expect, test } from 'vitest';
import { parseAuthorization, sign, signatureMatches } from './signature.ts';

const SECRET = 'S2VlcCB5b3VyIGtuaWNrZXJzIG9uISBUaGlzIGlzIGEgdGVzdCBBUEkga2V5LCBkb24ndCB3b3JyeSE=';
const DATE = 'Mon, 02 Mar 2026 09:30:00 GMT';
const BASE = 'https://system.spektrix.com/apitesting/api/v3/';

test.each([
  ['GET', `${BASE}customers/I-AK11-1ATK`, null, 'PwXuLEe4PXcm+6RuePRNx54jPa0='],
  ['GET', `${BASE}orders/sync?since=2024-06-01T00:00:00.0000000`, null, 'RQEA2j9sN1DC1pYPCVvfQTjR8D8='],
  [
    'POST',
    `${BASE}customers`,
    '{"email":"a@example.org","firstName":"Ann","lastName":"Other"}',
    'mvEv++N5JmcPqEXq5tddc98pAoI=',
  ],
])('%s %s is signed as in the vector', (method, url, body, signature) => {
  const parts = { method, url, date: DATE, body: body === null ? null : Buffer.from(body) };
  expect(sign(parts, SECRET)).toBe(signature);
  expect(signatureMatches(signature, parts, SECRET)).toBe(true);
  expect(signatureMatches(signature, { ...parts, url: `${url}&x` }, SECRET)).toBe(false);
});

test('a login may contain a backslash or a colon', () => {
  expect(parseAuthorization('SpektrixAPI3 greg\\brightflair:abc=')).toEqual({
    login: 'greg\\brightflair',
    signature: 'abc=',
  });
  expect(parseAuthorization('SpektrixAPI3 a:b:abc=')).toEqual({ login: 'a:b', signature: 'abc=' });
  expect(parseAuthorization('Basic abc')).toBeNull();
});
