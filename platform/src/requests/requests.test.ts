// A request from a person without an account to a connection that loads, and everything on the way.
import type { OwnRequest } from '@illuminate/contract';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type ApiForTests, problemIn, sentFor, startApiForTests } from '../api/api-for-tests.ts';
import { TOY } from '../context-for-tests.ts';
import { prune } from '../jobs/prune.ts';
import { addPerson } from '../notifications/people-for-tests.ts';
import { renderMail } from '../notifications/render-mail.ts';

let api: ApiForTests;
beforeAll(async () => {
  api = await startApiForTests();
});
afterAll(() => api.close());
afterEach(async () => {
  for (const table of ['requests', 'mails'] as const) await api.box.context.db.deleteFrom(table).execute();
  await api.box.reset();
  // A new hour, in which everybody may ask again.
  await api.box.clock.advance(3_600_000);
});

const desk = () => ({ authorization: `Bearer ${api.operatorKey}` });

async function call<T = OwnRequest>(...sent: Parameters<typeof sentFor>): Promise<T> {
  const received = await api.send(sentFor(...sent));
  if (received.status >= 300) throw Object.assign(new Error(received.text), { problem: problemIn(received) });
  return JSON.parse(received.text) as T;
}

const ASKED = {
  provider: TOY,
  organisationName: 'Theatr y Môr',
  contactName: 'Asha Rhŷs',
  email: 'asha@venue.example',
  account: 'ymor',
  need: 'All of it, please.\nFrom 2019 on.',
};

interface Rendered {
  readonly to: string;
  readonly template: string;
  readonly text: string;
}

async function mails(): Promise<Rendered[]> {
  const rows = await api.box.context.db.selectFrom('mails').selectAll().orderBy('queued_at').orderBy('id').execute();
  return Promise.all(
    rows.map(async (row) => ({
      to: row.recipient,
      template: row.template,
      text: (await renderMail(api.box.context, row))?.text ?? '',
    })),
  );
}

async function mailed(template: string): Promise<Rendered> {
  const found = (await mails()).filter((mail) => mail.template === template).at(-1);
  if (found === undefined) throw new TypeError(`no mail ${template}`);
  return found;
}

/** Asks, and opens the link in the mail. */
async function confirmed(asked: Partial<typeof ASKED> = {}): Promise<{ id: string; token: string }> {
  // So that its mail is the newest.
  await api.box.clock.advance(1);
  await call('submitRequest', { body: { ...ASKED, ...asked } });
  const { text } = await mailed('confirm-address');
  const token = /\/request\/status#([\w-]{43})/.exec(text)?.[1] ?? '';
  const own = await call('confirmRequest', { body: { token } });
  return { id: own.id, token };
}

const state = async (token: string) => (await call('showRequestByLink', { body: { token } })).state.code;

