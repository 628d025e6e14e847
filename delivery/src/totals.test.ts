import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from './limits.ts';
import type { DeliveredOrder, DeliveredPerformance } from './records/delivered.ts';
import { createTotals, totalsFault } from './totals.ts';

const ticket = (id: string, totalMinor: number, row = 1) => ({
  row,
  id,
  performance: '1',
  type: null,
  seat: null,
  offer: null,
  priceMinor: null,
  discountMinor: null,
  totalMinor,
});

const order = (id: string, totalMinor: number, more: Partial<DeliveredOrder> = {}): DeliveredOrder => ({
  kind: 'order',
  row: 1,
  id,
  placedAt: 0,
  changedAt: 0,
  channel: null,
  currency: 'EUR',
  totalMinor,
  customer: null,
  tickets: [],
  items: [],
  ...more,
});

const performance = (id: string, row = 1): DeliveredPerformance => ({
  kind: 'performance',
  row,
  id,
  event: { id: '1', name: 'The Plough' },
  venue: null,
  startsAt: 0,
  capacity: null,
  cancelled: false,
});

const none = { orders: 0, tickets: 0, performances: 0, amounts: {} };

describe('totals', () => {
  it('are nothing without records, and by currency with them', () => {
    const totals = createTotals();
    expect(totals.result()).toEqual(none);
    expect(totals.differences(none)).toEqual([]);
    totals.add(order('A', 4750, { tickets: [ticket('1', 2250), ticket('2', 2000)] }), 1);
    totals.add(order('B', -500, { currency: 'JPY' }), 2);
    totals.add(performance('P'), 2);
    expect(totals.result()).toEqual({
      orders: 2,
      tickets: 2,
      performances: 1,
      amounts: { EUR: { orders: '47.50', tickets: '42.50' }, JPY: { orders: '-500', tickets: '0' } },
    });
    expect([1, 2, 3].map(totals.recordsOf)).toEqual([1, 2, 0]);
  });

  it('tell each figure as declared, as counted, and the difference', () => {
    const totals = createTotals();
    totals.add(order('A', 4750, { tickets: [ticket('1', 4250)] }), 1);
    const declared = {
      ...none,
      orders: 1,
      tickets: 2,
      amounts: { EUR: { orders: '47.5', tickets: '50' }, GBP: { orders: '1', tickets: '0' } },
    };
    const differences = totals.differences(declared, [
      { part: 1, records: 1 },
      { part: 2, records: 4 },
    ]);
    expect(differences).toEqual([
      { figure: 'totals.tickets', declared: '2', counted: '1', difference: '-1' },
      { figure: 'totals.amounts.EUR.tickets', declared: '50.00', counted: '42.50', difference: '-7.50' },
      { figure: 'totals.amounts.GBP.orders', declared: '1.00', counted: '0.00', difference: '-1.00' },
      { figure: 'parts[1].records', declared: '4', counted: '0', difference: '-4' },
    ]);
    const fault = totalsFault(differences.slice(0, 1));
    expect(fault).toMatchObject({ code: 'totals-differ', field: 'totals.tickets' });
    expect(fault.detail).toBe('totals.tickets is declared 2, counted 1 (difference -1).');
  });

  it('find an id that occurs twice, over all parts, with the row of the second', () => {
    const cases: [string, (totals: ReturnType<typeof createTotals>) => void][] = [
      ['order id', (totals) => totals.add(order('A', 1, { row: 7 }), 2)],
      ['ticket id', (totals) => totals.add(order('B', 1, { tickets: [ticket('1', 1, 7)] }), 2)],
      ['performance id', (totals) => totals.add(performance('P', 7), 2)],
    ];
    for (const [field, again] of cases) {
      const totals = createTotals();
      totals.add(order('A', 1, { tickets: [ticket('1', 1)] }), 1);
      totals.add(performance('P'), 1);
      let fault: unknown = null;
      try {
        again(totals);
      } catch (err) {
        fault = err;
      }
      expect(fault).toMatchObject({ code: 'record-invalid', part: 2, row: 7, field });
    }
  });

  it('stop at the size of a batch', () => {
    const totals = createTotals();
    const tickets = Array.from({ length: LIMITS.records }, (_, at) => ticket(`${at}`, LIMITS.amountMinor));
    totals.add(order('A', 1, { tickets }), 1);
    expect(totals.result().amounts.EUR?.tickets).toBe('25000000000000.00');
    expect(() => totals.add(order('B', 1, { tickets: [ticket('more', 1)] }), 1)).toThrow('more than 250000 tickets');
  });

  it('agree with themselves, whatever was added', () => {
    const amount = fc.integer({ min: -LIMITS.amountMinor, max: LIMITS.amountMinor });
    const currency = fc.constantFrom('EUR', 'GBP', 'JPY', 'KWD');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(currency, amount, fc.array(amount, { maxLength: 4 })), { maxLength: 20 }),
        (orders) => {
          const totals = createTotals();
          for (const [at, [currency, total, tickets]] of orders.entries()) {
            totals.add(
              order(`${at}`, total, { currency, tickets: tickets.map((minor, n) => ticket(`${at}-${n}`, minor)) }),
              1,
            );
          }
          expect(totals.differences(totals.result(), [{ part: 1, records: orders.length }])).toEqual([]);
        },
      ),
    );
  });
});
