// Belonging to organisations over HTTP, and what their administrators do and see.
import { describe, expect, test } from 'vitest';
import { accountsForTests, codeOf, given } from './accounts-for-tests.ts';

const house = accountsForTests();
const { call, asha, member, platformAdmin } = house;

describe('belonging', () => {
  const report = (organisation: string) => ({ query: { organisation, from: '2022-01-01', to: '2022-12-31' } });

  test('to two organisations shows these two, each by its own role', async () => {
    await house.api.box.organisation('mill');
    const two = await house.api.person({
      email: 'jonas@two.example',
      memberships: [
        { organisation: house.riverside.id, role: 'organisation-admin' },
        { organisation: house.harbour.id, role: 'member' },
      ],
    });
    for (const [organisation, client] of [
      [house.riverside, 'river'],
      [house.harbour, 'harbour'],
    ] as const) {
      await house.api.box.claim(organisation, client);
    }
    const slugs = given<{ items: { slug: string }[] }>(await call('listOrganisations', {}, two.headers)).items;
    expect(slugs.map(({ slug }) => slug)).toEqual(['harbour', 'riverside']);
    const names = async (query: object) =>
      given<{ items: { name: string }[] }>(await call('listConnections', { query }, two.headers)).items.map(
        ({ name }) => name,
      );
    expect(await names({})).toEqual(['harbour-toy', 'riverside-toy']);
    expect(await names({ organisation: 'harbour' })).toEqual(['harbour-toy']);
    const stop = (connection: string) => call('stopConnection', { params: { connection } }, two.headers);
    expect((await stop('riverside-toy')).status).toBe(200);
    expect((await stop('harbour-toy')).status).toBe(403);
    expect((await stop('mill-toy')).status).toBe(404);
    expect((await call('runEventIdReport', report('harbour'), two.headers)).status).toBe(200);
    expect((await call('runEventIdReport', report('mill'), two.headers)).status).toBe(404);
  });

  test('ends at once, in the middle of a session', async () => {
    const admin = await asha();
    const mair = await member();
    const elsewhere = await house.api.person({
      email: 'two@two.example',
      memberships: [house.riverside, house.harbour].map(({ id }) => ({ organisation: id, role: 'member' as const })),
    });
    for (const person of [mair, elsewhere]) {
      expect((await call('runEventIdReport', report('riverside'), person.headers)).status).toBe(200);
      const params = { organisation: 'riverside', person: person.id };
      expect((await call('removeMember', { params }, admin.headers)).status).toBe(200);
    }
    expect((await call('runEventIdReport', report('riverside'), mair.headers)).status).toBe(403);
    expect((await call('runEventIdReport', report('riverside'), elsewhere.headers)).status).toBe(404);
    expect(given(await call('showSession', {}, mair.headers))).toMatchObject({ memberships: [], platformRoles: [] });
  });

  test('leaves no organisation without an administrator, unless that is said', async () => {
    const admin = await asha();
    const other = await member();
    const role = (person: string, body: object) =>
      call('setMemberRole', { params: { organisation: 'riverside', person }, body }, admin.headers);
    expect(codeOf(await role(admin.id, { role: 'member' }))).toBe('not-possible-now');
    const gone = { params: { organisation: 'riverside', person: admin.id } };
    expect(codeOf(await call('removeMember', gone, admin.headers))).toBe('not-possible-now');
    expect((await role(other.id, { role: 'organisation-admin' })).status).toBe(200);
    expect((await role(admin.id, { role: 'member' })).status).toBe(200);
    const last = { params: { organisation: 'riverside', person: other.id }, query: { withoutAdmin: 'yes' } };
    expect((await call('removeMember', last, other.headers)).status).toBe(200);
  });

  test('with a shut account is over, and the platform keeps an administrator', async () => {
    const ewan = await platformAdmin();
    const mair = await member();
    const shut = (person: string, disabled = true) =>
      call('disablePerson', { params: { person }, body: { disabled } }, ewan.headers);
    expect(given(await shut(mair.id))).toMatchObject({ disabled: true });
    expect((await call('showSession', {}, mair.headers)).status).toBe(401);
    expect(codeOf(await shut(ewan.id))).toBe('not-possible-now');
    const roles = { params: { person: ewan.id }, body: { roles: [] } };
    expect(codeOf(await call('setPlatformRoles', roles, ewan.headers))).toBe('not-possible-now');
  });
});

describe('an organisation’s administrator', () => {
  test('makes, sees and revokes the keys of that organisation alone', async () => {
    const admin = await asha();
    const add = (organisation: string, by: Record<string, string>) =>
      call('addApiKey', { body: { organisation, name: 'till' } }, by);
    const own = given<{ id: string }>(await add('riverside', admin.headers));
    const foreign = given<{ id: string }>(await add('harbour', house.operator));
    expect((await add('harbour', admin.headers)).status).toBe(404);
    const { items } = given<{ items: { id: string }[] }>(await call('listApiKeys', {}, admin.headers));
    expect(items.map(({ id }) => id)).toEqual([own.id]);
    const revoke = (id: string) => call('revokeApiKey', { params: { id } }, admin.headers);
    expect((await revoke(foreign.id)).status).toBe(404);
    expect((await revoke(own.id)).status).toBe(200);
  });

  test('reads who did what there, when and from where', async () => {
    const admin = await asha();
    await house.api.box.claim(house.harbour, 'harbour');
    const key = given<{ key: string }>(
      await call('addApiKey', { body: { organisation: 'riverside', name: 'till', scopes: ['write'] } }, admin.headers),
    );
    await house.api.box.claim(house.riverside, 'river');
    await call('stopConnection', { params: { connection: 'riverside-toy' } }, { authorization: `Bearer ${key.key}` });
    type Entry = { who: string; what: string; action: string; from: string | null; organisation: { slug: string } };
    const first = given<{ items: Entry[]; nextCursor: string }>(
      await call('listAudit', { query: { limit: 3 } }, admin.headers),
    );
    const { items } = given<{ items: Entry[] }>(
      await call('listAudit', { query: { cursor: first.nextCursor, limit: 200 } }, admin.headers),
    );
    const all = [...first.items, ...items];
    const by = (action: string) => all.find((entry) => entry.action === action);
    expect(by('connection.stopped')).toMatchObject({ who: 'The API key “till”', from: '127.0.0.1' });
    expect(by('connection.added')).toMatchObject({ who: 'Test', from: null });
    expect(by('api-key.added')).toMatchObject({ who: 'Asha Rao', what: 'Made an API key', from: '127.0.0.1' });
    const only = async (query: object) =>
      given<{ items: Entry[] }>(await call('listAudit', { query }, admin.headers)).items.map(({ action }) => action);
    expect(await only({ about: 'people' })).toEqual(['api-key.added']);
    expect(await only({ about: 'reports' })).toEqual([]);
    expect(await only({ action: 'connection.stopped' })).toEqual(['connection.stopped']);
    expect((await call('listAudit', { query: { about: 'weather' } }, admin.headers)).status).toBe(422);
    expect(new Set(all.map(({ organisation }) => organisation.slug))).toEqual(new Set(['riverside']));
    expect(given(await call('verifyAudit', {}, house.operator))).toMatchObject({ intact: true, brokenAt: null });
  });
});
