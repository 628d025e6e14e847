import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiForTests, sentFor, startApiForTests } from '../../api/api-for-tests.ts';
import { TOY } from '../../context-for-tests.ts';
import { addPerson } from '../../notifications/people-for-tests.ts';
import { renderMail } from '../../notifications/render-mail.ts';
import { AGREEMENT_VERSION } from '../agreement/agreement-text.ts';

let api: ApiForTests;
beforeAll(async () => {
  api = await startApiForTests();
});
afterAll(() => api.close());

async function mails() {
  const rows = await api.box.context.db.selectFrom('mails').selectAll().orderBy('queued_at').orderBy('id').execute();
  return Promise.all(
    rows.map(async (row) => ({
      kind: row.template,
      to: row.recipient,
      text: (await renderMail(api.box.context, row))?.text ?? '',
    })),
  );
}

test('whoever administers an organisation gets the receipt of a consent, and of its end, by mail', async () => {
  const { id: organisationId } = await api.box.organisation('mill', 'Mill Arts');
  const headers = { authorization: `Bearer ${await api.key(organisationId, ['write'])}` };
  for (const [name, role] of [
    ['asha', 'organisation-admin'],
    ['mair', 'member'],
  ] as const) {
    await addPerson(api.box.context, { name, email: `${name}@mill.example`, role, organisationId });
  }
  const agreement = { version: AGREEMENT_VERSION, name: 'Asha Rao', position: 'Finance Director' };
  const body = { provider: TOY, settings: { client: 'mill-arts' }, secret: 'sesame-open', agreement };
  const made = await api.send(sentFor('connectBySignIn', { params: { organisation: 'mill' }, body }, headers));
  expect(made.status).toBe(201);
  const [given, ...others] = await mails();
  expect(others).toEqual([]);
  expect(given).toMatchObject({ kind: 'consent-receipt', to: 'asha@mill.example' });
  const { hash } = await api.box.context.db.selectFrom('receipts').select('hash').executeTakeFirstOrThrow();
  expect(given?.text.replaceAll(/\s+/g, '')).toContain(hash);
  expect(given?.text).toContain('Given by: Asha Rao');

  await api.box.clock.advance(60_000);
  await api.send(sentFor('stopConnection', { params: { connection: `mill-${TOY}` }, body: {} }, headers));
  const [, stopped] = await mails();
  expect(stopped).toMatchObject({ kind: 'stop-receipt', to: 'asha@mill.example' });
  expect(stopped?.text).toContain(`http://127.0.0.1:4310/connections/mill-${TOY}`);
  expect(stopped?.text).toContain('What was collected: Is kept');
});
