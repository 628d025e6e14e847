import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type MadeBatch,
  type MadeOrder,
  madeOrder,
  madePerformance,
  makeBatch,
  newSenders,
} from '../support/deliver.ts';
import { differences } from '../support/read-store.ts';
import { readStores } from '../support/read-stores.ts';
import { choicesOf, runs, seed } from '../support/seeds.ts';
import { startPlatform } from '../support/start-platform.ts';
import { withoutPseudonyms } from './store-against-truth.ts';

const at = (hour: number): string =>
  `2026-01-${String(2 + Math.floor(hour / 24)).padStart(2, '0')}T${String(hour % 24).padStart(2, '0')}:00:00Z`;
const BATCHES = 6;

/** An order at one of its stages: changes that share an hour, tickets that come and go, one that wanders between orders. */
const orderArbitrary = (id: string): fc.Arbitrary<MadeOrder> =>
  fc
    .record({
      hour: fc.integer({ min: 0, max: 5 }),
      channel: fc.constantFrom('online', 'counter'),
      postcode: fc.constantFrom('D02 X285', 'SW1A 1AA', undefined),
      items: fc.constantFrom(
        [],
        [{ id: 'D', kind: 'donation', amount: '5.00' }],
        [{ id: 'C', kind: 'charge', amount: '1.50' }],
      ),
      tickets: fc.uniqueArray(
        fc.record({
          id: fc.constantFrom(`${id}-1`, `${id}-2`, `${id}-3`, 'wanderer'),
          performance: fc.constantFrom('P1', 'P2', 'P3'),
          type: fc.constantFrom('Full', ' full', 'Child'),
          total: fc.constantFrom('20.00', '12.50', '0.00'),
        }),
        { selector: (ticket) => ticket.id, maxLength: 3 },
      ),
    })
    .map(({ hour, postcode, ...changes }) =>
      madeOrder(id, {
        ...changes,
        placedAt: at(0),
        changedAt: at(hour),
        customer: { id: `C-${id}`, ...(postcode === undefined ? {} : { postcode }) },
      }),
    );

interface Content {
  readonly orders: readonly MadeOrder[];
  readonly performances: readonly { readonly id: string; readonly event: string }[];
  readonly createdAt: number;
}

const contentArbitrary: fc.Arbitrary<Content> = fc
  .record({
    orders: fc.tuple(...['A', 'B', 'C', 'D'].map((id) => fc.option(orderArbitrary(id), { nil: null }))),
    performances: fc.uniqueArray(fc.record({ id: fc.constantFrom('P1', 'P2'), event: fc.constantFrom('E1', 'E2') }), {
      selector: ({ id }) => id,
    }),
    // Several batches may be made in the same second.
    createdAt: fc.integer({ min: 5, max: 8 }),
  })
  .map(({ orders, ...rest }) => {
    const wandering = orders.findIndex((order) => order?.tickets.some(({ id }) => id === 'wanderer'));
    // Once in a batch.
    const once = orders.map((order, n) => {
      if (order === null || n === wandering) return order;
      const tickets = order.tickets.filter(({ id }) => id !== 'wanderer');
      return madeOrder(order.id, { ...order, tickets });
    });
    return { ...rest, orders: once.filter((order) => order !== null) };
  });

function batchesFor(connection: string, contents: readonly Content[]): MadeBatch[] {
  return contents.map(({ orders, performances, createdAt }, n) =>
    makeBatch({
      connection,
      sequence: n + 1,
      parts: [orders, { performances: performances.map(({ id, event }) => madePerformance(id, event)) }],
      createdAt: at(createdAt),
    }),
  );
}

test('whatever the order in which batches arrive, the store ends as if they had come one by one', {
  timeout: 600_000,
}, async () => {
  const data = await mkdtemp(join(tmpdir(), 'illuminate-deliveries-'));
  const choices = choicesOf(seed);
  const worlds = fc.sample(fc.array(contentArbitrary, { minLength: BATCHES, maxLength: BATCHES }), {
    seed,
    numRuns: runs(1),
  });
  const inOrder = Array.from({ length: BATCHES }, (_, n) => n);
  const orders = [inOrder, inOrder.toReversed(), choices.shuffled(inOrder), choices.shuffled(inOrder)];
  const organisations: string[][] = [];
  try {
    {
      await using platform = await startPlatform({ data });
      const { api, address } = platform;
      for (const [world, contents] of worlds.entries()) {
        const slugs = orders.map((_, nth) => `world-${world}-${nth}`);
        const senders = await newSenders(api, address, slugs);
        for (const [nth, arrival] of orders.entries()) {
          const sender = senders[nth] as (typeof senders)[number];
          const name = sender.connection;
          const batches = batchesFor(name, contents);
          for (const at of arrival) {
            const answer = await sender.deliver(batches[at] as MadeBatch);
            expect(`${answer.status} ${answer.text}`).toContain('200 ');
          }
          expect((await api.call('showConnection', { params: { connection: name } })).deliveries?.gaps).toEqual([]);
        }
        organisations.push(senders.map(({ organisationId }) => organisationId));
      }
      expect((await platform.process.stop()).code).toBe(0);
    }
    for (const ids of organisations) {
      const [first, ...others] = await readStores(data, ids);
      if (first === undefined) throw new Error('no store');
      expect(first.broken).toEqual([]);
      expect(first.state.tickets.length + first.state.orders.length).toBeGreaterThan(0);
      for (const [nth, other] of others.entries()) {
        const told = `arrived ${orders[nth + 1]?.join(', ')}, seed ${seed}`;
        expect(other.broken, told).toEqual([]);
        expect(differences(withoutPseudonyms(other.state), withoutPseudonyms(first.state)), told).toEqual([]);
        expect(other.ledger, told).toEqual(first.ledger);
      }
    }
  } finally {
    await rm(data, { recursive: true, force: true });
  }
});
