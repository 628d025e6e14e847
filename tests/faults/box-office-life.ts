import fc from 'fast-check';
import { expect } from 'vitest';
import { CONNECTION, connectInProcess, type InProcessConnection } from '../support/in-process-sync.ts';
import { brokenRules, differences, readState, type State, selectFrom } from '../support/read-store.ts';
import { scratchWarehouse } from '../support/scratch-warehouse.ts';
import type { SimulatorDoor } from '../support/simulator-door.ts';
import { startSimulator } from '../support/start-simulator.ts';
import { finish } from './finish.ts';
import { untrue, withoutForgotten } from './store-against-truth.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Where the planned history of a world ends, and how long before it the test begins. */
const OPENED = '2026-04-20T10:17:00Z';
const DAYS_BEFORE = 60;

/** A small box office. */
export interface World {
  readonly seed: number;
  readonly events: number;
  readonly orders: number;
  readonly zone: string;
}

export type Deed =
  | { readonly do: 'wait'; readonly hours: number }
  | { readonly do: 'change'; readonly count: number; readonly scattered: boolean }
  | { readonly do: 'fault'; readonly fault: Fault }
  | { readonly do: 'heal' }
  | { readonly do: 'sync' }
  /** A sync in whose midst orders are changed. */
  | { readonly do: 'sync-while-changing'; readonly atRequest: number; readonly count: number }
  /** A sync that is ended in its midst, as a thread is; the next goes on from the stored cursors. */
  | { readonly do: 'sync-cut-off'; readonly atRequest: number };

export interface Fault {
  readonly name: string;
  readonly value?: string | number;
  readonly times: number;
  readonly every?: number;
  readonly match?: string;
}

const times = fc.integer({ min: 1, max: 4 });
const every = fc.integer({ min: 1, max: 5 });
const route = fc.constantFrom(undefined, 'orders?', 'orders/sync', '/customers/', '/events', '/instances', '/plans');

/** Everything that the simulator can do wrong, often enough to hurt and seldom enough to end. */
const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({
    name: fc.constantFrom('rate-limit-silent', 'server-error', 'reset', 'truncated', 'challenge-200', 'challenge-403'),
    times,
    every,
    match: route as fc.Arbitrary<string>,
  }),
  fc.record({ name: fc.constant('rate-limit'), value: fc.constantFrom(0, 1), times: fc.constant(1), every }),
  // Longer than a client waits: the stream is left alone for now.
  fc.record({ name: fc.constant('rate-limit'), value: fc.constant(120), times: fc.constant(1), every }),
  fc.record({
    name: fc.constant('server-error'),
    value: fc.constant(503),
    times: fc.integer({ min: 4, max: 12 }),
    every: fc.constant(1),
  }),
  fc.record({ name: fc.constant('slow-body'), value: fc.integer({ min: 1, max: 10 }), times }),
  fc.record({ name: fc.constant('slow-windows'), value: fc.integer({ min: 1, max: 15 }), times }),
  fc.record({ name: fc.constantFrom('reorder', 'duplicate'), times: fc.integer({ min: 1, max: 40 }), every }),
  fc.record({ name: fc.constant('same-timestamp'), value: fc.integer({ min: 90, max: 230 }), times: fc.constant(1) }),
  fc.record({ name: fc.constant('stale-answer'), value: fc.integer({ min: 20, max: 200 }), times, every }),
  fc.record({ name: fc.constant('clock-skew'), value: fc.constantFrom(20, -20, 14), times: fc.constant(1_000) }),
  fc.record({
    name: fc.constantFrom('type-change', 'missing-field'),
    value: fc.constantFrom(
      ...['total', 'tickets', 'tickets.event', 'tickets.instance', 'tickets.id', 'tickets.total'],
      ...['lastTransactionDateUtc', 'lastTransactionDate', 'firstTransactionDate'],
    ),
    times: fc.integer({ min: 1, max: 40 }),
  }),
  fc.record({ name: fc.constant('repeat-page'), times }),
  fc.record({ name: fc.constant('sync-absent'), times: fc.integer({ min: 1, max: 6 }) }),
);

