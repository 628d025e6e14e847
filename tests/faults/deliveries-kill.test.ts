import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { madeOrder, madePerformance, makeBatch, newSenders, senderWith, type TestSender } from '../support/deliver.ts';
import { differences } from '../support/read-store.ts';
import { readStores } from '../support/read-stores.ts';
import { choicesOf, seed } from '../support/seeds.ts';
import { launchPlatform, startPlatform } from '../support/start-platform.ts';
import { withoutPseudonyms } from './store-against-truth.ts';

const killAt = pathToFileURL(join(import.meta.dirname, '..', 'support', 'kill-at.mjs')).href;

/** Where a kill strikes, and at most how many microseconds later. */
const PLACES = [
  { channel: 'illuminate:delivery-part', phase: 'reading', delay: 60_000 },
  { channel: 'illuminate:delivery-part', phase: 'spooled', delay: 3_000 },
  { channel: 'illuminate:load', phase: 'staging', delay: 150_000 },
  { channel: 'illuminate:load', phase: 'before-commit', delay: 20_000 },
  { channel: 'illuminate:delivery-record', phase: 'writing', delay: 5_000 },
] as const;

const made = (connection: string, sequence: number) => {
  const orders = (from: number) =>
    Array.from({ length: 1_500 }, (_, n) =>
      madeOrder(`${(from + n) % 4_000}`, {
        changedAt: `2026-01-0${1 + sequence}T10:00:00Z`,
        channel: `batch ${sequence}`,
        items: [{ id: 'D', kind: 'donation', amount: '2.00' }],
      }),
    );
  const from = sequence * 1_000;
  return makeBatch({
    connection,
    sequence,
    parts: [orders(from), orders(from + 1_500), { performances: [madePerformance('P1', `E${sequence % 2}`)] }],
  });
};

test('a server killed at any instant of a delivery loads each batch once, when its sender goes on', {
  timeout: 600_000,
}, async () => {
  const data = await mkdtemp(join(tmpdir(), 'illuminate-deliveries-'));
  const choices = choicesOf(seed);
  let address = '';
  try {
    const ids: string[] = [];
    let connection = '';
    let sender: TestSender;
    let undisturbed: TestSender;
    {
      await using platform = await startPlatform({ data });
      const [struck, calm] = await newSenders(platform.api, platform.address, ['struck', 'calm']);
      if (struck === undefined || calm === undefined) throw new Error('two senders');
      ids.push(struck.organisationId, calm.organisationId);
      undisturbed = senderWith({ ...calm, address: () => address });
      connection = struck.connection;
      sender = senderWith({ ...struck, address: () => address });
    }
    for (const [nth, { channel, phase, delay }] of PLACES.entries()) {
      const query = new URLSearchParams({
        channel,
        phase,
        nth: String(choices.between(1, channel === 'illuminate:delivery-part' ? 3 : 1)),
        delay: String(choices.between(0, delay)),
      });
      const server = launchPlatform({ data, preload: [`${killAt}?${query}`] });
      // What the kill before had just committed is written down at the start, and the next may strike there already.
      address = await server.line(/^Illuminate is ready: (http:\S+)$/m, 90_000).catch(() => '');
      const answer = address === '' ? null : await sender.deliver(made(connection, nth + 1)).catch(() => null);
      const { signal } = await server.ended;
      expect({ phase, signal, answered: answer?.status ?? null }).toMatchObject({ signal: 'SIGKILL', answered: null });
    }
    {
      await using platform = await startPlatform({ data });
      address = platform.address;
      for (const [nth, { phase }] of PLACES.entries()) {
        const sent = await sender.deliver(made(connection, nth + 1));
        expect(`${phase}: ${sent.status} ${sent.text}`).toContain('"state":"loaded"');
      }
      for (const nth of PLACES.keys())
        expect((await undisturbed.deliver(made(undisturbed.connection, nth + 1))).status).toBe(200);
      const { items } = await platform.api.call('listDeliveries', { params: { connection } });
      expect(items.map(({ state }) => state)).toEqual(PLACES.map(() => 'loaded'));
      expect((await platform.process.stop()).code).toBe(0);
    }
    const [struck, calm] = await readStores(data, ids);
    if (struck === undefined || calm === undefined) throw new Error('two stores');
    expect([...struck.broken, ...calm.broken]).toEqual([]);
    expect(differences(withoutPseudonyms(struck.state), withoutPseudonyms(calm.state))).toEqual([]);
    expect(struck.ledger).toEqual(calm.ledger);
    expect(struck.state.tickets.length).toBe(8_000);
    expect(await readFile(join(data, 'operator.key'), 'utf8')).not.toBe('');
  } finally {
    await rm(data, { recursive: true, force: true });
  }
});
