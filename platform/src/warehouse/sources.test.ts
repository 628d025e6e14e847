import { parseWall, type Rows } from '@illuminate/model';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { requestOf, startWarehouse, type TestWarehouse, ticketRow } from './made-batches.ts';
import { createPacker } from './pack.ts';

let box: TestWarehouse;

beforeAll(async () => {
  box = await startWarehouse();
});
afterAll(() => box.close());
beforeEach(() => box.warehouse.destroy('riverside'));

const wall = (text: string): number => parseWall(text) ?? Number.NaN;

interface Sale {
  readonly performance: string;
  readonly day: string;
  readonly seats: readonly string[];
}

let requestedAt = 1_000;

/** What one box office shows: its performances by id, name and time, and its sales. */
async function load(
  connection: string,
  {
    shows = {},
    sales = [],
    gifts = [],
    changed = {},
  }: {
    shows?: Record<string, readonly [string, string]>;
    sales?: readonly Sale[];
    gifts?: readonly string[];
    changed?: Record<string, { readonly starts_at: number }>;
  },
): Promise<void> {
  const of = (id: string): string => `${connection}-${id}`;
  const base = { duration_minutes: null, web_event_id: null, source_number: null };
  const place = {
    venue_id: null,
    plan_id: null,
    plan_name: null,
    capacity: null,
    zone: 'Europe/London',
    cancelled: false,
    on_sale_at: null,
    duration_minutes: null,
  };
  const order = (id: string, day: string, total: number, donation = 0) => ({
    source_id: id,
    source_number: null,
    customer_id: null,
    channel: null,
    currency: 'GBP',
    total_minor: total,
    charges_minor: 0,
    donations_minor: donation,
    first_transaction_at: wall(day),
    first_transaction_local: wall(day),
    last_transaction_at: wall(day),
    last_transaction_local: wall(day),
    zone: 'Europe/London',
  });
  const orderId = ({ performance, day, seats }: Sale): string => of(`${performance}-${day}-${seats.join()}`);
  const catalogue: Rows = {
    events: Object.entries(shows).map(([id, [name]]) => ({ ...base, source_id: of(`e${id}`), name })),
    performances: Object.entries(shows).map(([id, [, starts]]) => ({
      ...place,
      source_number: null,
      source_id: of(id),
      event_id: of(`e${id}`),
      starts_at: wall(starts),
      starts_local: wall(starts),
      ...changed[id],
    })),
  };
  const sold = sales.map(
    (sale): Rows => ({
      orders: [order(orderId(sale), sale.day, 1000 * sale.seats.length)],
      tickets: sale.seats.map((seat) =>
        ticketRow({
          ...{ id: `${orderId(sale)}-${seat}`, order: orderId(sale), event: of(`e${sale.performance}`) },
          ...{ performance: of(sale.performance), seat, total: 1000 },
        }),
      ),
    }),
  );
  const given = gifts.map(
    (day): Rows => ({
      orders: [order(of(`gift-${day}`), day, 500, 500)],
      order_items: [
        {
          source_id: of(`gift-${day}-1`),
          order_id: of(`gift-${day}`),
          kind: 'donation',
          quantity: 1,
          amount_minor: 500,
          currency: 'GBP',
        },
      ],
    }),
  );
  requestedAt += 1_000;
  const packer = createPacker();
  for (const rows of [catalogue, ...sold, ...given]) packer.add(rows, requestedAt);
  await box.warehouse.withStore('riverside', (store) =>
    store.load(requestOf({ connectionId: connection, recordedAt: requestedAt, packed: packer.take() })),
  );
}

const choose = (...choices: readonly { counts: string; other: string; both?: boolean; from: string; to: string }[]) =>
  box.warehouse.withStore('riverside', (store) =>
    store.setSourceChoices(choices.map((choice, at) => ({ id: `cho_${at}`, both: false, ...choice }))),
  );

/** Tickets that count, by connection. */
async function counted(): Promise<Record<string, number>> {
  const rows = await box.query('SELECT connection_id, count(*) AS n FROM counted_tickets GROUP BY 1 ORDER BY 1');
  return Object.fromEntries(rows.map(({ connection_id, n }) => [connection_id, n]));
}
const numberOf = async (view: string): Promise<number> =>
  Number((await box.query(`SELECT count(*) AS n FROM ${view}`))[0]?.n);
