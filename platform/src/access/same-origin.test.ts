import { describe, expect, test } from 'vitest';
import { type Listening, whyForeign } from './same-origin.ts';

const local: Listening = { host: '127.0.0.1', port: 4310, publicUrl: null };
const ours = { method: 'GET', host: '127.0.0.1:4310', origin: undefined, secFetchSite: undefined, viaCookie: false };
const isLetIn = (request: Partial<typeof ours> | object, listening = local) =>
  whyForeign(listening, { ...ours, ...request }) === null;

describe('the host', () => {
  test.each(['127.0.0.1:4310', 'localhost:4310', 'LOCALHOST:4310', '[::1]:4310'])('%s is ours', (host) => {
    expect(isLetIn({ host })).toBe(true);
  });
  test.each([
    'evil.example',
    '127.0.0.1',
    '127.0.0.1:4311',
    'localhost.evil.example:4310',
    '127.0.0.1.nip.io:4310',
    '169.254.169.254',
    '',
    undefined,
  ])('%s is not', (host) => {
    expect(isLetIn({ host })).toBe(false);
  });
  test('of PUBLIC_URL is ours too', () => {
    const listening = { ...local, publicUrl: new URL('https://tickets.example') };
    expect(isLetIn({ host: 'tickets.example', origin: 'https://tickets.example' }, listening)).toBe(true);
    expect(isLetIn({ host: 'tickets.example', origin: 'http://tickets.example' }, listening)).toBe(false);
  });
  test('needs no port on port 80', () => {
    expect(isLetIn({ host: 'localhost' }, { ...local, port: 80 })).toBe(true);
  });
});

describe('the origin', () => {
  test.each(['https://evil.example', 'null', 'http://127.0.0.1:9999', 'https://127.0.0.1:4310'])(
    '%s is refused',
    (origin) => {
      expect(isLetIn({ origin })).toBe(false);
    },
  );
  test('of our own pages is let in', () => {
    expect(isLetIn({ origin: 'http://localhost:4310', method: 'POST', viaCookie: true })).toBe(true);
  });
});

describe('a request that changes something', () => {
  test('with a cookie must tell where it comes from', () => {
    expect(isLetIn({ method: 'POST', viaCookie: true })).toBe(false);
    expect(isLetIn({ method: 'DELETE', viaCookie: true, secFetchSite: 'none' })).toBe(false);
    expect(isLetIn({ method: 'POST', viaCookie: true, secFetchSite: 'same-origin' })).toBe(true);
  });
  test('from another site is refused even without a cookie', () => {
    expect(isLetIn({ method: 'POST', secFetchSite: 'cross-site' })).toBe(false);
    expect(isLetIn({ method: 'POST', secFetchSite: 'same-site' })).toBe(false);
  });
  test('with a key from a program needs neither', () => {
    expect(isLetIn({ method: 'POST' })).toBe(true);
  });
});
