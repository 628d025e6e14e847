// What comes by a link over HTTP: being invited, and a new password.
import { describe, expect, test } from 'vitest';
import type { SignedInForTests } from '../api/api-for-tests.ts';
import { accountsForTests, asPage, codeOf, cookiesOf, DAY_MS, given, PASSWORD, told } from './accounts-for-tests.ts';
import { inviteFirstAdministrator } from './first-administrator.ts';

const house = accountsForTests();
const { call, signIn, asha, member, platformAdmin } = house;

describe('an invitation', () => {
  const invite = async (by: Record<string, string>, email = 'new@riverside.example', role = 'member') => {
    const answer = await call('inviteMember', { params: { organisation: 'riverside' }, body: { email, role } }, by);
    expect(answer.status).toBe(201);
    const made = given<{ id: string; link: string }>(answer);
    return { ...made, token: made.link.split('#').at(-1) ?? '' };
  };
  const accept = (token: string, more: object = { name: 'Neu Jones', password: PASSWORD }, headers = {}) =>
    call('acceptInvitation', { body: { token, ...more } }, headers);

  test('makes an account with its role, once', async () => {
    const { token, link } = await invite((await asha()).headers);
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/invitation#[\w-]{43}$/);
    expect(given(await call('lookUpInvitation', { body: { token } }))).toMatchObject({
      ...{ email: 'new@riverside.example', role: 'member', invitedBy: 'Asha Rao', hasAccount: false },
      organisation: { slug: 'riverside', name: 'Riverside Theatre' },
    });
    for (const password of ['short', '1234567890', 'Passw0rd!!', 'riverside theatre', 'neu.jones.1234']) {
      expect({ password, status: (await accept(token, { name: 'Neu Jones', password })).status }).toEqual({
        password,
        status: 422,
      });
    }
    const accepted = await accept(token);
    expect(accepted.status).toBe(201);
    expect(given(accepted)).toMatchObject({ person: { name: 'Neu Jones' }, memberships: [{ role: 'member' }] });
    expect((await call('listConnections', {}, asPage(cookiesOf(accepted)))).status).toBe(200);
    expect(codeOf(await accept(token))).toBe('not-found');
    expect(codeOf(await call('lookUpInvitation', { body: { token } }))).toBe('not-found');
    expect((await signIn('new@riverside.example')).status).toBe(201);
  });

  test('accepted twice at the same time makes one account', async () => {
    const { token } = await invite(house.operator);
    const answers = await Promise.all([accept(token), accept(token)]);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(await house.api.box.context.db.selectFrom('people').select('id').execute()).toHaveLength(1);
  });

  test('that was taken back, was replaced or is a week old opens nothing', async () => {
    const replaced = await invite(house.operator);
    const revoked = await invite(house.operator);
    expect(codeOf(await accept(replaced.token))).toBe('not-found');
    const params = { organisation: 'riverside', invitation: revoked.id };
    expect(given(await call('revokeInvitation', { params }, house.operator))).toMatchObject({ state: 'revoked' });
    expect(codeOf(await accept(revoked.token))).toBe('not-found');
    const old = await invite(house.operator);
    await house.api.box.clock.advance(7 * DAY_MS);
    expect(codeOf(await accept(old.token))).toBe('not-found');
  });

  test('to somebody with an account asks for no new password, and is for nobody else', async () => {
    const { headers } = await asha({ memberships: [{ organisation: house.harbour.id, role: 'member' }] });
    const { token } = await invite(house.operator, 'Asha@Riverside.example');
    expect(codeOf(await accept(token))).toBe('conflict');
    expect(codeOf(await accept(token, {}, (await member()).headers))).toBe('not-possible-now');
    const accepted = await accept(token, {}, headers);
    expect(given<{ memberships: object[] }>(accepted).memberships).toHaveLength(2);
    const again = { params: { organisation: 'riverside' }, body: { email: 'asha@riverside.example', role: 'member' } };
    expect(codeOf(await call('inviteMember', again, house.operator))).toBe('conflict');
  });

  test('is not to oneself', async () => {
    const priya = await house.desk();
    const body = { email: 'Priya@desk.example', role: 'organisation-admin' };
    expect((await call('inviteMember', { params: { organisation: 'riverside' }, body }, priya.headers)).status).toBe(
      422,
    );
  });

  test('comes with a new organisation, for its first administrator', async () => {
    const priya = await house.desk();
    const body = {
      slug: 'mill',
      name: 'Mill Arts',
      zone: 'Europe/Dublin',
      currency: 'EUR',
      admin: 'boss@mill.example',
    };
    const added = given<{ invitation: { link: string; role: string } }>(
      await call('addOrganisation', { body }, priya.headers),
    );
    expect(added.invitation).toMatchObject({ role: 'organisation-admin', invitedBy: 'Test Person' });
    expect((await accept(added.invitation.link.split('#').at(-1) ?? '')).status).toBe(201);
  });

  test('for the first administrator holds a day, until the next start, and until somebody has an account', async () => {
    const { context } = house.api.box;
    const token = async () => (await inviteFirstAdministrator(context))?.split('#').at(-1) ?? '';
    const earlier = await token();
    const body = { name: 'Ewan Sharp', password: PASSWORD };
    const late = await token();
    expect(codeOf(await accept(earlier, { ...body, email: 'ewan@platform.example' }))).toBe('not-found');
    await house.api.box.clock.advance(DAY_MS);
    expect(codeOf(await accept(late, { ...body, email: 'ewan@platform.example' }))).toBe('not-found');
    const now = await token();
    expect((await accept(now, body)).status).toBe(422);
    const accepted = await accept(now, { ...body, email: 'ewan@platform.example' });
    expect(given(accepted)).toMatchObject({ platformRoles: [{ role: 'platform-admin', provider: null }] });
    expect(await inviteFirstAdministrator(context)).toBeNull();
  });
});

