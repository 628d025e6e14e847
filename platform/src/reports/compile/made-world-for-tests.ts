// Test support: a small house with everything that may be odd, in a real store, and the same as plain objects.
import type { TicketClass } from '@illuminate/contract';
import type { Customer, Event, Order, Performance, Rows, Ticket, TicketType, Venue } from '@illuminate/model';
import { requestOf, startWarehouse, type TestWarehouse } from '../../warehouse/made-batches.ts';
import { createPacker } from '../../warehouse/pack.ts';
import { ticketTypeKey } from '../../warehouse/ticket-classes.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';

export interface World {
  readonly venues: readonly Venue[];
  readonly events: readonly Event[];
  readonly performances: readonly Performance[];
  readonly ticketTypes: readonly TicketType[];
  readonly ticketClasses: readonly {
    readonly source_id: string;
    readonly class: TicketClass;
    readonly isConcession: boolean;
  }[];
  readonly customers: readonly Customer[];
  readonly orders: readonly Order[];
  /** Those that stand. */
  readonly tickets: readonly Ticket[];
  readonly movements: readonly Movement[];
}

export interface Movement {
  readonly ticket: Ticket;
  readonly kind: 'issue' | 'return';
  readonly quantity: number;
  readonly amount: number;
}

export const CONNECTION = 'riverside-office';
export const ZONE = 'Europe/London';
/** Sunday, 29 November 2026. */
export const TODAY = Date.UTC(2026, 10, 29);
export const NAMES = [
  'Macbeth',
  'MACBETH',
  'École',
  'ecole',
  'Łódź',
  "Puss in 'Boots'",
  'Straße; --',
  '中文 %_',
  'Zoë',
];

const DAY = 86_400_000;
const RECORDED_AT = Date.UTC(2026, 10, 28, 12);

