// Accounts over HTTP: signing in, being invited, losing what one had. Whom each operation is for is walked in api/.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type ApiForTests,
  type Asked,
  problemIn,
  type Received,
  type SignedInForTests,
  sentFor,
  startApiForTests,
} from '../api/api-for-tests.ts';
import { TOY } from '../context-for-tests.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { inviteFirstAdministrator } from './first-administrator.ts';

const PASSWORD = 'four horses in a field';
const DAY_MS = 24 * 3_600_000;

let api: ApiForTests;
let riverside: Organisation;
let harbour: Organisation;
let operator: Record<string, string>;

beforeAll(async () => {
  api = await startApiForTests();
  operator = { authorization: `Bearer ${api.operatorKey}` };
});
beforeEach(async () => {
  const { db } = api.box.context;
  await api.box.reset();
  for (const table of ['people', 'invitations', 'sign_in_attempts', 'sessions'] as const) {
    await db.deleteFrom(table).execute();
  }
  riverside = await api.box.organisation('riverside', 'Riverside Theatre');
  harbour = await api.box.organisation('harbour', 'Harbour Playhouse');
});
afterAll(() => api.close());

type Id = Parameters<typeof sentFor>[0];
const call = (id: Id, asked: Asked = {}, headers: Record<string, string> = {}) => api.send(sentFor(id, asked, headers));
const given = <T>({ text }: Received): T => JSON.parse(text) as T;
const codeOf = (answer: Received): string => problemIn(answer).code;
/** Without what is another in each answer. */
const told = ({ status, text }: Received): string => `${status} ${text.replace(/"reference":"\w+"/, '')}`;

const cookiesOf = ({ headers }: Received): string =>
  [headers['set-cookie'] ?? []]
    .flat()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
/** As a page of ours sends what it was given. */
const asPage = (cookie: string) => ({ cookie, 'sec-fetch-site': 'same-origin' });
const signIn = (email: string, password = PASSWORD, cookie?: string) =>
  call('openSession', { body: { email, password } }, cookie === undefined ? {} : asPage(cookie));

const asha = (more = {}) =>
  api.person({
    ...{ email: 'asha@riverside.example', name: 'Asha Rao', password: PASSWORD },
    memberships: [{ organisation: riverside.id, role: 'organisation-admin' }],
    ...more,
  });
const member = (email = 'mair@riverside.example', organisation = riverside) =>
  api.person({ email, name: 'Mair Pugh', memberships: [{ organisation: organisation.id, role: 'member' }] });
const platformAdmin = () =>
  api.person({ email: 'ewan@platform.example', name: 'Ewan Sharp', roles: [{ role: 'platform-admin' }] });

