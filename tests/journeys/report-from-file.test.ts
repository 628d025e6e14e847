// The report of the guide as a file, by the command alone: run, saved, and run by its name.
import { type Event, type Order, type Performance, parseWall, type Ticket } from '@illuminate/model';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiForTests, startApiForTests } from '../../platform/src/api/api-for-tests.ts';
import { createPacker } from '../../platform/src/warehouse/pack.ts';
import { GOLDEN_HEADER, GOLDEN_ROWS } from '../support/golden-table.ts';
import { startNode } from '../support/start-process.ts';
import { program } from '../support/start-simulator.ts';

const FILE = 'cli/examples/illuminate-event-id-report.yaml';
const wall = (text: string): number => parseWall(text) ?? Number.NaN;

/** An event's performances, and whether a ticket was sold for each. */
interface Made {
  readonly number: number;
  readonly name: string;
  readonly performances: readonly { readonly at: string; readonly sold?: false; readonly cancelled?: true }[];
}

const GOLDEN: readonly Made[] = GOLDEN_ROWS.map(([number, name, first, last]) => ({
  number: Number(number),
  name,
  performances: [{ at: last }, { at: first }, { at: first.replace(/^\d{4}/, '2021'), cancelled: true, sold: false }],
}));
const BESIDE: readonly Made[] = [
  { number: 7_000, name: 'Of another year', performances: [{ at: '2023-01-01 00:00' }, { at: '2021-12-31 23:59' }] },
  { number: 8_000, name: 'Sold to nobody', performances: [{ at: '2022-06-01 19:30', sold: false }] },
];

let api: ApiForTests;
beforeAll(async () => {
  api = await startApiForTests();
  const { id } = await api.box.organisation('riverside');
  const packer = createPacker();
  const tickets = [...GOLDEN, ...BESIDE].flatMap((made) => {
    const event: Event = {
      ...{ source_id: `e${made.number}`, source_number: made.number, name: made.name },
      ...{ duration_minutes: null, web_event_id: null },
    };
    packer.add({ events: [event] }, 1_000);
    return made.performances.flatMap(({ at, sold = true, cancelled = false }, index) => {
      const performance: Performance = {
        ...{ source_id: `p${made.number}-${index}`, source_number: null, event_id: event.source_id, venue_id: null },
        ...{ plan_id: null, plan_name: null, capacity: null, starts_at: wall(at), starts_local: wall(at) },
        ...{ zone: 'Europe/London', cancelled, on_sale_at: null, duration_minutes: null },
      };
      packer.add({ performances: [performance] }, 1_000);
      return sold ? [ticketFor(performance)] : [];
    });
  });
  packer.add({ orders: [ORDER], tickets }, 1_000);
  await api.box.context.warehouse.withStore(id, (store) =>
    store.load({
      ...{ connectionId: 'con_1', fence: 1, syncId: 'syn_1', recordedAt: 1_000, packed: packer.take() },
      ...{ cursors: {}, rejects: [] },
    }),
  );
});
afterAll(() => api.close());

const ORDER: Order = {
  ...{ source_id: 'o1', source_number: 1, customer_id: null, channel: 'Web', currency: 'GBP' },
  ...{ total_minor: 0, charges_minor: 0, donations_minor: 0, zone: 'Europe/London' },
  ...{ first_transaction_at: 1_000, first_transaction_local: 1_000 },
  ...{ last_transaction_at: 1_000, last_transaction_local: 1_000 },
};

function ticketFor({ source_id, event_id }: Performance): Ticket {
  return {
    ...{ source_id: `t-${source_id}`, source_number: null, order_id: 'o1', event_id, performance_id: source_id },
    ...{ ticket_type_id: null, band_id: null, seat_name: null, offer: null, currency: 'GBP' },
    ...{ original_price_minor: null, price_minor: null, discount_minor: null, total_minor: 1_000 },
  };
}

/** The command, as somebody types it who holds a key. */
async function illuminate(...words: string[]): Promise<string> {
  const process = startNode([...program('illuminate', 'cli/src/main.ts'), ...words, '--organisation', 'riverside'], {
    env: { ILLUMINATE_URL: api.address, ILLUMINATE_API_KEY: api.operatorKey },
  });
  const { code } = await process.ended;
  expect(process.output()).toContain('{');
  expect(code).toBe(0);
  return process.output();
}

test('it is the golden table', async () => {
  const { columns, rows } = JSON.parse(await illuminate('report', 'run', FILE, '--json'));
  expect(columns.map(({ label }: { label: string }) => label)).toEqual([...GOLDEN_HEADER]);
  expect(rows).toEqual(GOLDEN_ROWS.map((row) => [...row]));
});

test('saved, it is run by its name, and its run is in the history', async () => {
  const saved = JSON.parse(await illuminate('report', 'save', FILE, '--json'));
  expect(saved).toMatchObject({ name: 'Illuminate Event ID Report', type: 'sales', version: 1 });
  expect(JSON.parse(await illuminate('report', 'save', FILE, '--json')).version).toBe(1);
  const { rows } = JSON.parse(await illuminate('report', 'run', 'illuminate event id report', '--json'));
  expect(rows).toEqual(GOLDEN_ROWS.map((row) => [...row]));
  const { items } = JSON.parse(await illuminate('report', 'runs', 'Illuminate Event ID Report', '--json'));
  expect(items).toMatchObject([{ state: 'succeeded', rows: GOLDEN_ROWS.length, by: 'The operator' }]);
});