const overlaps = () =>
  box.query('SELECT first_performance_id, later_performance_id FROM overlapping_performances ORDER BY 1, 2');

const SALES: readonly Sale[] = [
  { performance: '1', day: '2026-02-01', seats: ['A1', 'A2'] },
  { performance: '1', day: '2026-02-20', seats: ['A3'] },
  { performance: '2', day: '2026-02-10', seats: ['B1'] },
];
const OLD = {
  shows: { 1: ['The Plough', '2026-03-01 19:30'], 2: ['Macbeth', '2026-06-30 19:30'] },
  sales: SALES,
} as const;
const NEW = {
  shows: { 1: ['Plough, The (12A)', '2026-03-01 19:30'], 2: ['Macbeth', '2026-06-30 19:30'] },
  sales: SALES,
} as const;

describe('the same sales from two sources', () => {
  test('count once from the first moment, by the source that had them first', async () => {
    await load('old', OLD);
    expect(await counted()).toEqual({ old: 4 });
    await load('new', NEW);
    expect(await overlaps()).toEqual([
      { first_performance_id: 'old-1', later_performance_id: 'new-1' },
      { first_performance_id: 'old-2', later_performance_id: 'new-2' },
    ]);
    expect(await counted()).toEqual({ old: 4 });
    expect(await numberOf('counted_movements')).toBe(4);
    expect(await numberOf('counted_orders')).toBe(3);
    expect(await numberOf('counted_performances')).toBe(2);
    expect(await numberOf('counted_events')).toBe(2);
    expect(await numberOf('tickets')).toBe(8);
  });

  test('are noticed as they grow, in whichever order catalogue and sales come', async () => {
    await load('old', OLD);
    await load('new', { sales: SALES.slice(0, 1) });
    expect(await counted()).toEqual({ new: 2, old: 4 });
    await load('new', { shows: NEW.shows });
    expect(await counted()).toEqual({ old: 4 });
    await load('new', { sales: SALES.slice(1) });
    await load('new', { sales: SALES.slice(1) });
    expect(await counted()).toEqual({ old: 4 });
    expect(await overlaps()).toHaveLength(2);
  });

  test('are no more, once a performance has moved or is called something else', async () => {
    await load('old', OLD);
    await load('new', NEW);
    await load('new', { shows: { ...NEW.shows, 2: ['Macbeth', '2026-07-01 19:30'] } });
    expect(await counted()).toEqual({ new: 1, old: 4 });
    await load('new', {
      shows: { 1: ['Open day', '2026-03-01 19:30'], 2: ['Macbeth', '2026-07-01 19:30'] },
    });
    expect(await counted()).toEqual({ new: 4, old: 4 });
    await load('new', NEW);
    expect(await counted()).toEqual({ old: 4 });
  });

  test('are not what one source sold after the other', async () => {
    await load('old', OLD);
    await load('new', {
      ...NEW,
      sales: [
        { performance: '1', day: '2026-02-20', seats: ['A4'] },
        { performance: '1', day: '2026-02-25', seats: ['A5', 'A6', 'A7'] },
        { performance: '2', day: '2026-02-11', seats: ['B2'] },
      ],
    });
    expect(await counted()).toEqual({ new: 5, old: 4 });
  });

  test('are told by their seats, where the later source dates them by when they were moved', async () => {
    await load('old', OLD);
    const moved = SALES.map((sale) => ({
      ...sale,
      day: '2026-04-01',
      seats: sale.seats.map((seat) => `Stalls ${seat}`.slice(7)),
    }));
    await load('new', { ...NEW, sales: moved });
    expect(await counted()).toEqual({ old: 4 });
  });

  test('are told in the hour that comes twice, though one source knows only the clock', async () => {
    await load('old', OLD);
    const atClock = { starts_at: wall('2026-03-01 20:30') };
    await load('new', { ...NEW, changed: { 1: atClock } });
    expect(await counted()).toEqual({ old: 4 });
  });

  test('stay apart where only the hour or only the name is the same', async () => {
    await load('old', OLD);
    await load('new', {
      shows: { 1: ['Hedda Gabler', '2026-03-01 19:30'], 2: ['Macbeth', '2026-06-30 14:30'] },
      sales: SALES,
    });
    expect(await counted()).toEqual({ new: 4, old: 4 });
  });
});