describe('A request without an account', () => {
  test('is seen by nobody before its address is confirmed, and what strangers typed is in no mail', async () => {
    await call('submitRequest', { body: ASKED });
    expect(await call('listRequests', {}, desk())).toMatchObject({ items: [] });
    const [mail, ...others] = await mails();
    expect(others).toEqual([]);
    expect(mail?.to).toBe('asha@venue.example');
    expect(mail?.text).not.toMatch(/Môr|Asha|ymor|2019/);
    const token = /#([\w-]{43})/.exec(mail?.text ?? '')?.[1] ?? '';
    const before = await call('showRequestByLink', { body: { token } });
    expect(before).toMatchObject({ confirmed: false, mayAnswer: false });
    await expect(call('answerRequestByLink', { body: { token, text: 'x' } })).rejects.toMatchObject({
      problem: { code: 'not-possible-now' },
    });
    for (let time = 0; time < 2; time += 1) await call('confirmRequest', { body: { token } });
    expect(await call('listRequests', {}, desk())).toMatchObject({ items: [{ organisationName: 'Theatr y Môr' }] });
    expect((await mails()).filter(({ template }) => template === 'request-received')).toHaveLength(1);
  });

  test('that nobody confirms is deleted after a day', async () => {
    await call('submitRequest', { body: ASKED });
    await confirmed({ email: 'other@venue.example' });
    await api.box.clock.advance(25 * 3_600_000);
    await prune(new AbortController().signal, api.box.context.control);
    const left = await api.box.context.db.selectFrom('requests').select('contact_email').execute();
    expect(left).toEqual([{ contact_email: 'other@venue.example' }]);
    expect(await api.box.context.db.selectFrom('request_events').selectAll().execute()).toHaveLength(2);
  });

  test.each(['', 'a', 'A'.repeat(43), `${'A'.repeat(42)}\n`])('is not opened by %j', async (token) => {
    for (const id of ['showRequestByLink', 'confirmRequest'] as const) {
      await expect(call(id, { body: { token } })).rejects.toMatchObject({ problem: { code: 'not-found' } });
    }
  });

  test('is not kept with its link in clear', async () => {
    const { token } = await confirmed();
    const tables = await Promise.all(
      (['requests', 'request_events', 'mails', 'audit'] as const).map((table) =>
        api.box.context.db.selectFrom(table).selectAll().execute(),
      ),
    );
    const bytes = JSON.stringify(tables, (_, value) =>
      value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
    );
    expect(bytes).not.toContain(token);
  });

  test('goes from hand to hand until the connection is there and loads; its requester sees where it stands', async () => {
    const { id, token } = await confirmed();
    const seen = await call<Record<string, unknown>>('showRequest', { params: { request: id } }, desk());
    expect(seen).toMatchObject({
      state: { code: 'new' },
      templates: [
        { title: 'Which', text: 'Dear Asha Rhŷs, which is “ymor” of Theatr y Môr?' },
        { move: 'make-ready' },
        { move: 'decline' },
      ],
      completion: { suggestedSlug: 'theatr-y-mor', methods: [{ method: 'support-request' }, { method: 'delivery' }] },
    });
    const move = (move: string, note = '') =>
      call('moveRequest', { params: { request: id }, body: { move, note } }, desk());
    await call('noteRequest', { params: { request: id }, body: { text: 'a secret of ours' } }, desk());
    await move('ask-organisation', 'Which account?');
    expect(await state(token)).toBe('waiting-for-organisation');
    expect((await mailed('request-moved')).text).toContain('> Which account?');
    await call('answerRequestByLink', { body: { token, text: 'ymor it is' } });
    expect(await state(token)).toBe('new');
    await move('ask-provider');
    await move('make-ready');
    await expect(move('reopen')).rejects.toMatchObject({ problem: { code: 'not-possible-now' } });
    const complete = {
      newOrganisation: { slug: 'ymor', zone: 'Europe/London', currency: 'GBP' },
      method: 'support-request',
      settings: { client: 'ymor' },
      secret: 'sesame',
    };
    const done = await call('completeRequest', { params: { request: id }, body: complete }, desk());
    expect(done).toMatchObject({ state: { code: 'done' }, organisation: 'ymor', connection: `ymor-${TOY}` });
    const connection = await call<{ method: string; state: string }>(
      'showConnection',
      { params: { connection: `ymor-${TOY}` } },
      desk(),
    );
    expect(connection).toMatchObject({ method: 'support-request', state: 'active' });
    const own = await call('showRequestByLink', { body: { token } });
    expect(own).toMatchObject({ state: { code: 'done' }, connection: `ymor-${TOY}`, mayAnswer: false });
    expect(JSON.stringify(own)).not.toContain('a secret of ours');
    expect(own.timeline.map(({ from, what }) => `${from} ${what}`)).toEqual([
      ...['requester received', 'requester confirmed', 'desk moved', 'requester answered'],
      ...['desk moved', 'desk moved', 'desk completed'],
    ]);
    expect((await mailed('connection-ready')).text).toContain(token);
    const audit = await api.box.context.db
      .selectFrom('audit')
      .selectAll()
      .where('subject', '=', id)
      .orderBy('seq')
      .execute();
    expect(audit.map(({ action }) => action)).toEqual([
      ...['received', 'confirmed', 'note', 'moved', 'answered', 'moved', 'moved', 'completed'].map(
        (what) => `request.${what}`,
      ),
    ]);
    expect(JSON.stringify(audit)).not.toMatch(/Asha|venue\.example|secret of ours|Which account/);
  });

  test('whose sign-in is refused stays as it was, and is completed by the right one', async () => {
    const { id } = await confirmed();
    const body = {
      newOrganisation: { slug: 'ymor', zone: 'Europe/London', currency: 'GBP' },
      method: 'support-request',
      settings: { client: 'ymor' },
      secret: 'sesame',
    };
    api.box.toy.signIn = 'refused';
    await expect(call('completeRequest', { params: { request: id }, body }, desk())).rejects.toMatchObject({
      problem: { code: 'credential-refused' },
    });
    expect(await call('showRequest', { params: { request: id } }, desk())).toMatchObject({
      state: { code: 'new' },
      organisation: 'ymor',
    });
    api.box.toy.signIn = 'accepted';
    // The organisation was made the first time: it is found again, and not made twice.
    expect(await call('completeRequest', { params: { request: id }, body }, desk())).toMatchObject({
      state: { code: 'done' },
    });
  });

  test('is refused in the words of a person for what cannot be taken', async () => {
    for (const [change, path] of [
      [{ provider: 'none' }, 'body.provider'],
      [{ email: 'asha' }, 'body.email'],
      [{ organisationName: 'O\nO' }, 'body.organisationName'],
      [{ need: 'x'.repeat(2001) }, 'body.need'],
      [{ account: '' }, 'body.account'],
      [{ extra: 1 }, 'body'],
    ] as const) {
      await expect(call('submitRequest', { body: { ...ASKED, ...change } })).rejects.toMatchObject({
        problem: { code: 'invalid-input', fields: [{ path }] },
      });
    }
  });

  test('cannot be used to fill somebody’s letter box', async () => {
    for (let time = 0; time < 3; time += 1) await call('submitRequest', { body: ASKED });
    await expect(call('submitRequest', { body: { ...ASKED, email: 'ASHA@venue.example' } })).rejects.toMatchObject({
      problem: { code: 'too-many-attempts', status: 429 },
    });
    await call('submitRequest', { body: { ...ASKED, email: 'other@venue.example' } });
  });
});