describe('a new password by link', () => {
  const link = async (person: SignedInForTests) => {
    const admin = await platformAdmin();
    const answer = await call('makeResetLink', { params: { person: person.id } }, admin.headers);
    return given<{ link: string }>(answer).link.split('#').at(-1) ?? '';
  };
  const reset = (token: string, password = 'a kettle full of rain') =>
    call('resetPassword', { body: { token, password } });

  test('works once, for an hour, and ends what was open', async () => {
    const person = await asha();
    const token = await link(person);
    expect((await reset(token, 'asha rao 1234')).status).toBe(422);
    const done = await reset(token);
    expect(done.status).toBe(201);
    expect((await call('showSession', {}, person.headers)).status).toBe(401);
    expect((await call('showSession', {}, asPage(cookiesOf(done)))).status).toBe(200);
    expect(codeOf(await reset(token))).toBe('not-found');
    expect((await signIn('asha@riverside.example')).status).toBe(401);
    expect((await signIn('asha@riverside.example', 'a kettle full of rain')).status).toBe(201);
  });

  test('opens nothing an hour later, and neither does one that was replaced', async () => {
    const person = await asha();
    const first = await link(person);
    await house.api.box.clock.advance(3_600_000);
    expect(codeOf(await reset(first))).toBe('not-found');
  });

  test('is asked for with one answer for everybody, and goes to whoever has an account', async () => {
    await asha();
    const { db } = house.api.box.context;
    const ask = (email: string) => call('requestPasswordReset', { body: { email } });
    expect(told(await ask('nobody@riverside.example'))).toBe(told(await ask('asha@riverside.example')));
    const mails = () =>
      db
        .selectFrom('mails')
        .select(['recipient', 'template', 'payload'])
        .where('template', '=', 'password-reset')
        .execute();
    await expect.poll(mails).toMatchObject([{ recipient: 'asha@riverside.example', template: 'password-reset' }]);
    const { token_hash } = await db.selectFrom('password_resets').selectAll().executeTakeFirstOrThrow();
    expect(JSON.stringify(await mails())).not.toContain(token_hash.toString('base64url'));
    for (let n = 0; n < 3; n += 1) await ask('asha@riverside.example');
    expect((await ask('asha@riverside.example')).status).toBe(429);
    expect(await db.selectFrom('password_resets').selectAll().execute()).toHaveLength(1);
  });
});
