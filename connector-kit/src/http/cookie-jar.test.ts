import { describe, expect, it } from 'vitest';
import { createCookieJar } from './cookie-jar.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const at = (address: string): URL => new URL(address);
const home = at('https://arts.example.org/shows/list.xml');
const any = () => createCookieJar(() => true);

describe('a cookie goes back', () => {
  it('to the host that set it, whatever the port of its scheme', () => {
    const jar = any();
    jar.take(home, ['seat=1; Path=/', 'queue=abc'], NOW);
    expect(jar.headerFor(at('https://arts.example.org/shows/1.xml'), NOW)).toBe('seat=1; queue=abc');
    expect(jar.headerFor(at('http://arts.example.org/shows/1.xml'), NOW)).toBe('seat=1; queue=abc');
    expect(jar.headerFor(at('https://arts.example.org/other'), NOW)).toBe('seat=1');
  });

  it('to no other host, even if it asks for a whole domain', () => {
    const jar = any();
    jar.take(home, 'seat=1; Path=/; Domain=example.org', NOW);
    for (const other of ['https://example.org/', 'https://b.arts.example.org/', 'https://arts.example.org:8443/']) {
      expect(jar.headerFor(at(other), NOW)).toBeUndefined();
    }
  });

  it('over https alone if it says so', () => {
    const jar = any();
    jar.take(home, 'seat=1; Path=/; Secure', NOW);
    expect(jar.headerFor(at('http://arts.example.org/'), NOW)).toBeUndefined();
    expect(jar.headerFor(home, NOW)).toBe('seat=1');
  });

  it('until it has run out', () => {
    const jar = any();
    jar.take(home, ['a=1; Path=/; Max-Age=60', `b=2; Path=/; Expires=${new Date(NOW + 5_000).toUTCString()}`], NOW);
    expect(jar.headerFor(home, NOW + 4_000)).toBe('a=1; b=2');
    expect(jar.headerFor(home, NOW + 6_000)).toBe('a=1');
    expect(jar.headerFor(home, NOW + 60_000)).toBeUndefined();
  });

  it('as it was set last, and not after it was taken back', () => {
    const jar = any();
    jar.take(home, 'a=1; Path=/', NOW);
    jar.take(home, 'a=2; Path=/', NOW);
    expect(jar.headerFor(home, NOW)).toBe('a=2');
    jar.take(home, 'a=; Path=/; Max-Age=0', NOW);
    expect(jar.headerFor(home, NOW)).toBeUndefined();
  });
});

describe('nothing is kept', () => {
  it('of a host that is none of the vendor’s', () => {
    const jar = createCookieJar((host) => host === 'queue.example.net');
    jar.take(home, 'a=1; Path=/', NOW);
    expect(jar.headerFor(home, NOW)).toBeUndefined();
  });

  it.each(['', 'no equals sign', 'a b=1', 'a=1\r\nx-injected: 1', '=1', `a=${'x'.repeat(5_000)}`])(
    'of what is no cookie: %#',
    (line) => {
      const jar = any();
      jar.take(home, line, NOW);
      expect(jar.headerFor(home, NOW)).toBeUndefined();
    },
  );

  it('beyond thirty of one host', () => {
    const jar = any();
    for (let n = 0; n < 40; n++) jar.take(home, `c${n}=1; Path=/`, NOW);
    expect(jar.headerFor(home, NOW)?.split('; ')).toHaveLength(30);
    expect(jar.headerFor(home, NOW)).not.toContain('c0=');
  });
});
