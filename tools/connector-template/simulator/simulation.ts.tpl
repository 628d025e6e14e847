import { createClock, type SimulatedClock } from '../clock.ts';
import { FaultBoard } from '../faults/fault-board.ts';
import { RequestLog } from '../http/request-log.ts';
import { mix } from '../random.ts';
import { BoxOffice } from '../sales/box-office.ts';
import type { Zone } from '../zone.ts';
import type { FaultName } from './faults.ts';
import { catalogueOf } from './world.ts';

interface Options {
  readonly seed: number;
  readonly events: number;
  readonly orders: number;
  readonly years: number;
  readonly zone: Zone;
  /** UTC ms at which the clock stands still; null: it runs with real time. */
  readonly until: number | null;
}

/** Everything that requests act on. */
export interface Simulation {
  readonly clock: SimulatedClock;
  readonly office: BoxOffice;
  readonly faults: FaultBoard<FaultName>;
  readonly requests: RequestLog;
  /** Who sends it in `x-api-key` may read. */
  readonly key: string;
}

/** Nearly half of all orders are somebody's first. */
const NEW_BOOKERS = 0.45;
const DAY = 86_400_000;

/** Builds the world that the options ask for. */
export function createSimulation({ seed, events, orders, years, zone, until }: Options): Simulation {
  const clock = createClock(until);
  const now = clock.now();
  const opened = until ?? now - (now % DAY);
  const office = new BoxOffice({
    ...{ client: 'house', name: 'The Quay', seed, clock, opened, orders, customersPerOrder: NEW_BOOKERS },
    catalogue: () => catalogueOf({ seed, events, orders, years, zone, opened }),
    livePerMinute: 0,
  });
  const key = `key-${mix(seed, 7).toString(36)}-${mix(seed, 8).toString(36)}`;
  return { clock, office, faults: new FaultBoard<FaultName>(), requests: new RequestLog(), key };
}
