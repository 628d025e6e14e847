import { expect, test } from 'vitest';
import { decideDemo } from './demo.ts';
import { readConfig } from './env.ts';
import { StartRefused } from './start-refused.ts';

const outside = { HOST: '0.0.0.0', PUBLIC_URL: 'https://tickets.example', ILLUMINATE_DEMO: 'off' };

test('without settings everything stays on this machine', () => {
  expect(readConfig({}, '/srv')).toEqual({
    host: '127.0.0.1',
    port: 4310,
    dataFolder: '/srv/data',
    trustedProxies: [],
    demo: 'on-fresh-folder',
    masterKeyFile: '/srv/data/master.key',
    allowLoopback: false,
    storeMemoryMb: 400,
    leaseSeconds: 45,
    reportSeconds: 600,
    logLevel: 'info',
    loopbackOnly: true,
  });
});

test('settings are read, and empty ones are not set', () => {
  const config = readConfig(
    {
      ...outside,
      PORT: '0',
      ILLUMINATE_DATA: '/var/illuminate',
      DATABASE_URL: 'postgres://a:b@db/illuminate',
      TRUSTED_PROXIES: '10.0.0.0/8, ::1',
      ILLUMINATE_MASTER_KEY_FILE: 'keys/master',
      ILLUMINATE_ALLOW_LOOPBACK: 'on',
      LOG_LEVEL: '',
    },
    '/srv',
  );
  expect(config).toMatchObject({
    port: 0,
    dataFolder: '/var/illuminate',
    databaseUrl: 'postgres://a:b@db/illuminate',
    trustedProxies: ['10.0.0.0/8', '::1'],
    masterKeyFile: '/srv/keys/master',
    allowLoopback: true,
    logLevel: 'info',
    loopbackOnly: false,
  });
});

test.each([
  ['HOST', 'example.org'],
  ['PORT', '65536'],
  ['PORT', 'http'],
  ['PORT', '-1'],
  ['DATABASE_URL', 'mysql://word@db/x'],
  ['DATABASE_URL', 'not an address'],
  ['PUBLIC_URL', 'https://tickets.example/path'],
  ['PUBLIC_URL', 'ftp://tickets.example'],
  ['TRUSTED_PROXIES', '10.0.0.0/33'],
  ['TRUSTED_PROXIES', 'proxy.example'],
  ['ILLUMINATE_STORE_MEMORY_MB', '31'],
  ['ILLUMINATE_LEASE_SECONDS', '1.5'],
  ['ILLUMINATE_REPORT_SECONDS', '2.5'],
  ['ILLUMINATE_DEMO', 'maybe'],
  ['ILLUMINATE_ALLOW_LOOPBACK', 'true'],
  ['LOG_LEVEL', 'loud'],
  ['SMTP_URL', 'post.venue.org'],
  ['SMTP_URL', 'http://mail.example'],
  ['SMTP_URL', 'smtp://user:word@mail.example?starttls=off'],
  ['SMTP_URL', 'smtps://user:%zz@mail.example'],
  ['MAIL_FROM', 'nobody'],
  ['MAIL_FROM', 'Illuminate <a@b.example>\r\nBcc: c@d.example'],
])('%s=%s is refused in a sentence that names it and does not repeat it', (name, value) => {
  const refused = () => readConfig({ [name]: value });
  expect(refused).toThrow(StartRefused);
  expect(refused).toThrow(new RegExp(`${name} must .*start again\\.$`));
  expect(refused).not.toThrow(new RegExp(value.replaceAll(/[^\w]/g, '.')));
});

test.each(['0.0.0.0', '::', '192.168.1.5', '128.0.0.1'])('%s without an https PUBLIC_URL is refused', (HOST) => {
  const refused = { code: 'address_not_public', exitCode: 78 };
  expect(() => readConfig({ HOST, ILLUMINATE_DEMO: 'off' })).toThrow(expect.objectContaining(refused));
  const PUBLIC_URL = 'http://tickets.example';
  expect(() => readConfig({ HOST, PUBLIC_URL, ILLUMINATE_DEMO: 'off' })).toThrow(expect.objectContaining(refused));
  expect(readConfig({ ...outside, HOST }).host).toBe(HOST);
});

test.each(['127.0.0.1', '127.8.8.8', '::1', 'localhost'])('%s is loopback', (HOST) => {
  expect(readConfig({ HOST }).loopbackOnly).toBe(true);
});

test('a fresh folder is a demo unless told not to be, a real one never, and a demo never leaves loopback', () => {
  const fresh = { fresh: true, demo: false };
  const real = { fresh: false, demo: false };
  const demo = { fresh: false, demo: true };
  const inside = readConfig({});
  expect([fresh, real, demo].map((folder) => decideDemo(inside, folder))).toEqual([true, false, true]);
  const off = readConfig({ ILLUMINATE_DEMO: 'off' });
  expect([fresh, real, demo].map((folder) => decideDemo(off, folder))).toEqual([false, false, false]);
  const { ILLUMINATE_DEMO, ...unset } = outside;
  expect(ILLUMINATE_DEMO).toBe('off');
  for (const folder of [fresh, demo]) {
    expect(() => decideDemo(readConfig(unset), folder)).toThrow(expect.objectContaining({ code: 'demo_not_loopback' }));
  }
  expect(decideDemo(readConfig(unset), real)).toBe(false);
  expect(() => readConfig({ ...outside, ILLUMINATE_DEMO: 'on' })).toThrow(
    expect.objectContaining({ code: 'demo_not_loopback' }),
  );
});

test.each([
  [
    'smtps://desk:p%40ss@mail.example',
    { host: 'mail.example', port: 465, tls: 'at-once', signIn: { user: 'desk', password: 'p@ss' } },
  ],
  ['smtp://desk:word@mail.example', { port: 587, tls: 'starttls' }],
  ['smtp://mail.example:2525', { port: 2525, tls: 'starttls', signIn: null }],
  ['smtp://relay.example?starttls=off', { port: 25, tls: 'none' }],
  ['smtp://127.0.0.1:1025', { port: 1025, tls: 'none' }],
  ['smtp://[::1]:1025', { host: '::1', tls: 'none' }],
])('mail goes by %s', (SMTP_URL, server) => {
  expect(readConfig({ SMTP_URL, MAIL_FROM: 'Illuminate <desk@tickets.example>' }).mail).toMatchObject({
    ...server,
    from: { name: 'Illuminate', address: 'desk@tickets.example' },
  });
});

test('mail needs somebody whom it comes from', () => {
  expect(() => readConfig({ SMTP_URL: 'smtps://mail.example' })).toThrow(/MAIL_FROM must .*start again\.$/);
  expect(readConfig({ MAIL_FROM: 'desk@tickets.example' }).mail).toBeUndefined();
});
