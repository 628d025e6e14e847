import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiForTests, problemIn, sentFor, startApiForTests } from '../../api/api-for-tests.ts';
import { hashContent } from '../../audit/chain.ts';
import { TOY } from '../../context-for-tests.ts';
import type { Organisation } from '../../control/schema/organisations.ts';
import { AGREEMENT_VERSION } from '../agreement/agreement-text.ts';

let api: ApiForTests;
let mill: Organisation;
let headers: Record<string, string>;
const CONNECTION = `mill-${TOY}`;

beforeAll(async () => {
  api = await startApiForTests();
  mill = await api.box.organisation('mill', 'Mill <Arts> & Co');
  headers = { authorization: `Bearer ${await api.key(mill.id, ['read', 'write'])}` };
});
afterAll(() => api.close());

const ask = async (id: Parameters<typeof sentFor>[0], asked: object, more: Record<string, string> = {}) =>
  api.send(sentFor(id, asked, { ...headers, ...more }));
const signed = { version: AGREEMENT_VERSION, name: 'Asha Rao', position: 'Finance Director' };
const connect = (body: object) =>
  ask('connectBySignIn', {
    params: { organisation: 'mill' },
    body: { provider: TOY, settings: { client: 'mill-arts' }, secret: 'sesame-open', agreement: signed, ...body },
  });
const receipts = async () =>
  JSON.parse((await ask('listReceipts', { params: { connection: CONNECTION } })).text).items as {
    id: string;
    kind: string;
    hash: string;
  }[];

test('a sign-in is tried as typed, and says what can be seen; nothing is stored', async () => {
  const tried = await ask('trySignIn', {
    params: { organisation: 'mill' },
    body: { provider: TOY, settings: { client: 'mill-arts' }, secret: 'sesame-open' },
  });
  expect(JSON.parse(tried.text)).toEqual({ signedInAs: 'mill-arts', sees: ['blocks'], cannotSee: [], notSupplied: [] });
  expect(await api.box.context.db.selectFrom('connections').select('id').execute()).toEqual([]);
});

test('without the agreement that is shown, or with a sign-in that is refused, nothing is connected', async () => {
  const old = await connect({ agreement: { ...signed, version: '2020-01' } });
  expect(problemIn(old)).toMatchObject({ code: 'not-possible-now' });
  const nameless = await connect({ agreement: { version: AGREEMENT_VERSION, name: ' ' } });
  expect(problemIn(nameless).fields?.[0]?.path).toBe('body.agreement.name');
  api.box.toy.signIn = 'refused';
  expect(problemIn(await connect({})).code).toBe('credential-refused');
  api.box.toy.signIn = 'accepted';
  expect(await api.box.context.db.selectFrom('agreements').select('id').execute()).toEqual([]);
});

test('a connection made by an organisation has a receipt, whose hash the audit trail holds', async () => {
  expect((await connect({})).status).toBe(201);
  const [given] = await receipts();
  const params = { connection: CONNECTION, receipt: given?.id };
  const { document, hash } = JSON.parse((await ask('showReceipt', { params })).text);
  expect(document).toMatchObject({
    kind: 'given',
    organisation: { name: 'Mill <Arts> & Co' },
    allowedBy: { basis: 'accepted', name: 'Asha Rao', position: 'Finance Director' },
    method: 'api-credentials',
  });
  expect(document.evidence).toContain('Asha Rao');
  expect(document.withdraw.length).toBeGreaterThan(1);
  expect(hashContent(document)).toBe(hash);
  const audited = await api.box.context.db
    .selectFrom('audit')
    .select('details')
    .where('action', '=', 'consent.receipt-issued')
    .execute();
  expect(audited.map(({ details }) => details.hash)).toContain(hash);
});

test('as a page it is ready to print, runs nothing, and escapes what people typed', async () => {
  const [given] = await receipts();
  const params = { connection: CONNECTION, receipt: given?.id };
  const page = await ask('showReceipt', { params }, { accept: 'text/html,application/xhtml+xml' });
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(page.headers['content-disposition']).toMatch(/^inline;/);
  expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; base-uri/);
  const style = /<style>([\s\S]*?)<\/style>/.exec(page.text)?.[1] ?? '';
  expect(page.headers['content-security-policy']).toContain(createHash('sha256').update(style).digest('base64'));
  expect(page.text).toContain('Mill &#60;Arts&#62; &#38; Co');
  expect(page.text).toContain(given?.hash);
});

test('confirmed again, and withdrawn, it is written down anew', async () => {
  await ask('acceptAgreement', { params: { connection: CONNECTION }, body: { ...signed, name: 'Sam Lee' } });
  await ask('stopConnection', { params: { connection: CONNECTION } });
  expect((await receipts()).map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['withdrawn', 'confirmed', 'given']),
  );
  const withdrawn = (await receipts()).find(({ kind }) => kind === 'withdrawn');
  const params = { connection: CONNECTION, receipt: withdrawn?.id };
  const { document } = JSON.parse((await ask('showReceipt', { params })).text);
  expect(document).toMatchObject({
    ...{ reviewOn: null, allowedBy: { name: 'Sam Lee' } },
    ended: { by: expect.any(String), collected: 'kept' },
  });
  const page = await ask('showReceipt', { params }, { accept: 'text/html' });
  expect(page.text).toContain('Is kept, until somebody has it deleted');
});

test('whoever stops and has what was collected deleted reads in the receipt from when on', async () => {
  await api.box.clock.advance(60_000);
  expect((await connect({})).status).toBe(201);
  await ask('stopConnection', { params: { connection: CONNECTION }, body: { collected: 'delete' } });
  const { due_at } = await api.box.context.db.selectFrom('deletions').select('due_at').executeTakeFirstOrThrow();
  const latest = (await receipts()).find(({ kind }) => kind === 'withdrawn');
  const params = { connection: CONNECTION, receipt: latest?.id };
  const { document, hash } = JSON.parse((await ask('showReceipt', { params })).text);
  expect(document.ended).toMatchObject({ collected: 'to-be-deleted', deletedFrom: due_at.toISOString() });
  expect(hashContent(document)).toBe(hash);
});
