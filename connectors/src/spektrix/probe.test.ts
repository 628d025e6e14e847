import type { ServerResponse } from 'node:http';
import { AbortSyncError, ReauthoriseError, RetryLaterError } from '@illuminate/connector-kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BoxOffice, openBoxOffice } from './box-office-for-tests.ts';
import { MARKER } from './normalise/records-for-tests.ts';
import { probeSpektrix } from './probe.ts';
import { readReferences } from './references.ts';

const signal = new AbortController().signal;
const HTML = { 'content-type': 'text/html' };
let office: BoxOffice;
const probe = () => probeSpektrix(office.client(), signal);

beforeEach(async () => {
  office = await openBoxOffice();
  office.routes.set('orders', () => [{ id: '1A', customer: { id: '2A' } }]);
  office.routes.set('orders/1A', () => ({ id: '1A' }));
  office.routes.set('orders/sync', () => ({ paging: { limit: 100, next: 'x' }, values: [] }));
  office.routes.set('customers/2A', () => ({ id: '2A', email: MARKER, billingAddress: { postcode: 'M1 1AE' } }));
  office.routes.set('events', () => [{ id: '3A' }]);
  office.routes.set('instances', () => []);
  for (const list of ['plans', 'venues', 'ticket-types']) office.routes.set(list, () => []);
});
afterEach(() => office.close());