describe('signing in', () => {
  test('tells who one is and what one may, however the address is written', async () => {
    await asha({ memberships: [{ organisation: riverside.id, role: 'organisation-admin' }] });
    const answer = await signIn(' ASHA@riverside.example ');
    expect(answer.status).toBe(201);
    const said = given<{ person: object; memberships: { may: string[] }[]; may: string[] }>(answer);
    expect(said).toMatchObject({
      kind: 'person',
      organisation: 'riverside',
      person: { name: 'Asha Rao', email: 'asha@riverside.example' },
      memberships: [{ organisation: { slug: 'riverside', name: 'Riverside Theatre' }, role: 'organisation-admin' }],
    });
    expect(said.memberships[0]?.may).toContain('pauseConnection');
    expect(said.may).not.toContain('pauseConnection');
    const [session] = [answer.headers['set-cookie'] ?? []].flat();
    expect(session).toMatch(/^illuminate_session=[\w-]{43}; .*HttpOnly; SameSite=Strict/);
    expect((await call('listOrganisations', {}, { cookie: cookiesOf(answer) })).status).toBe(200);
  });

  test('has one answer, and takes as long, for a wrong password, a shut account and nobody', async () => {
    await asha();
    const shut = await api.person({ email: 'shut@riverside.example', password: PASSWORD });
    await api.box.context.db
      .updateTable('people')
      .set({ disabled_at: new Date(0) })
      .where('id', '=', shut.id)
      .execute();
    const timed = async (email: string, password: string) => {
      const began = performance.now();
      const answer = await signIn(email, password);
      return { said: told(answer), ms: performance.now() - began };
    };
    const tries = [
      ['asha@riverside.example', 'not the password'],
      ['shut@riverside.example', PASSWORD],
      ['nobody@riverside.example', PASSWORD],
    ] as const;
    // Once for nothing: the first of all makes the hash of nobody.
    await signIn('first@riverside.example');
    const rounds: { said: string; ms: number }[][] = [];
    for (let n = 0; n < 3; n += 1)
      rounds.push(await Promise.all(tries.map(([email, password]) => timed(email, password))));
    expect(new Set(rounds.flat().map(({ said }) => said)).size).toBe(1);
    const quickest = (at: number) => Math.min(...rounds.map((round) => round[at]?.ms ?? 0));
    expect(quickest(2)).toBeGreaterThan(quickest(0) / 4);
  });

  test('takes no token from the browser, and ends the session that it had', async () => {
    await asha();
    const planted = `illuminate_session=${'a'.repeat(43)}`;
    const opened = await signIn('asha@riverside.example', PASSWORD, planted);
    const first = cookiesOf(opened);
    expect(first).not.toContain('aaaa');
    expect((await call('showSession', {}, asPage(planted))).status).toBe(401);
    const second = cookiesOf(await signIn('asha@riverside.example', PASSWORD, first));
    expect((await call('showSession', {}, asPage(first))).status).toBe(401);
    expect((await call('showSession', {}, asPage(second))).status).toBe(200);
  });

  test('slows down who guesses, and not whom a browser knows', async () => {
    await asha();
    const known = cookiesOf(await signIn('asha@riverside.example'));
    for (let n = 0; n < 5; n += 1) expect((await signIn('asha@riverside.example', 'a wrong guess')).status).toBe(401);
    const stranger = await signIn('asha@riverside.example');
    expect(stranger.status).toBe(429);
    expect(Number(stranger.headers['retry-after'])).toBeGreaterThan(0);
    expect((await signIn('asha@riverside.example', PASSWORD, known)).status).toBe(201);
    await api.box.clock.advance(1000);
    expect((await signIn('asha@riverside.example')).status).toBe(201);
  });

  test('is the same for an address that nobody has: it slows down as well', async () => {
    const answers: number[] = [];
    for (let n = 0; n < 6; n += 1) answers.push((await signIn('nobody@riverside.example')).status);
    expect(answers).toEqual([401, 401, 401, 401, 401, 429]);
  });

  test('lasts while it is used', async () => {
    await asha();
    const session = asPage(cookiesOf(await signIn('asha@riverside.example')));
    for (let day = 0; day < 13; day += 1) {
      await api.box.clock.advance(DAY_MS);
      expect((await call('showSession', {}, session)).status).toBe(200);
    }
    await api.box.clock.advance(DAY_MS);
    expect((await call('showSession', {}, session)).status).toBe(401);
    const idle = asPage(cookiesOf(await signIn('asha@riverside.example')));
    await api.box.clock.advance(3 * DAY_MS + 1);
    expect((await call('showSession', {}, idle)).status).toBe(401);
  });

  test('as somebody of the demo needs the demo', async () => {
    expect((await call('openSession', { body: { as: 'asha.rao@riverside.example' } })).status).toBe(401);
    expect(given(await call('listDemoPeople'))).toEqual({ items: [] });
    expect((await call('openSession', { body: { email: 'a@b.example' } })).status).toBe(422);
  });
});

