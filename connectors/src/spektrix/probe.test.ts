import { AbortSyncError, ReauthoriseError } from '@illuminate/connector-kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BoxOffice, openBoxOffice } from './box-office-for-tests.ts';
import { MARKER } from './normalise/records-for-tests.ts';
import { probeSpektrix } from './probe.ts';

const signal = new AbortController().signal;
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
});
afterEach(() => office.close());

describe('a probe', () => {
  it('finds everything in six requests, one of them for one customer, and keeps nothing of her', async () => {
    const found = await probe();
    expect(found.ways).toEqual(
      expect.arrayContaining(['orders.window', 'orders.byId', 'orders.changedSince', 'customers.byId', 'events.crawl']),
    );
    expect(found.cannotSee).toEqual([]);
    expect(found.sees.join()).toContain('postcodes');
    expect(JSON.stringify(found)).not.toMatch(new RegExp(`${MARKER}|M1|2A`));
    expect(office.asked).toHaveLength(6);
    expect(office.asked.filter((path) => path.includes('customers'))).toHaveLength(1);
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

  it('takes an order and a customer from the feed on a day without orders', async () => {
    office.routes.set('orders', () => []);
    office.routes.set('orders/sync', () => ({ values: [{ orderId: '1A', customerId: '2A' }] }));
    expect((await probe()).ways).toEqual(expect.arrayContaining(['orders.byId', 'customers.byId']));
    expect(office.asked).toHaveLength(6);
  });

  it('takes reading by id to work where there is nothing to try it on', async () => {
    office.routes.set('orders', () => []);
    expect((await probe()).ways).toEqual(expect.arrayContaining(['orders.byId', 'customers.byId']));
    expect(office.asked).toHaveLength(4);
  });

  it.each([403, 404])(
    'tells an account that sees only the public catalogue (%i) from one that is refused',
    async (status) => {
      office.routes.set('orders', () => status);
      office.routes.set('orders/sync', () => status);
      const found = await probe();
      expect(found.ways).toEqual(['events.crawl', 'events.byId', 'performances.crawl', 'performances.byId']);
      expect(found.cannotSee[0]).toMatch(/API Accounts/);
      office.routes.set('orders', () => 401);
      await expect(probe()).rejects.toThrow(ReauthoriseError);
    },
  );

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