describe('a choice', () => {
  beforeEach(async () => {
    await load('old', OLD);
    await load('new', {
      ...NEW,
      shows: { ...NEW.shows, 3: ['Only here', '2026-03-05 19:30'] },
      sales: [...SALES, { performance: '3', day: '2026-02-11', seats: ['C1'] }],
    });
  });

  test('says which source counts for the performances of its days, the last one included', async () => {
    await choose({ counts: 'new', other: 'old', from: '2026-03-01', to: '2026-06-29' });
    expect(await counted()).toEqual({ new: 4, old: 1 });
    await choose({ counts: 'new', other: 'old', from: '2026-03-01', to: '2026-06-30' });
    expect(await counted()).toEqual({ new: 5 });
    await choose();
    expect(await counted()).toEqual({ new: 1, old: 4 });
  });

  test('takes what the other source alone has of those days as well', async () => {
    await choose({ counts: 'old', other: 'new', from: '2026-03-01', to: '2026-03-31' });
    expect(await counted()).toEqual({ old: 4 });
    expect(await box.query('SELECT performance_id FROM uncounted_performances WHERE chosen ORDER BY 1')).toEqual([
      { performance_id: 'new-1' },
      { performance_id: 'new-3' },
    ]);
  });

  test('may say that both count', async () => {
    await choose({ counts: 'old', other: 'new', both: true, from: '2026-03-01', to: '2026-03-31' });
    expect(await counted()).toEqual({ new: 4, old: 4 });
  });

  test('holds for what is loaded after it', async () => {
    await choose({ counts: 'new', other: 'old', from: '2026-01-01', to: '2026-12-31' });
    await load('old', {
      shows: { 4: ['A late one', '2026-08-01 19:30'] },
      sales: [{ performance: '4', day: '2026-05-01', seats: ['D1'] }],
    });
    expect(await counted()).toEqual({ new: 5 });
  });

  test('of three sources leaves one', async () => {
    await load('third', NEW);
    expect(await counted()).toEqual({ new: 1, old: 4 });
    await choose({ counts: 'third', other: 'old', from: '2026-03-01', to: '2026-03-31' });
    // Without the first source its successor counts, not nobody and not both.
    expect(await counted()).toEqual({ new: 4, old: 1 });
    await choose(
      { counts: 'third', other: 'old', from: '2026-03-01', to: '2026-03-31' },
      { counts: 'third', other: 'new', from: '2026-03-01', to: '2026-03-31' },
    );
    expect(await counted()).toEqual({ old: 1, third: 3 });
  });

  test('of a day decides over orders that have no performance by when they were placed', async () => {
    await load('old', { gifts: ['2026-02-05', '2026-05-05'] });
    await load('new', { gifts: ['2026-02-05', '2026-05-05'] });
    // Within the days on which both sold, the first counts; what only lies near is nobody's double.
    expect(await box.query('SELECT source_id FROM counted_orders WHERE donations_minor > 0 ORDER BY 1')).toEqual([
      { source_id: 'new-gift-2026-05-05' },
      { source_id: 'old-gift-2026-02-05' },
      { source_id: 'old-gift-2026-05-05' },
    ]);
    await choose({ counts: 'new', other: 'old', from: '2026-02-01', to: '2026-12-31' });
    expect(await box.query('SELECT order_id FROM counted_order_items ORDER BY 1')).toEqual([
      { order_id: 'new-gift-2026-02-05' },
      { order_id: 'new-gift-2026-05-05' },
    ]);
  });
});

test('one source alone: what counts is what there is, and no overlap is looked for', async () => {
  await load('old', { ...OLD, gifts: ['2026-02-05'] });
  for (const table of ['tickets', 'orders', 'events', 'performances', 'order_items']) {
    expect(await numberOf(`counted_${table}`)).toBe(await numberOf(table));
  }
  expect(await overlaps()).toEqual([]);
});
