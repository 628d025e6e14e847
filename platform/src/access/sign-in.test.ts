// Signing in over HTTP, and the sessions that it opens. Whom each operation is for is walked in api/.
import { describe, expect, test } from 'vitest';
import { accountsForTests, asPage, cookiesOf, DAY_MS, given, PASSWORD, told } from './accounts-for-tests.ts';

const house = accountsForTests();
const { call, signIn, asha, member } = house;

describe('signing in', () => {
  test('tells who one is and what one may, however the address is written', async () => {
    await asha({ memberships: [{ organisation: house.riverside.id, role: 'organisation-admin' }] });
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
    const shut = await house.api.person({ email: 'shut@riverside.example', password: PASSWORD });
    await house.api.box.context.db
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

  test('can be asked after without being signed in: nobody is an answer, and a key that opens nothing is refused', async () => {
    await asha();
    const look = (headers: Record<string, string>) => call('lookUpSession', {}, headers);
    expect(given(await look({}))).toEqual({ session: null, demo: false });
    expect(given(await look({ cookie: `illuminate_session=${'a'.repeat(43)}` }))).toMatchObject({ session: null });
    const cookie = cookiesOf(await signIn('asha@riverside.example'));
    const shown = given<{ session: object }>(await look({ cookie }));
    expect(shown.session).toEqual(given(await call('showSession', {}, { cookie })));
    expect((await look({ authorization: 'Bearer nothing' })).status).toBe(401);
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
    await house.api.box.clock.advance(1000);
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
      await house.api.box.clock.advance(DAY_MS);
      expect((await call('showSession', {}, session)).status).toBe(200);
    }
    await house.api.box.clock.advance(DAY_MS);
    expect((await call('showSession', {}, session)).status).toBe(401);
    const idle = asPage(cookiesOf(await signIn('asha@riverside.example')));
    await house.api.box.clock.advance(3 * DAY_MS + 1);
    expect((await call('showSession', {}, idle)).status).toBe(401);
  });

  test('as somebody of the demo needs the demo', async () => {
    expect((await call('openSession', { body: { as: 'asha.rao@riverside.example' } })).status).toBe(401);
    expect(given(await call('listDemoPeople'))).toEqual({ items: [] });
    expect((await call('openSession', { body: { email: 'a@b.example' } })).status).toBe(422);
  });
});

test('one’s own name is changed by oneself, and what was done before stays under the one of then', async () => {
  await asha();
  const here = asPage(cookiesOf(await signIn('asha@riverside.example')));
  expect((await call('changeOwnName', { body: { name: ' ' } }, here)).status).toBe(422);
  expect(given(await call('changeOwnName', { body: { name: ' Asha Rao-Jones ' } }, here))).toEqual({
    name: 'Asha Rao-Jones',
  });
  expect(given(await call('showSession', {}, here))).toMatchObject({ person: { name: 'Asha Rao-Jones' } });
  await call('changeOwnName', { body: { name: 'Asha Rao-Jones' } }, here);
  const renamed = await house.api.box.context.db
    .selectFrom('audit')
    .select(['actor', 'details'])
    .where('action', '=', 'person.renamed')
    .execute();
  expect(renamed).toMatchObject([
    { actor: expect.stringContaining('Asha Rao ('), details: { before: 'Asha Rao', name: 'Asha Rao-Jones' } },
  ]);
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
    await house.api.box.claim(house.riverside, 'riversidetheatre');
    const answer = await fetch(`${house.api.address}/api/v1/connections/events`, { headers });
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toContain('"AWAITING_CONSENT"');
    await house.api.box.context.db.deleteFrom('sessions').where('person_id', '=', id).execute();
    house.api.box.toy.clients = ['riversidetheatre'];
    await house.api.box.consents.pollAll();
    const next = reader?.read();
    await house.api.box.clock.advance(300);
    expect(await next).toEqual({ done: true, value: undefined });
  });
});
