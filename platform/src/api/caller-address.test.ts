import { expect, test } from 'vitest';
import { createCallerAddress } from './caller-address.ts';

const of = createCallerAddress(['10.0.0.0/8', '2001:db8::1']);

test.each([
  ['nobody in between', '203.0.113.9', undefined, '203.0.113.9'],
  ['a header from a stranger', '203.0.113.9', '198.51.100.7', '203.0.113.9'],
  ['one proxy', '10.0.0.1', '198.51.100.7', '198.51.100.7'],
  ['a proxy on IPv6', '2001:db8::1', '198.51.100.7', '198.51.100.7'],
  ['an IPv4 address on an IPv6 socket', '::ffff:10.0.0.1', '198.51.100.7', '198.51.100.7'],
  ['two proxies', '10.0.0.1', '198.51.100.7, 10.0.0.2', '198.51.100.7'],
  ['what was made up before the proxy', '10.0.0.1', '192.0.2.1, 198.51.100.7', '198.51.100.7'],
  ['a header that is no address', '10.0.0.1', 'unknown', '10.0.0.1'],
  ['no socket', undefined, '198.51.100.7', null],
])('%s', (_what, remote, forwarded, address) => {
  expect(of({ remote, forwarded })).toBe(address);
});
