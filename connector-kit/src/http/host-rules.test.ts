import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { HostRefusedError } from '../errors.ts';
import { checkUrl } from './host-rules.ts';
import { createHttpClient } from './http-client.ts';

const signal = new AbortController().signal;
const STRICT = { allowLoopback: false };
const LOOSE = { allowLoopback: true };

describe('an address is refused', () => {
  it.each([
    ['a file', 'file:///etc/passwd'],
    ['ftp', 'ftp://example.org/'],
    ['http to a public host', 'http://example.org/'],
    ['http to a public number', 'http://8.8.8.8/'],
    ['no address at all', 'example'],
    ['a user name', 'https://ann@example.org/'],
    ['a password', 'https://ann:pw@example.org/'],
    ['loopback', 'https://127.0.0.1/'],
    ['loopback elsewhere', 'https://127.9.9.9/'],
    ['IPv6 loopback', 'https://[::1]/'],
    ['localhost', 'https://localhost/'],
    ['localhost with a dot', 'https://localhost./'],
    ['a subdomain of localhost', 'https://a.localhost/'],
    ['a name with a dot at its end', 'https://example.org./'],
    ['a name without a dot', 'https://intranet/'],
    ['an internal name', 'https://metadata.google.internal/'],
    ['a private number', 'https://10.0.0.1/'],
    ['a private number of 172.16/12', 'https://172.20.1.1/'],
    ['a private number of 192.168/16', 'https://192.168.1.1/'],
    ['link-local and metadata', 'https://169.254.169.254/latest/meta-data'],
    ['metadata at a public number', 'https://168.63.129.16/'],
    ['carrier-grade NAT', 'https://100.100.100.200/'],
    ['multicast', 'https://224.0.0.1/'],
    ['broadcast', 'https://255.255.255.255/'],
    ['nothing in particular', 'https://0.0.0.0/'],
    ['this network', 'https://0.1.2.3/'],
    ['a decimal number', 'https://2130706433/'],
    ['an octal number', 'https://0177.0.0.1/'],
    ['a hexadecimal number', 'https://0x7f.1/'],
    ['a public decimal number', 'https://134744072/'],
    ['a short number', 'https://127.1/'],
    ['IPv4 mapped into IPv6', 'https://[::ffff:10.0.0.1]/'],
    ['IPv4 mapped, in hexadecimal', 'https://[::ffff:7f00:1]/'],
    ['public IPv4 mapped into IPv6', 'https://[::ffff:8.8.8.8]/'],
    ['IPv4 compatible', 'https://[::7f00:1]/'],
    ['NAT64', 'https://[64:ff9b::a00:1]/'],
    ['local NAT64', 'https://[64:ff9b:1::1]/'],
    ['6to4', 'https://[2002:a00:1::]/'],
    ['Teredo', 'https://[2001::1]/'],
    ['a unique local address', 'https://[fd00:ec2::254]/'],
    ['IPv6 link-local', 'https://[fe80::1]/'],
    ['site-local', 'https://[fec0::1]/'],
    ['IPv6 multicast', 'https://[ff02::1]/'],
    ['IPv6 unspecified', 'https://[::]/'],
    ['documentation', 'https://[2001:db8::1]/'],
  ])('%s', (_, url) => {
    expect(() => checkUrl(url, STRICT)).toThrow(HostRefusedError);
  });

  it.each(['http://10.0.0.1/', 'http://0.0.0.0/', 'http://127.1/', 'http://[::ffff:7f00:1]/', 'http://example.org/'])(
    '%s, also where loopback is allowed',
    (url) => {
      expect(() => checkUrl(url, LOOSE)).toThrow(HostRefusedError);
    },
  );

  it('and the refusal says why and what to do, without the address', () => {
    const error = refusalOf(() => checkUrl('https://10.1.2.3/secret?token=abc', STRICT));
    expect(error.fault.cause).toMatch(/private network/);
    expect(error.fault.nextStep).toMatch(/public https address/);
    expect(error.message).not.toMatch(/secret|token|10\.1/);
  });
});

describe('an address is allowed', () => {
  it.each([
    'https://box-office.example.org/x',
    'https://tickets.example.org:8443/',
    'https://8.8.8.8/',
    'https://[2606:4700::1]/',
  ])('%s', (url) => {
    expect(checkUrl(url, STRICT).protocol).toBe('https:');
  });
  it.each([
    'http://127.0.0.1:4400/',
    'http://127.8.8.8/',
    'http://[::1]:80/',
    'http://localhost:4400/',
    'https://127.0.0.1/',
  ])('%s, where loopback is', (url) => {
    expect(checkUrl(url, LOOSE).hostname).not.toBe('');
  });
});

describe('what a name leads to', () => {
  const servers: Server[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) await new Promise((done) => server.close(done));
  });
  const serve = async (answer: Parameters<typeof createServer>[1]): Promise<number> => {
    const server = createServer(answer as never);
    servers.push(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return (server.address() as AddressInfo).port;
  };

  it.each(['10.0.0.7', '127.0.0.1', '169.254.169.254', '::ffff:127.0.0.1', 'fd00::1'])(
    'is refused when it is %s, and nothing is sent',
    async (address) => {
      const http = createHttpClient({
        title: 'Box',
        baseUrl: 'https://tickets.example.org/',
        hostRules: { ...STRICT, resolve: async () => ['93.184.215.14', address] },
        concurrency: 1,
      });
      const error = await http.get('x', { signal, route: 'x' }).catch((err: unknown) => err);
      expect(error).toBeInstanceOf(HostRefusedError);
      expect((error as Error).message).not.toContain('redirected');
      await http.close();
    },
  );

  it('is checked at every connection: an answer that changes is caught', async () => {
    const port = await serve((_, response) => response.setHeader('connection', 'close').end('{}'));
    const answers = [['127.0.0.1'], ['10.0.0.1']];
    const http = createHttpClient({
      title: 'Box',
      baseUrl: `http://localhost:${port}/`,
      hostRules: { ...LOOSE, resolve: async () => answers.shift() ?? ['10.0.0.1'] },
      concurrency: 1,
    });
    expect((await http.get('x', { signal, route: 'x' })).status).toBe(200);
    await expect(http.get('x', { signal, route: 'x' })).rejects.toThrow(HostRefusedError);
    await http.close();
  });

  it.each([
    'http://10.0.0.1/',
    'http://169.254.169.254/latest/',
    'http://2852039166/',
    'file:///etc/passwd',
    'https://user:pw@example.org/',
    '//[fd00::1]/',
  ])('a redirect to %s is refused, and said to be one', async (location) => {
    const port = await serve((_, response) => response.writeHead(302, { location }).end());
    const http = createHttpClient({
      title: 'Box',
      baseUrl: `http://127.0.0.1:${port}/`,
      hostRules: LOOSE,
      concurrency: 1,
    });
    const error = await http.get('x', { signal, route: 'x' }).catch((err: unknown) => err);
    expect(error).toBeInstanceOf(HostRefusedError);
    expect((error as Error).message).not.toContain(location);
    expect((error as Error).message).toMatch(/^The address that Box redirected to is not one that may be called: /);
    await http.close();
  });
});

function refusalOf(deed: () => unknown): HostRefusedError {
  try {
    deed();
  } catch (err) {
    if (err instanceof HostRefusedError) return err;
  }
  throw new Error('it was not refused');
}