/** The same numbers for the same seed. */
function numbers(seed: number): { below(limit: number): number; one<T>(of: readonly T[]): T } {
  let state = seed >>> 0 || 1;
  const below = (limit: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
  return { below, one: (of) => of[below(of.length)] as (typeof of)[number] };
}

const wallOf = (dayFromToday: number, minutes: number): number => TODAY + dayFromToday * DAY + minutes * 60_000;

export async function openWorld(seed: number): Promise<{ world: World; warehouse: TestWarehouse }> {
  const warehouse = await startWarehouse();
  return { world: await fillWithWorld(warehouse.warehouse, 'riverside', seed), warehouse };
}

/** Loads the house into an organisation's store. */
export async function fillWithWorld(warehouse: Warehouse, organisationId: string, seed: number): Promise<World> {
  const { below, one } = numbers(seed);
  const maybe = <T>(value: T): T | null => (below(4) === 0 ? null : value);
  const venues: Venue[] = [0, 1, 2].map((index) => ({
    source_id: `v${index}`,
    source_number: index,
    name: one(NAMES),
    address: null,
  }));
  const events: Event[] = [0, 1, 2, 3, 4].map((index) => ({
    source_id: `e${index}`,
    source_number: index === 3 ? null : 4_600 + index,
    name: one(NAMES),
    duration_minutes: maybe(60 + below(3) * 30),
    web_event_id: null,
  }));
  const performances: Performance[] = Array.from({ length: 12 }, (_, index) => {
    const start = index === 11 ? null : wallOf(below(900) - 700, one([0, 30, 719, 1_170, 1_439]));
    return {
      source_id: `p${index}`,
      source_number: index,
      event_id: `e${below(5)}`,
      venue_id: maybe(`v${below(3)}`),
      plan_id: null,
      plan_name: maybe(one(NAMES)),
      capacity: maybe(100 * below(4)),
      starts_at: start,
      starts_local: start,
      zone: ZONE,
      cancelled: below(5) === 0,
      on_sale_at: null,
      duration_minutes: null,
    };
  });
  const ticketTypes: TicketType[] = [0, 1, 2].map((index) => ({
    source_id: `tt${index}`,
    source_number: index,
    name: index === 2 ? null : one(NAMES),
  }));
  const customers: Customer[] = Array.from({ length: 9 }, (_, index) => ({
    source_id: `c${index}`,
    area: maybe(one(['SW1A 1', 'LS2 7', 'D02'])),
    area_kind: 'postcode-sector',
    country: maybe(one(['GB', 'IE'])),
  }));
  const orders: Order[] = Array.from({ length: 30 }, (_, index) => {
    const placed = wallOf(below(800) - 790, below(1_440));
    const changed = placed + below(5) * DAY;
    return {
      source_id: `o${index}`,
      source_number: index,
      customer_id: maybe(`c${below(8)}`),
      channel: maybe(one(['Web', 'web', 'Counter'])),
      currency: 'GBP',
      total_minor: below(9_000),
      charges_minor: below(4) * 50,
      donations_minor: below(3) * 500,
      first_transaction_at: placed,
      first_transaction_local: placed,
      last_transaction_at: changed,
      last_transaction_local: changed,
      zone: ZONE,
    };
  });
  const all: Ticket[] = Array.from({ length: 80 }, (_, index) => {
    // The last but one sells nothing, and the last booker orders nothing.
    const performance = one(performances.filter(({ source_id }) => source_id !== 'p10'));
    return {
      source_id: `t${index}`,
      source_number: index,
      order_id: `o${below(28)}`,
      event_id: performance.event_id,
      performance_id: performance.source_id,
      ticket_type_id: maybe(`tt${below(3)}`),
      band_id: null,
      seat_name: maybe(one(NAMES)),
      offer: maybe(one(NAMES)),
      currency: 'GBP',
      original_price_minor: null,
      price_minor: maybe(one([1_000, 1_250, 2_000])),
      discount_minor: maybe(one([0, 250])),
      total_minor: one([0, 0, 999, 1_000, 1_250, 2_005]),
    };
  });
  const returned = new Set(all.filter(() => below(6) === 0).map(({ source_id }) => source_id));
  const tickets = all.filter(({ source_id }) => !returned.has(source_id));
  const load = (rows: Rows, requestedAt: number, orderBump: number): Promise<unknown> => {
    const packer = createPacker();
    const { orders: placed = [], tickets: sold = [], ...others } = rows;
    packer.add(others, requestedAt);
    for (const order of placed) {
      const parts = sold.filter(({ order_id }) => order_id === order.source_id);
      packer.add(
        { orders: [{ ...order, last_transaction_at: order.last_transaction_at + orderBump }], tickets: parts },
        requestedAt,
      );
    }
    const request = requestOf({ packed: packer.take(), recordedAt: RECORDED_AT, connectionId: CONNECTION });
    return warehouse.withStore(organisationId, (store) => store.load(request));
  };
  const catalogue: Rows = { venues, events, performances, ticket_types: ticketTypes, customers };
  await load({ ...catalogue, orders, tickets: all }, RECORDED_AT, 0);
  const touched = new Set(all.filter(({ source_id }) => returned.has(source_id)).map(({ order_id }) => order_id));
  await load({ orders: orders.filter(({ source_id }) => touched.has(source_id)), tickets }, RECORDED_AT + 1_000, 1_000);
  const movements: Movement[] = [
    ...all.map((ticket): Movement => ({ ticket, kind: 'issue', quantity: 1, amount: ticket.total_minor })),
    ...all
      .filter(({ source_id }) => returned.has(source_id))
      .map((ticket): Movement => ({ ticket, kind: 'return', quantity: -1, amount: -ticket.total_minor })),
  ];
  const ticketClasses: World['ticketClasses'] = [
    { source_id: 'tt0', class: 'concession', isConcession: true },
    { source_id: 'tt1', class: 'full', isConcession: false },
  ];
  await warehouse.withStore(organisationId, (store) =>
    store.setTicketClasses(
      ticketClasses.map(({ source_id, ...sorted }) => ({
        connectionId: CONNECTION,
        typeKey: ticketTypeKey(CONNECTION, source_id),
        ...sorted,
      })),
    ),
  );
  return { venues, events, performances, ticketTypes, ticketClasses, customers, orders, tickets, movements };
}
