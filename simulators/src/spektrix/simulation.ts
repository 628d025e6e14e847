import { createClock, type SimulatedClock } from '../clock.ts';
import { FaultBoard } from '../faults/fault-board.ts';
import { RequestLog } from '../http/request-log.ts';
import { mixText } from '../random.ts';
import { BoxOffice } from '../sales/box-office.ts';
import type { Catalogue } from '../sales/catalogue.ts';
import { SeatCounts } from '../sales/tally.ts';
import { openZone } from '../zone.ts';
import { type Account, clientAccount, partnerAccount } from './accounts.ts';
import { type ClientStyle, STYLES } from './client-style.ts';
import { type Consents, openConsents } from './consents.ts';
import type { FaultName } from './faults/fault-names.ts';
import { createMadeEvents, type MadeEvents } from './made-events.ts';
import type { SpektrixOptions } from './options.ts';
import { harbourCatalogue, riversideCatalogue } from './world/demo-catalogue.ts';
import { generatedCatalogue } from './world/generated-catalogue.ts';

/** Orders rendered once, kept in a temporary file: a bench then measures its reader and not the simulator. */
export interface RenderedOrders {
  /** The JSON array of these orders as they stand at an instant. Orders changed since are rendered afresh. */
  stream(orders: readonly number[], instant: number): AsyncGenerator<string | Buffer>;
  close(): Promise<void>;
}

/** One client of the simulated provider. */
export interface Client {
  readonly office: BoxOffice;
  readonly style: ClientStyle;
  readonly account: Account;
  readonly seats: SeatCounts;
  /** Orders rendered beforehand, or null. */
  rendered: RenderedOrders | null;
}

/** Everything that requests act on. */
export interface Simulation {
  readonly options: SpektrixOptions;
  readonly clock: SimulatedClock;
  readonly clients: ReadonlyMap<string, Client>;
  readonly partner: Account;
  readonly consents: Consents;
  readonly made: MadeEvents;
  readonly faults: FaultBoard<FaultName>;
  readonly requests: RequestLog;
}

/** Nearly half of all orders are somebody's first. */
const NEW_BOOKERS = 0.45;
const DAY = 86_400_000;

interface ClientPlan {
  readonly client: string;
  readonly name: string;
  readonly seed: number;
  readonly catalogue: (untilWall: number) => Catalogue;
}

/** Builds the world that the options ask for. */
export function createSimulation(options: SpektrixOptions): Simulation {
  const clock = createClock(options.until);
  const demo = options.world === 'demo';
  // A world opens at the last midnight (UTC), unless the state file says when, or the clock was told to stand still:
  // then a generated history ends exactly there.
  const now = clock.now();
  const openedByDefault = options.until !== null && !demo ? options.until : now - (now % DAY);
  const consents = openConsents(options.stateFile, openedByDefault, options.allowed);
  const plans = demo ? demoClients(options.seed) : generatedClients(options, consents.opened);
  const clients = new Map<string, Client>();
  plans.forEach((plan, index) => {
    const office = new BoxOffice({
      ...plan,
      clock,
      orders: demo ? null : options.orders,
      customersPerOrder:
        demo || options.customers === null ? NEW_BOOKERS : options.customers / Math.max(1, options.orders),
      opened: consents.opened,
      livePerMinute: options.livePerMinute ?? (demo ? 2 : 0),
    });
    clients.set(plan.client, {
      office,
      style: index % 2 === 0 ? STYLES[0] : STYLES[1],
      account: clientAccount(options.seed, plan.client),
      seats: new SeatCounts(office),
      rendered: null,
    });
  });
  const faults = new FaultBoard<FaultName>();
  return {
    options,
    clock,
    clients,
    partner: partnerAccount(options.seed),
    consents,
    made: createMadeEvents(),
    faults,
    requests: new RequestLog(),
  };
}

function demoClients(seed: number): ClientPlan[] {
  return [
    {
      client: 'riversidetheatre',
      name: 'Riverside Theatre',
      seed: mixText(seed, 'riversidetheatre'),
      catalogue: (untilWall) => riversideCatalogue(mixText(seed, 'riversidetheatre'), untilWall),
    },
    {
      client: 'harbourplayhouse',
      name: 'Harbour Playhouse',
      seed: mixText(seed, 'harbourplayhouse'),
      catalogue: (untilWall) => harbourCatalogue(mixText(seed, 'harbourplayhouse'), untilWall),
    },
  ];
}

function generatedClients(options: SpektrixOptions, opened: number): ClientPlan[] {
  const zone = openZone(options.zone);
  return Array.from({ length: options.clients }, (_, index) => {
    const client = `demo${index + 1}`;
    const seed = mixText(options.seed, client);
    const { events, orders, years } = options;
    return {
      client,
      name: `Generated Theatre ${index + 1}`,
      seed,
      catalogue: () => generatedCatalogue({ seed, events, orders, years, zone, opened }),
    };
  });
}
