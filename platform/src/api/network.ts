import { isIPv4, isIPv6 } from 'node:net';

/** The network of an address: what a household or a house shares, and no more. '' for what is no address. */
export function networkOf(address: string | undefined): string {
  const plain = address?.replace(/^::ffff:/i, '').replace(/%.*$/, '') ?? '';
  if (isIPv4(plain)) return plain.split('.').slice(0, 3).join('.');
  if (!isIPv6(plain)) return '';
  const [head = '', tail] = plain.toLowerCase().split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array<string>(8 - before.length - after.length).fill('0');
  return [...before, ...zeros, ...after].slice(0, 3).join(':');
}