const hours = fc.oneof(
  fc.integer({ min: 0, max: 3 }),
  fc.integer({ min: 12, max: 30 }),
  fc.integer({ min: 24, max: 20 * 24 }),
);
const atRequest = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 250 }));

export const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), hours }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('change' as const),
      count: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 10, max: 130 })),
      scattered: fc.boolean(),
    }),
  },
  { weight: 7, arbitrary: fc.record({ do: fc.constant('fault' as const), fault }) },
  { weight: 1, arbitrary: fc.constant({ do: 'heal' as const }) },
  { weight: 5, arbitrary: fc.constant({ do: 'sync' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('sync-while-changing' as const),
      atRequest,
      count: fc.integer({ min: 1, max: 20 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('sync-cut-off' as const), atRequest }) },
);

export const world: fc.Arbitrary<World> = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  events: fc.integer({ min: 5, max: 12 }),
  orders: fc.integer({ min: 40, max: 260 }),
  zone: fc.constantFrom('Europe/London', 'America/Winnipeg', 'Australia/Lord_Howe'),
});

export interface Life {
  readonly world: World;
  readonly deeds: readonly Deed[];
  /** A box office that has no feed of changes at the end, and keeps none. */
  readonly withoutFeed?: boolean;
}

/** Lives through the deeds, then heals, finishes, and compares with a clean full load and with the truth. */
export async function liveThrough({ world, deeds, withoutFeed = false }: Life): Promise<void> {
  await using simulator = await startSimulator({ ...world, years: 0.6, until: OPENED });
  const { door } = simulator;
  await door.setClock(Date.parse(OPENED) - DAYS_BEFORE * DAY);
  await using scratch = await scratchWarehouse();
  const { warehouse } = scratch;
  const ours = await connectInProcess({ door, warehouse, organisationId: 'org_a', zone: world.zone });
  for (const each of deeds) {
    await perform(each, door, ours);
    expect(await ours.withStore((store) => brokenRules(selectFrom(store), { catalogueRead: false }))).toEqual([]);
  }
  await door.clearFaults();
  if (withoutFeed) await door.fault({ name: 'sync-absent' });
  // Long enough for lists to be read again, and too short for the nightly safety net.
  await door.advance(61 * 60_000);
  await finish(ours);
  const clean = await connectInProcess({ door, warehouse, organisationId: 'org_b', zone: world.zone });
  await finish(clean);
  await compare(door, ours, clean);
}

async function perform(deed: Deed, door: SimulatorDoor, ours: InProcessConnection): Promise<void> {
  switch (deed.do) {
    case 'wait':
      return door.advance(deed.hours * HOUR);
    case 'change':
      await door.change(deed.count, { scattered: deed.scattered });
      return;
    case 'fault':
      return door.fault(deed.fault);
    case 'heal':
      return door.clearFaults();
    case 'sync':
      await ours.sync();
      return;
    case 'sync-while-changing':
      await ours.sync({
        onRequest: (nth) => (nth === deed.atRequest ? door.change(deed.count, { scattered: true }) : undefined),
      });
      return;
    case 'sync-cut-off':
      await ours.sync({
        onRequest(nth, stop) {
          if (nth === deed.atRequest) stop();
        },
      });
  }
}

async function compare(door: SimulatorDoor, ours: InProcessConnection, clean: InProcessConnection): Promise<void> {
  const truth = await door.truth();
  const states: State[] = [];
  for (const connection of [ours, clean]) {
    await connection.withStore(async (store) => {
      const select = selectFrom(store);
      expect(await brokenRules(select, { catalogueRead: true })).toEqual([]);
      expect((await store.facts(CONNECTION)).clockDifference, 'the zone is the box office’s').toBeNull();
      states.push(withoutForgotten(await readState(select), truth));
    });
  }
  const [incremental, full] = states as [State, State];
  expect(untrue(full, truth), 'a clean full load is true').toEqual([]);
  expect(untrue(incremental, truth), 'the incremental store is true').toEqual([]);
  expect(differences(incremental, full)).toEqual([]);
}