describe('a probe', () => {
  it('finds everything in nine requests, one of them for one customer, and keeps nothing of her', async () => {
    const found = await probe();
    expect(found.ways).toEqual(
      expect.arrayContaining(['orders.window', 'orders.byId', 'orders.changedSince', 'customers.byId', 'events.crawl']),
    );
    expect(found.cannotSee).toEqual([]);
    expect(found.sees.join()).toContain('postcodes');
    expect(JSON.stringify(found)).not.toMatch(new RegExp(`${MARKER}|M1|2A`));
    expect(office.asked).toHaveLength(9);
    expect(office.asked.filter((path) => path.includes('customers'))).toHaveLength(1);
    expect([found.notSupplied, found.absent]).toEqual([[], []]);
  });

  it('finds out that there is no feed of changes, for which nothing is missing', async () => {
    office.routes.delete('orders/sync');
    const found = await probe();
    expect(found.ways).not.toContain('orders.changedSince');
    expect(found.ways).toContain('orders.window');
    expect(found.cannotSee).toEqual([]);
    expect(found.sees).toContainEqual(expect.stringContaining('orders/sync is not turned on'));
  });

  it.each([400, 405])('takes a path that is refused (%i) for one that is not there', async (status) => {
    for (const path of ['orders/sync', 'orders/1A', 'customers/2A']) office.routes.set(path, () => status);
    const found = await probe();
    expect(found.ways).toContain('orders.window');
    for (const way of ['orders.changedSince', 'orders.byId', 'customers.byId']) expect(found.ways).not.toContain(way);
  });

  it('finds out that orders cannot be read one by one', async () => {
    office.routes.delete('orders/1A');
    expect((await probe()).ways).not.toContain('orders.byId');
  });

  it('is not held up by one order or one customer that the box office fails on', async () => {
    const page = (_: unknown, response: ServerResponse) => response.writeHead(200, HTML).end('<html>');
    office.routes.set('orders/1A', page);
    office.routes.set('customers/2A', page);
    const { ways, cannotSee } = await probe();
    expect(ways).toEqual(expect.arrayContaining(['orders.window', 'orders.byId', 'customers.byId']));
    expect(cannotSee).toEqual([]);
    office.routes.set('events', page);
    await expect(probe()).rejects.toThrow(RetryLaterError);
  });

  it('reads a day of more orders than it needs only as far as it has to', async () => {
    const order = { id: '1A', customer: { id: '2A' }, notes: 'x'.repeat(10_000) };
    office.routes.set('orders', () => Array.from({ length: 1_000 }, () => order));
    office.routes.set('orders/sync', () => ({
      paging: { limit: 100, next: 'x' },
      values: [{ orderId: '1A', customerId: '2A' }],
    }));
    const found = await probe();
    expect(found.ways).toEqual(expect.arrayContaining(['orders.window', 'orders.byId', 'customers.byId']));
    expect(found.sees).toContain('orders with their tickets, by day');
    expect(office.asked.filter((path) => /orders\?/i.test(path))).toHaveLength(1);
  });

  it('takes an order and a customer from the feed on a day without orders', async () => {
    office.routes.set('orders', () => []);
    office.routes.set('orders/sync', () => ({ values: [{ orderId: '1A', customerId: '2A' }] }));
    expect((await probe()).ways).toEqual(expect.arrayContaining(['orders.byId', 'customers.byId']));
    expect(office.asked).toHaveLength(9);
  });

  it('takes reading by id to work where there is nothing to try it on', async () => {
    office.routes.set('orders', () => []);
    expect((await probe()).ways).toEqual(expect.arrayContaining(['orders.byId', 'customers.byId']));
    expect(office.asked).toHaveLength(7);
  });

  it.each([403, 404])(
    'tells an account that sees only the public catalogue (%i) from one that is refused',
    async (status) => {
      office.routes.set('orders', () => status);
      office.routes.set('orders/sync', () => status);
      const found = await probe();
      expect(found.ways.filter((way) => /orders|customers/.test(way))).toEqual([]);
      expect(found.absent).toEqual(['orders.window']);
      expect(found.cannotSee[0]).toMatch(/API Accounts/);
      office.routes.set('orders', () => 401);
      await expect(probe()).rejects.toThrow(ReauthoriseError);
    },
  );

  it.each([404, 403, 400])('says which lists an account does not supply (%i), and what that costs', async (status) => {
    for (const list of ['plans', 'venues', 'ticket-types']) office.routes.set(list, () => status);
    const found = await probe();
    expect(found.cannotSee).toEqual([]);
    expect(found.notSupplied?.map((line) => line.split(':')[0])).toEqual([
      'Seating plans',
      'Venues',
      'List of ticket types',
    ]);
    expect(found.absent).toEqual(['venues.crawl', 'venues.byId', 'ticket-types.crawl']);
    expect(found.ways).toContain('orders.window');
  });

  it('leaves the plans that it read to whoever needs them next, once', async () => {
    office.routes.set('plans', () => [{ id: '5A', name: 'Studio' }]);
    const client = office.client();
    await probeSpektrix(client, signal);
    const read = async () => [...(await readReferences(client, signal)).plans.keys()];
    expect([await read(), await read()]).toEqual([['5A'], ['5A']]);
    expect(office.asked.filter((path) => path.endsWith('/plans'))).toHaveLength(2);
  });

  it('looks further back where the last days have no orders and answer 404 for it', async () => {
    const order = { id: '1A', customer: { id: '2A' } };
    office.routes.set('orders', (query) => {
      const days = (Date.parse(query.get('DateTo') ?? '') - Date.parse(query.get('DateFrom') ?? '')) / 86_400_000;
      return days > 20 ? [order] : 404;
    });
    expect((await probe()).ways).toContain('orders.window');
    expect(office.asked.filter((path) => path.includes('/orders?'))).toHaveLength(3);
  });

  it('says that a customer may not be read', async () => {
    office.routes.set('customers/2A', () => 403);
    const found = await probe();
    expect(found.ways).not.toContain('customers.byId');
    expect(found.cannotSee).toEqual([expect.stringContaining('Customers')]);
  });

  it('says that a client name leads nowhere', async () => {
    office.routes.clear();
    await expect(probe()).rejects.toThrow(AbortSyncError);
    await expect(probe()).rejects.toMatchObject({ fault: { code: 'client-unknown' } });
  });

  it('reports a clock that differs', async () => {
    office.clock.offsetMs = 1_200_000;
    expect((await probe()).clockOffsetMs).toBeGreaterThan(1_100_000);
  });
});