describe('A request of an organisation', () => {
  test('is at the desk at once, is answered without a link, and is there once', async () => {
    const { id: organisationId } = await api.box.organisation('riverside', 'Riverside');
    const own = { authorization: `Bearer ${await api.key(organisationId, ['write'])}` };
    const params = { organisation: 'riverside' };
    const body = { provider: TOY, contactName: 'Asha', email: 'asha@venue.example', account: 'river' };
    const { id } = await call('requestConnection', { params, body }, own);
    expect(await call('listRequests', {}, desk())).toMatchObject({ items: [{ id, organisation: 'riverside' }] });
    await expect(call('requestConnection', { params, body }, own)).rejects.toMatchObject({
      problem: { code: 'conflict' },
    });
    await call('moveRequest', { params: { request: id }, body: { move: 'ask-organisation' } }, desk());
    await call('answerOwnRequest', { params: { ...params, request: id }, body: { text: 'Yes.' } }, own);
    expect(await call<{ items: OwnRequest[] }>('listOwnRequests', { params }, own)).toMatchObject({
      items: [{ id, state: { code: 'new' }, timeline: [{}, {}, { text: 'Yes.' }] }],
    });
    const { id: foreignId } = await api.box.organisation('foreign');
    const foreign = { authorization: `Bearer ${await api.key(foreignId, ['write'])}` };
    await expect(
      call('answerOwnRequest', { params: { organisation: 'foreign', request: id }, body: { text: 'No.' } }, foreign),
    ).rejects.toMatchObject({ problem: { code: 'not-found' } });
    await expect(
      call(
        'completeRequest',
        { params: { request: id }, body: { organisation: 'foreign', method: 'delivery' } },
        desk(),
      ),
    ).rejects.toMatchObject({ problem: { code: 'invalid-input' } });
    expect(
      await call('completeRequest', { params: { request: id }, body: { method: 'delivery' } }, desk()),
    ).toMatchObject({
      connection: `riverside-${TOY}`,
    });
  });
});

