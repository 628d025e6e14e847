import type { Client } from '@illuminate/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { madeOrder, makeBatch, newPair, newSender, senderWith, type TestSender } from '../support/deliver.ts';
import { type DeliveryServer, startDeliveryServer } from '../support/delivery-server.ts';
import type { StartedPlatform } from '../support/start-platform.ts';

let server: DeliveryServer;
let platform: StartedPlatform;
let api: Client;

beforeAll(async () => {
  server = await startDeliveryServer(9);
  platform = server.platform;
  api = platform.api;
}, 180_000);
afterAll(() => server?.[Symbol.asyncDispose]());

const newConnection = (): TestSender => server.newConnection();
const listed = async (connection: string) => (await api.call('listDeliveries', { params: { connection } })).items;
const manifestOf = (body: object): Buffer => Buffer.from(JSON.stringify(body));

describe('a request', () => {
  test('that was seen on its way and is sent again does nothing new', async () => {
    const sender = newConnection();
    const { manifest, parts } = makeBatch({ connection: sender.connection, sequence: 1, parts: [[madeOrder('A')]] });
    const replayed = [
      sender.head({ method: 'PUT', path: 'batches/b-1', body: manifestOf(manifest) }),
      sender.head({ method: 'PUT', path: 'batches/b-1/parts/1', body: parts[0] ?? Buffer.of() }),
      sender.head({ method: 'POST', path: 'batches/b-1/complete' }),
    ];
    for (const _ of [1, 2, 3]) {
      for (const { method, target, headers, body } of replayed) {
        const response = await fetch(`${platform.address}${target}`, {
          method,
          headers,
          ...(body === undefined ? {} : { body }),
        });
        expect(response.ok).toBe(true);
      }
    }
    expect(await listed(sender.connection)).toMatchObject([{ state: 'loaded', loaded: { orders: 1, tickets: 2 } }]);
    const late = await sender.send({
      method: 'GET',
      path: 'position',
      time: new Date(Date.now() - 16 * 60_000).toISOString(),
    });
    expect(late.problem).toMatchObject({ status: 401, code: 'time-off' });
  });

  test('that is not rightly signed is refused, whatever of it was changed', async () => {
    const sender = newConnection();
    const other = newConnection();
    const { manifest } = makeBatch({ connection: sender.connection, sequence: 1, parts: [[madeOrder('A')]] });
    const opening = { method: 'PUT', path: 'batches/b-1', body: manifestOf(manifest) } as const;
    const path = `/api/v1/connections/${sender.connection}/deliveries`;
    const invalid = { status: 401, code: 'signature-invalid' };
    for (const forged of [
      { body: manifestOf({ ...manifest, sequence: 2 }) },
      { path: `${path}/batches/b-2` },
      { path: `${path}/batches/b-1?x=1` },
      { path: `/api/v1/connections/${other.connection}/deliveries/batches/b-1` },
      { time: new Date(Date.now() - 60_000).toISOString() },
      { key: other.keyId },
      { signature: Buffer.alloc(64, 1).toString('base64') },
      { signature: 'c2hvcnQ=' },
    ]) {
      expect((await sender.send({ ...opening, forged })).problem, JSON.stringify(forged).slice(0, 60)).toMatchObject(
        invalid,
      );
    }
    const stranger = senderWith({
      address: platform.address,
      connection: sender.connection,
      keyId: sender.keyId,
      privateKey: newPair().privateKey,
    });
    expect((await stranger.send(opening)).problem).toMatchObject(invalid);
    expect((await sender.send({ ...opening, forged: { key: 'dk_nobody' } })).problem).toMatchObject({
      status: 401,
      code: 'key-unknown',
    });
    for (const header of ['key', 'time', 'signature']) {
      expect((await sender.send({ ...opening, forged: { [header]: '' } })).problem).toMatchObject({
        status: 401,
        code: 'signature-missing',
      });
    }
    for (const time of ['now', '2026-01-01', new Date().toString()]) {
      expect((await sender.send({ ...opening, time })).problem).toMatchObject({ status: 401, code: 'time-off' });
    }
    expect(await listed(sender.connection)).toEqual([]);
  });

  test('of a stranger does not learn which connections there are', async () => {
    const sender = newConnection();
    const answers = ['position', 'batches/b-1'].flatMap((path) =>
      [sender.connection, 'no-such-connection', 'NO CONNECTION'].map((connection) => {
        const stranger = senderWith({
          address: platform.address,
          connection: encodeURIComponent(connection),
          keyId: 'dk_nobody',
          privateKey: newPair().privateKey,
        });
        return stranger.send({ method: 'GET', path });
      }),
    );
    const said = (await Promise.all(answers)).map(({ status, problem: { reference: _, ...rest } }) =>
      JSON.stringify({ status, rest }),
    );
    expect(new Set(said).size).toBe(1);
    expect(said[0]).toContain('key-unknown');
  });

  test('signed with a key of another connection is refused, and so is one with a retired key', async () => {
    const mine = newConnection();
    const theirs = newConnection();
    const intruder = senderWith({
      address: platform.address,
      connection: theirs.connection,
      keyId: mine.keyId,
      privateKey: mine.privateKey,
    });
    const batch = makeBatch({ connection: theirs.connection, sequence: 1, parts: [[madeOrder('A')]] });
    expect((await intruder.deliver(batch)).problem).toMatchObject({ status: 404, code: 'connection-unknown' });
    expect((await intruder.send({ method: 'GET', path: 'position' })).problem).toMatchObject({
      status: 404,
      code: 'connection-unknown',
    });
    expect(await listed(theirs.connection)).toEqual([]);

    const next = await newSender(api, platform.address, theirs.connection);
    await theirs.send({ method: 'PUT', path: 'batches/b-1', body: manifestOf(batch.manifest) });
    await api.call('retireDeliveryKey', { params: { connection: theirs.connection, key: theirs.keyId } });
    expect((await theirs.deliver(batch)).problem).toMatchObject({ status: 401, code: 'key-retired' });
    expect((await next.deliver(batch)).state.state).toBe('loaded');
  });

  test('that is too big is refused before it is read', async () => {
    const sender = newConnection();
    const { manifest } = makeBatch({ connection: sender.connection, sequence: 1, parts: [[madeOrder('A')]] });
    await sender.send({ method: 'PUT', path: 'batches/b-1', body: manifestOf(manifest) });
    const part = await sender.send({
      method: 'PUT',
      path: 'batches/b-1/parts/1',
      body: Buffer.alloc(16 * 1024 * 1024 + 1),
    });
    expect(part.problem).toMatchObject({ status: 413, code: 'part-too-big' });
    const many = makeBatch({ connection: sender.connection, sequence: 2, parts: [[madeOrder('A')]] });
    many.manifest.totals.tickets = 250_001;
    expect((await sender.deliver(many)).problem).toMatchObject({ status: 413, code: 'batch-too-big' });
    const long = makeBatch({ connection: sender.connection, sequence: 3, parts: [[madeOrder('A')]] });
    long.manifest.personalFields = Array.from({ length: 9_000 }, (_, n) => `field${n}`);
    expect((await sender.deliver(long)).problem).toMatchObject({ status: 422, code: 'manifest-invalid' });
  });
});
