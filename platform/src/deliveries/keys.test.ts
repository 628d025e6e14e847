import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addConnection } from '../connections/add-connection.ts';
import { stopConnection } from '../connections/stop-connection.ts';
import { type ContextForTests, openContextForTests, TOY } from '../context-for-tests.ts';
import type { Connection } from '../control/schema/connections.ts';
import { Refusal } from '../refusal.ts';
import { addKey } from './add-key.ts';
import { listKeys } from './list-keys.ts';
import { keyIdsOf, parsePublicKey } from './public-key.ts';
import { retireKey } from './retire-key.ts';

const pair = () => generateKeyPairSync('ed25519');
const pemOf = (key: KeyObject): string => String(key.export({ format: 'pem', type: 'spki' }));
const rawOf = (key: KeyObject): Buffer => Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');

describe('a public key', () => {
  it('is taken as PEM, as its bytes and as its SubjectPublicKeyInfo in base64', () => {
    const { publicKey } = pair();
    const raw = rawOf(publicKey);
    const der = publicKey.export({ format: 'der', type: 'spki' });
    for (const given of [
      pemOf(publicKey),
      ` ${raw.toString('base64')}\n`,
      raw.toString('base64url'),
      der.toString('base64'),
    ]) {
      expect(parsePublicKey(given)).toEqual(raw);
    }
  });

  it('has a fingerprint, which grows where two begin alike', () => {
    const [short = '', longer = '', ...more] = keyIdsOf(rawOf(pair().publicKey));
    expect(short).toMatch(/^dk_[0-9a-z]{16}$/);
    expect(longer.startsWith(short)).toBe(true);
    expect(more.at(-1)?.length).toBe(3 + 51);
  });

  it.each([
    ['private', String(pair().privateKey.export({ format: 'pem', type: 'pkcs8' })), 'private'],
    ['of another kind', pemOf(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey), 'Ed25519'],
    ['too short', Buffer.alloc(31, 1).toString('base64'), 'Ed25519'],
    ['no key', 'open sesame', 'Ed25519'],
    ['cut off', pemOf(pair().publicKey).slice(0, 60), 'Ed25519'],
  ])('that is %s is refused without quoting it', (_, given, word) => {
    expect(() => parsePublicKey(given)).toThrow(word);
    try {
      parsePublicKey(given);
    } catch (err) {
      expect(err).toBeInstanceOf(Refusal);
      expect(JSON.stringify((err as Refusal).parts)).not.toContain(given.slice(-12));
    }
  });
});

describe('keys of a connection', () => {
  let box: ContextForTests;
  let connection: Connection;
  const add = (publicKey: string, name?: string) => addKey(box.context, { connection, publicKey, name, actor: 'test' });

  beforeAll(async () => {
    box = await openContextForTests();
  });
  beforeEach(async () => {
    await box.reset();
    connection = await addDelivery();
  });
  afterAll(() => box.close());

  async function addDelivery(): Promise<Connection> {
    const { db } = box.context;
    const known = await db.selectFrom('organisations').selectAll().where('slug', '=', 'mill').executeTakeFirst();
    const organisation = known ?? (await box.organisation('mill'));
    const input = { provider: TOY, method: 'delivery' as const, settings: {}, test: false, actor: 'test' };
    return addConnection(box.context, { ...input, organisation });
  }

  it('are several at a time, and each is retired by itself', async () => {
    const one = await add(pemOf(pair().publicKey), 'the old one');
    const other = await add(pemOf(pair().publicKey));
    await retireKey(box.context, { connection, key: one.id, actor: 'test' });
    const { items } = await listKeys(box.context, connection);
    expect(new Map(items.map(({ id, retiredAt }) => [id, retiredAt !== null]))).toEqual(
      new Map([
        [one.id, true],
        [other.id, false],
      ]),
    );
    await expect(retireKey(box.context, { connection, key: 'dk_other', actor: 'test' })).rejects.toThrow('no key');
  });

  it('are registered once, and anew after they were retired', async () => {
    const pem = pemOf(pair().publicKey);
    const { id } = await add(pem);
    await expect(add(pem)).rejects.toThrow(id);
    await retireKey(box.context, { connection, key: id, actor: 'test' });
    await expect(add(pem)).resolves.toMatchObject({ id, retiredAt: null });
  });

  it('are told apart where their fingerprints would be the same', async () => {
    const { publicKey } = pair();
    const [short = ''] = keyIdsOf(rawOf(publicKey));
    await box.context.db
      .insertInto('delivery_keys')
      .values({
        connection_id: connection.id,
        key_id: short,
        public_key: Buffer.alloc(32, 1),
        name: 'made up',
        added_by: 'test',
        created_at: box.clock.now(),
        last_used_at: null,
        retired_at: null,
      })
      .execute();
    const { id } = await add(pemOf(publicKey));
    expect(id).not.toBe(short);
    expect(id.startsWith(short)).toBe(true);
  });

  it('are in the audit trail and in a dump at once', async () => {
    const { id } = await add(pemOf(pair().publicKey));
    const folder = join(box.context.config.dataFolder, 'dumps');
    const newest = readdirSync(folder).sort().at(-1) ?? '';
    expect(gunzipSync(readFileSync(join(folder, newest))).toString()).toContain(id);
    await retireKey(box.context, { connection, key: id, actor: 'somebody' });
    const entries = await box.context.db
      .selectFrom('audit')
      .selectAll()
      .where('subject', '=', connection.id)
      .orderBy('seq')
      .execute();
    expect(entries.map(({ action, actor }) => [action, actor]).slice(-2)).toEqual([
      ['delivery-key.added', 'test'],
      ['delivery-key.retired', 'somebody'],
    ]);
  });

  it('open a connection no more once it was stopped and added again', async () => {
    await add(pemOf(pair().publicKey));
    await stopConnection(box.context, { connectionId: connection.id, actor: 'test' });
    await expect(add(pemOf(pair().publicKey))).rejects.toThrow('stopped');
    await addDelivery();
    const { items } = await listKeys(box.context, connection);
    expect(items.every(({ retiredAt }) => retiredAt !== null)).toBe(true);
  });

  it('have nothing to be collected beside them', async () => {
    await expect(box.context.syncs.request(connection.id, 'manual')).rejects.toThrow('delivered');
    await box.context.syncs.dispatchDue();
    expect(await box.context.db.selectFrom('syncs').selectAll().execute()).toEqual([]);
  });
});