describe('one’s own sessions', () => {
  test('are seen with browser and address, and ended one by one or all at once', async () => {
    await asha();
    const firefox = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; rv:144.0) Gecko/20100101 Firefox/144.0' };
    const here = asPage(
      cookiesOf(await call('openSession', { body: { email: 'asha@riverside.example', password: PASSWORD } }, firefox)),
    );
    const there = asPage(cookiesOf(await signIn('asha@riverside.example')));
    type Sessions = { items: { id: string; current: boolean; browser: string | null; address: string | null }[] };
    const { items } = given<Sessions>(await call('listOwnSessions', {}, here));
    expect(items[0]).toMatchObject({ current: true, browser: 'Firefox on Windows', address: '127.0.0.1' });
    const [other] = given<Sessions>(await call('listOwnSessions', {}, there)).items;
    expect((await call('endOwnSession', { params: { session: other?.id ?? '' } }, here)).status).toBe(200);
    expect((await call('showSession', {}, there)).status).toBe(401);
    const mair = await member();
    expect((await call('endOwnSession', { params: { session: items[0]?.id ?? '' } }, mair.headers)).status).toBe(404);
    await signIn('asha@riverside.example');
    expect(given(await call('endOtherSessions', {}, here))).toEqual({ ended: 2 });
  });

  test('end with the password they were opened by', async () => {
    await asha();
    const here = asPage(cookiesOf(await signIn('asha@riverside.example')));
    const there = asPage(cookiesOf(await signIn('asha@riverside.example')));
    const change = (current: string, password: string) => call('changePassword', { body: { current, password } }, here);
    expect((await change('not the password', 'a kettle full of rain')).status).toBe(422);
    expect((await change(PASSWORD, 'riverside kettle')).status).toBe(422);
    expect((await change(PASSWORD, 'a kettle full of rain')).status).toBe(200);
    expect((await call('showSession', {}, here)).status).toBe(200);
    expect((await call('showSession', {}, there)).status).toBe(401);
    expect((await signIn('asha@riverside.example')).status).toBe(401);
    expect((await signIn('asha@riverside.example', 'a kettle full of rain')).status).toBe(201);
  });

  test('that watch connections are told nothing more once they have ended', async () => {
    const { headers, id } = await asha();
    await api.box.claim(riverside, 'riversidetheatre');
    const answer = await fetch(`${api.address}/api/v1/connections/events`, { headers });
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toContain('"AWAITING_CONSENT"');
    await api.box.context.db.deleteFrom('sessions').where('person_id', '=', id).execute();
    api.box.toy.clients = ['riversidetheatre'];
    await api.box.consents.pollAll();
    const next = reader?.read();
    await api.box.clock.advance(300);
    expect(await next).toEqual({ done: true, value: undefined });
  });
});

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
    const { token } = await invite(operator);
    const answers = await Promise.all([accept(token), accept(token)]);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(await api.box.context.db.selectFrom('people').select('id').execute()).toHaveLength(1);
  });

  test('that was taken back, was replaced or is a week old opens nothing', async () => {
    const replaced = await invite(operator);
    const revoked = await invite(operator);
    expect(codeOf(await accept(replaced.token))).toBe('not-found');
    const params = { organisation: 'riverside', invitation: revoked.id };
    expect(given(await call('revokeInvitation', { params }, operator))).toMatchObject({ state: 'revoked' });
    expect(codeOf(await accept(revoked.token))).toBe('not-found');
    const old = await invite(operator);
    await api.box.clock.advance(7 * DAY_MS);
    expect(codeOf(await accept(old.token))).toBe('not-found');
  });

  test('to somebody with an account asks for no new password, and is for nobody else', async () => {
    const { headers } = await asha({ memberships: [{ organisation: harbour.id, role: 'member' }] });
    const { token } = await invite(operator, 'Asha@Riverside.example');
    expect(codeOf(await accept(token))).toBe('conflict');
    expect(codeOf(await accept(token, {}, (await member()).headers))).toBe('not-possible-now');
    const accepted = await accept(token, {}, headers);
    expect(given<{ memberships: object[] }>(accepted).memberships).toHaveLength(2);
    const again = { params: { organisation: 'riverside' }, body: { email: 'asha@riverside.example', role: 'member' } };
    expect(codeOf(await call('inviteMember', again, operator))).toBe('conflict');
  });

  test('is not to oneself', async () => {
    const desk = await api.person({ email: 'priya@desk.example', roles: [{ role: 'support-desk' }] });
    const body = { email: 'Priya@desk.example', role: 'organisation-admin' };
    expect((await call('inviteMember', { params: { organisation: 'riverside' }, body }, desk.headers)).status).toBe(
      422,
    );
  });

  test('comes with a new organisation, for its first administrator', async () => {
    const desk = await api.person({ email: 'priya@desk.example', roles: [{ role: 'support-desk' }] });
    const body = {
      slug: 'mill',
      name: 'Mill Arts',
      zone: 'Europe/Dublin',
      currency: 'EUR',
      admin: 'boss@mill.example',
    };
    const added = given<{ invitation: { link: string; role: string } }>(
      await call('addOrganisation', { body }, desk.headers),
    );
    expect(added.invitation).toMatchObject({ role: 'organisation-admin', invitedBy: 'Test Person' });
    expect((await accept(added.invitation.link.split('#').at(-1) ?? '')).status).toBe(201);
  });

  test('for the first administrator holds a day, until the next start, and until somebody has an account', async () => {
    const { context } = api.box;
    const token = async () => (await inviteFirstAdministrator(context))?.split('#').at(-1) ?? '';
    const earlier = await token();
    const body = { name: 'Ewan Sharp', password: PASSWORD };
    const late = await token();
    expect(codeOf(await accept(earlier, { ...body, email: 'ewan@platform.example' }))).toBe('not-found');
    await api.box.clock.advance(DAY_MS);
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
    await api.box.clock.advance(3_600_000);
    expect(codeOf(await reset(first))).toBe('not-found');
  });

  test('is asked for with one answer for everybody, and goes to whoever has an account', async () => {
    await asha();
    const { db } = api.box.context;
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

describe('belonging', () => {
  const report = (organisation: string) => ({ query: { organisation, from: '2022-01-01', to: '2022-12-31' } });

  test('to two organisations shows these two, each by its own role', async () => {
    await api.box.organisation('mill');
    const two = await api.person({
      email: 'jonas@two.example',
      memberships: [
        { organisation: riverside.id, role: 'organisation-admin' },
        { organisation: harbour.id, role: 'member' },
      ],
    });
    for (const [organisation, client] of [
      [riverside, 'river'],
      [harbour, 'harbour'],
    ] as const) {
      await api.box.claim(organisation, client);
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
    const elsewhere = await api.person({
      email: 'two@two.example',
      memberships: [riverside, harbour].map(({ id }) => ({ organisation: id, role: 'member' as const })),
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

describe('whoever watches from outside', () => {
  const watched = async () => {
    const connection = await api.box.claim(riverside, 'river');
    const other = await api.box.claim(harbour, 'harbour');
    const { db } = api.box.context;
    await db
      .updateTable('connections')
      .set({ state: 'paused', state_by: 'Asha Rao (per_1)' })
      .where('id', '=', connection.id)
      .execute();
    await db.updateTable('connections').set({ provider: 'elsewhere' }).where('id', '=', other.id).execute();
  };
  const contact = () =>
    api.person({ email: 'clare@toy.example', roles: [{ role: 'provider-contact', provider: TOY }] });
  const reader = () => api.person({ email: 'hannah@funder.example', roles: [{ role: 'funder-reader' }] });

  test.each([
    ['a provider’s contact', contact],
    ['a funder’s reader', reader],
  ])('%s sees how connections are, and nothing of what they hold', async (_who, make) => {
    await watched();
    const { headers } = await make();
    const list = given<{ items: { name: string }[] }>(await call('listConnections', {}, headers));
    expect(list.items).toMatchObject([
      { name: 'riverside-toy', view: 'status', headline: { code: 'PAUSED', action: null }, counts: { tickets: 0 } },
    ]);
    const shown = await call('showConnection', { params: { connection: 'riverside-toy' } }, headers);
    expect(given(shown)).toMatchObject({ view: 'status', settings: {}, consent: null, credential: null });
    expect(shown.text).not.toMatch(/Asha|"river"/);
    expect((await call('showConnection', { params: { connection: 'harbour-toy' } }, headers)).status).toBe(404);
    expect(given(await call('showStatus', {}, headers))).toMatchObject({
      connections: [{ name: 'riverside-toy' }],
      warnings: [],
    });
    expect(
      (
        await call(
          'runEventIdReport',
          { query: { organisation: 'riverside', from: '2022-01-01', to: '2022-12-31' } },
          headers,
        )
      ).status,
    ).toBe(403);
    const stream = await call('watchConnections', {}, headers);
    expect(stream.text).toContain('"view":"status"');
  });

  test('the desk resumes what was suspended, not what an organisation paused', async () => {
    await watched();
    const desk = await api.person({ email: 'priya@desk.example', roles: [{ role: 'support-desk' }] });
    const resume = () => call('resumeConnection', { params: { connection: 'riverside-toy' } }, desk.headers);
    expect((await resume()).status).toBe(403);
    await api.box.context.db
      .updateTable('connections')
      .set({ state: 'suspended' })
      .where('name', '=', 'riverside-toy')
      .execute();
    expect((await resume()).status).toBe(200);
  });

  test('an organisation attaches no client by itself: it might be another’s', async () => {
    const admin = await asha();
    const body = {
      organisation: 'riverside',
      provider: TOY,
      method: 'provider-consent',
      settings: { client: 'rival' },
    };
    expect(codeOf(await call('addConnection', { body }, admin.headers))).toBe('not-allowed');
    expect((await call('addConnection', { body }, operator)).status).toBe(201);
  });
});

describe('an organisation’s administrator', () => {
  test('makes, sees and revokes the keys of that organisation alone', async () => {
    const admin = await asha();
    const add = (organisation: string, by: Record<string, string>) =>
      call('addApiKey', { body: { organisation, name: 'till' } }, by);
    const own = given<{ id: string }>(await add('riverside', admin.headers));
    const foreign = given<{ id: string }>(await add('harbour', operator));
    expect((await add('harbour', admin.headers)).status).toBe(404);
    const { items } = given<{ items: { id: string }[] }>(await call('listApiKeys', {}, admin.headers));
    expect(items.map(({ id }) => id)).toEqual([own.id]);
    const revoke = (id: string) => call('revokeApiKey', { params: { id } }, admin.headers);
    expect((await revoke(foreign.id)).status).toBe(404);
    expect((await revoke(own.id)).status).toBe(200);
  });

  test('reads who did what there, when and from where', async () => {
    const admin = await asha();
    await api.box.claim(harbour, 'harbour');
    const key = given<{ key: string }>(
      await call('addApiKey', { body: { organisation: 'riverside', name: 'till', scopes: ['write'] } }, admin.headers),
    );
    await api.box.claim(riverside, 'river');
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
    expect(new Set(all.map(({ organisation }) => organisation.slug))).toEqual(new Set(['riverside']));
    expect(given(await call('verifyAudit', {}, operator))).toMatchObject({ intact: true, brokenAt: null });
  });
});