describe('An organisation that asks to join', () => {
  async function asked(): Promise<string> {
    await call('submitSignUp', {
      body: { organisationName: 'The Old Hall', contactName: 'Sam', email: 'sam@oldhall.example', why: 'Funded.' },
    });
    const token = /#([\w-]{43})/.exec((await mailed('confirm-address')).text)?.[1] ?? '';
    return (await call('confirmRequest', { body: { token } })).id;
  }

  test('is here once the desk approves', async () => {
    const id = await asked();
    expect(await call('showRequest', { params: { request: id } }, desk())).toMatchObject({
      kind: 'sign-up',
      completion: { suggestedSlug: 'old-hall', methods: [] },
    });
    const newOrganisation = { slug: 'old-hall', zone: 'Europe/London', currency: 'GBP' };
    await call('completeRequest', { params: { request: id }, body: { newOrganisation } }, desk());
    expect(await call('listOrganisations', {}, desk())).toMatchObject({
      items: [{ slug: 'old-hall', name: 'The Old Hall' }],
    });
    expect((await mailed('organisation-approved')).to).toBe('sam@oldhall.example');
    const invited = (await mailed('invitation')).text;
    expect(invited).toContain('The Old Hall');
    expect(invited).toMatch(/\/invitation\W[\w-]{43}/);
    await expect(
      call('completeRequest', { params: { request: id }, body: { newOrganisation } }, desk()),
    ).rejects.toMatchObject({
      problem: { code: 'not-possible-now' },
    });
  });

  test('is told when it is declined, and why', async () => {
    const id = await asked();
    await call(
      'moveRequest',
      { params: { request: id }, body: { move: 'decline', note: 'Not of this programme.' } },
      desk(),
    );
    expect((await mailed('organisation-declined')).text).toContain('> Not of this programme.');
    expect(await call('listOrganisations', {}, desk())).toMatchObject({ items: [] });
  });
});

test('the queue has first what waits for the desk, longest first, and goes on where its page ended', async () => {
  const ids: string[] = [];
  for (const name of ['a', 'b', 'c', 'd']) {
    ids.push((await confirmed({ email: `${name}@venue.example` })).id);
    await api.box.clock.advance(60_000);
  }
  const [a = '', b = '', c = '', d = ''] = ids;
  await call('moveRequest', { params: { request: a }, body: { move: 'ask-organisation' } }, desk());
  await call('moveRequest', { params: { request: b }, body: { move: 'ask-provider' } }, desk());
  await expect(
    call('assignRequest', { params: { request: c }, body: { email: 'desk@illuminate.example' } }, desk()),
  ).rejects.toMatchObject({ problem: { fields: [{ message: 'is nobody of the support desk' }] } });
  await addPerson(api.box.context, { name: 'Priya', email: 'desk@illuminate.example', role: 'support-desk' });
  await call('assignRequest', { params: { request: c }, body: { email: 'DESK@illuminate.example' } }, desk());
  const list = (query: object) =>
    call<{ items: { id: string }[]; nextCursor: string | null; counts: object }>('listRequests', { query }, desk());
  const first = await list({ limit: 3 });
  expect(first.items.map(({ id }) => id)).toEqual([c, d, b]);
  expect(first.counts).toEqual({ new: 2, 'waiting-for-organisation': 1, 'waiting-for-provider': 1 });
  expect((await list({ limit: 3, cursor: first.nextCursor })).items.map(({ id }) => id)).toEqual([a]);
  expect((await list({ assignee: 'nobody' })).items.map(({ id }) => id)).toEqual([d, b, a]);
  expect((await list({ assignee: 'Desk@illuminate.example' })).items.map(({ id }) => id)).toEqual([c]);
  for (const id of [c, d]) await call('moveRequest', { params: { request: id }, body: { move: 'decline' } }, desk());
  await api.box.context.db
    .updateTable('requests')
    .set({ state_at: new Date(0) })
    .where('id', '=', c)
    .execute();
  const closed = await list({ state: 'closed', limit: 1 });
  expect(closed.items.map(({ id }) => id)).toEqual([d]);
  expect((await list({ state: 'closed', limit: 1, cursor: closed.nextCursor })).items.map(({ id }) => id)).toEqual([c]);
});
