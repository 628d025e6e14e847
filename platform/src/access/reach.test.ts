// What those see over HTTP who belong to no organisation.
import { describe, expect, test } from 'vitest';
import { TOY } from '../context-for-tests.ts';
import { accountsForTests, codeOf, given } from './accounts-for-tests.ts';

const house = accountsForTests();
const { call, asha } = house;

describe('whoever watches from outside', () => {
  const watched = async () => {
    const connection = await house.api.box.claim(house.riverside, 'river');
    const other = await house.api.box.claim(house.harbour, 'harbour');
    const { db } = house.api.box.context;
    await db
      .updateTable('connections')
      .set({ state: 'paused', state_by: 'Asha Rao (per_1)' })
      .where('id', '=', connection.id)
      .execute();
    await db.updateTable('connections').set({ provider: 'elsewhere' }).where('id', '=', other.id).execute();
  };
  const contact = () =>
    house.api.person({ email: 'clare@toy.example', roles: [{ role: 'provider-contact', provider: TOY }] });
  const reader = () => house.api.person({ email: 'hannah@funder.example', roles: [{ role: 'funder-reader' }] });

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
    const priya = await house.desk();
    const resume = () => call('resumeConnection', { params: { connection: 'riverside-toy' } }, priya.headers);
    expect((await resume()).status).toBe(403);
    await house.api.box.context.db
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
    expect((await call('addConnection', { body }, house.operator)).status).toBe(201);
  });
});
