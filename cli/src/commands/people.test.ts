import type { Output } from '@illuminate/contract';
import { expect, test } from 'vitest';
import { startApi } from '../../test/api-by-contract.ts';
import { run } from '../../test/run.ts';

const at = '2026-11-24T10:00:00Z';
const riverside = { slug: 'riverside', name: 'Riverside Theatre' };

const asha: Output<'disablePerson'> = {
  id: 'per_1',
  name: 'Asha Rao',
  email: 'asha@riverside.example',
  createdAt: at,
  lastSeenAt: null,
  disabled: false,
  memberships: [{ organisation: riverside, role: 'organisation-admin' }],
  platformRoles: [{ role: 'provider-contact', provider: { id: 'acme', title: 'Acme' } }],
};

const made: Output<'inviteMember'> = {
  id: 'inv_1',
  email: 'new@riverside.example',
  role: 'member',
  organisation: riverside,
  provider: null,
  invitedBy: 'the operator',
  createdAt: at,
  expiresAt: at,
  state: 'open',
  link: 'http://127.0.0.1:4310/invitation/abc',
};

const listPeople = () => ({ items: [asha], nextCursor: null });

test('people are listed with what they are', async () => {
  await using api = await startApi({ listPeople });
  const { out } = await run(api.url, ['people', 'list']);
  expect(out).toMatch(
    /^1 person\n\nName +E-mail +Is .*\nAsha Rao +asha@riverside\.example +provider-contact of acme, organisation-admin of riverside +never/,
  );
});

test('an invitation prints the link that is to be passed on, and only that', async () => {
  await using api = await startApi({
    inviteMember: () => made,
    invitePlatformPerson: () => ({ ...made, role: 'provider-contact', organisation: null, link: null }),
  });
  const member = ['people', 'invite', 'new@riverside.example', '--role', 'member'];
  const { out, err } = await run(api.url, [...member, '--organisation', 'riverside']);
  expect(out).toBe('http://127.0.0.1:4310/invitation/abc\n');
  expect(err).toContain('pass the link on to new@riverside.example');
  const contact = ['people', 'add', 'new@riverside.example', '--role', 'provider-contact', '--provider', 'acme'];
  const mailed = await run(api.url, contact);
  expect(mailed).toMatchObject({ code: 0, out: '' });
  expect(mailed.err).toContain('by mail');
  expect(api.requests.at(-1)?.asked.body).toEqual({
    ...{ email: 'new@riverside.example', role: 'provider-contact', provider: 'acme' },
  });
  for (const wrong of [
    member,
    ['people', 'invite', 'no-address', '--role', 'support-desk'],
    [...contact, '--organisation', 'r'],
  ]) {
    expect((await run(api.url, wrong)).code).toBe(2);
  }
});

test('somebody is named by e-mail address, however it is written', async () => {
  await using api = await startApi({
    listPeople,
    endPersonSessions: () => ({ ended: 2 }),
    setPlatformRoles: () => asha,
    removeMember: () => ({ removed: true }),
  });
  expect((await run(api.url, ['sessions', 'end', 'ASHA@riverside.example'])).out).toBe(
    '2 sessions of Asha Rao ended.\n',
  );
  expect(await run(api.url, ['sessions', 'end', 'nobody@x.example'])).toMatchObject({ code: 5 });
  await run(api.url, [
    'people',
    'platform-roles',
    'per_1',
    '--role',
    'support-desk',
    '--role',
    'provider-contact:acme',
  ]);
  expect(api.requests.at(-1)?.asked.body).toEqual({
    roles: [{ role: 'support-desk' }, { role: 'provider-contact', provider: 'acme' }],
  });
  await run(api.url, ['people', 'remove', 'per_1', '--organisation', 'riverside', '--without-admin']);
  expect(api.requests.at(-1)?.asked.query).toEqual({ withoutAdmin: 'yes' });
});

test('the audit trail is read from its end, and one that was tampered with ends the command with 1', async () => {
  const entry = {
    number: 7,
    at,
    who: 'Asha Rao',
    action: 'connection.paused',
    what: 'Connection paused',
    subject: 'con_1',
  };
  let intact = true;
  await using api = await startApi({
    listAudit: () => ({
      items: [{ ...entry, organisation: riverside, from: '203.0.113.9', details: {} }],
      nextCursor: 'x',
    }),
    verifyAudit: () =>
      intact
        ? { intact, entries: 7, lastHash: 'abc', brokenAt: null }
        : { intact, entries: 4, lastHash: null, brokenAt: 5 },
  });
  expect((await run(api.url, ['audit', 'list', '--last', '1'])).out).toMatch(
    /^The last 1 entry\n\nWhen.*\n2026-11-24 10:00 +Asha Rao +Connection paused +riverside +203\.0\.113\.9/,
  );
  await run(api.url, ['audit', 'list', '--about', 'connections', '--action', 'connection.paused']);
  expect(api.requests.at(-1)?.asked.query).toMatchObject({ about: 'connections', action: 'connection.paused' });
  expect((await run(api.url, ['audit', 'list', '--about', 'weather'])).err).toContain('connections, consent');
  expect(await run(api.url, ['audit', 'verify'])).toMatchObject({ code: 0, out: expect.stringContaining('7 entries') });
  intact = false;
  const broken = await run(api.url, ['audit', 'verify']);
  expect(broken.code).toBe(1);
  expect(broken.err).toContain('entry 5 does not follow');
});
