import { createClock, type SimulatedClock } from '../clock.ts';
import { FaultBoard } from '../faults/fault-board.ts';
import { RequestLog } from '../http/request-log.ts';
import { mixText } from '../random.ts';
import { BoxOffice } from '../sales/box-office.ts';
import type { Catalogue } from '../sales/catalogue.ts';
import { SeatCounts } from '../sales/tally.ts';
import type { FaultName } from './faults/fault-names.ts';
import type { Generation } from './feed/generation.ts';
import { readOpened } from './opened.ts';
import type { TicketsolveOptions } from './options.ts';
import type { Deliveries } from './sender/deliveries.ts';
import { generatedCatalogue } from './world/generated-catalogue.ts';
import { millCatalogue } from './world/mill-catalogue.ts';
import { oldhallCatalogue } from './world/oldhall-catalogue.ts';

/** One account of the simulated provider: `https://{name}.ticketsolve.com` in reality. */
export interface Account {
  readonly office: BoxOffice;
  readonly seats: SeatCounts;
  readonly generation: Generation;
  readonly currency: string;
}

/** Everything that requests act on. */
export interface Simulation {
  readonly options: TicketsolveOptions;
  readonly clock: SimulatedClock;
  readonly accounts: ReadonlyMap<string, Account>;
  readonly faults: FaultBoard<FaultName>;
  readonly requests: RequestLog;
  /** Who delivers sales to somebody, by account. */
  readonly deliveries: Map<string, Deliveries>;
  /** How often the fault `version-grows` has been seen. */
  grown: number;
}

interface AccountPlan {
  readonly account: string;
  readonly name: string;
  readonly generation: Generation;
  readonly catalogue: (seed: number, untilWall: number) => Catalogue;
}

const DAY = 86_400_000;
/** Nearly half of all orders are somebody's first. */
const NEW_BOOKERS = 0.45;
const CURRENCY = 'EUR';
const LIVE_IN_DEMO = 0.5;

/** Builds the world that the options ask for. */
export function createSimulation(options: TicketsolveOptions): Simulation {
  const clock = createClock(options.until);
  const demo = options.world === 'demo';
  const now = clock.now();
  // A generated history ends exactly where the clock was told to stand still.
  const opened = readOpened(options.stateFile, options.until !== null && !demo ? options.until : now - (now % DAY));
  const accounts = new Map<string, Account>();
  for (const plan of demo ? demoAccounts() : generatedAccounts(options, opened)) {
    const seed = mixText(options.seed, plan.account);
    const office = new BoxOffice({
      client: plan.account,
      name: plan.name,
      seed,
      clock,
      catalogue: (untilWall) => plan.catalogue(seed, untilWall),
      orders: demo ? null : options.orders,
      customersPerOrder: NEW_BOOKERS,
      opened,
      livePerMinute: options.livePerMinute ?? (demo ? LIVE_IN_DEMO : 0),
    });
    const { generation } = plan;
    accounts.set(plan.account, { office, seats: new SeatCounts(office), generation, currency: CURRENCY });
  }
  return {
    options,
    clock,
    accounts,
    faults: new FaultBoard<FaultName>(),
    requests: new RequestLog(),
    deliveries: new Map(),
    grown: 0,
  };
}

function demoAccounts(): AccountPlan[] {
  return [
    {
      account: 'mill',
      name: 'Mill Arts Centre',
      generation: 2026,
      catalogue: (seed, untilWall) => millCatalogue(seed, 1, untilWall),
    },
    {
      account: 'oldhall',
      name: 'The Old Hall',
      generation: 2018,
      catalogue: (seed, untilWall) => oldhallCatalogue(seed, 2, untilWall),
    },
  ];
}

function generatedAccounts(options: TicketsolveOptions, opened: number): AccountPlan[] {
  return Array.from({ length: options.accounts }, (_, index) => ({
    account: `demo${index + 1}`,
    name: `Generated Arts Centre ${index + 1}`,
    generation: options.generation,
    catalogue: (seed) => generatedCatalogue({ ...options, seed, block: 10 + index, opened }),
  }));
}
