import type { SimulatorDoor } from '../support/simulator-door.ts';
import { startSimulator } from '../support/start-simulator.ts';
import { type FeedBoxOffice, startFeedBoxOffice } from './feed-box-office.ts';
import type { Strike } from './strikes.ts';

/** The box office systems of a life: one with an API of orders and two clients, one with a feed and deliveries. */
export interface BoxOffices extends AsyncDisposable {
  readonly sales: SimulatorDoor;
  /** One is connected by its own sign-in, the other has given permission. */
  readonly clients: readonly [own: string, permitted: string];
  readonly feed: FeedBoxOffice;
  /** Faults that really happened, by name. */
  readonly served: ReadonlyMap<string, number>;
  /** Time passes and orders change; from now on the faults of this strike are on, and no others. */
  stir(strike: Strike): Promise<void>;
  /** Kills the sender; what it has served of faults is counted before. */
  killSender(): Promise<void>;
  /** No more faults. */
  heal(): Promise<void>;
}

const CLIENTS = ['demo1', 'demo2'] as const;

export async function openBoxOffices(seed: number, folder: string): Promise<BoxOffices> {
  const started = await startSimulator({ seed, clients: 2, events: 6, orders: 180, years: 0.5, allow: [CLIENTS[1]] });
  const sales = started.door;
  const feed = await startFeedBoxOffice(seed, folder);
  const served = new Map<string, number>();
  const count = async (door: SimulatorDoor): Promise<void> => {
    for (const { name, happened } of await door.faults()) {
      if (happened > 0) served.set(name, (served.get(name) ?? 0) + happened);
    }
    await door.clearFaults();
  };
  const heal = async (): Promise<void> => {
    await count(sales);
    await count(feed.door);
  };
  return {
    sales,
    clients: CLIENTS,
    feed,
    served,
    async stir({ changes, secondsOfSales, salesFaults, feedFaults }) {
      await heal();
      for (const client of CLIENTS) await sales.change(changes, { client, scattered: true });
      await feed.door.advance(secondsOfSales * 1_000);
      for (const fault of salesFaults) await sales.fault(fault);
      for (const fault of feedFaults) await feed.door.fault(fault);
    },
    async killSender() {
      await count(feed.door);
      await feed.kill();
    },
    heal,
    async [Symbol.asyncDispose]() {
      await Promise.all([started[Symbol.asyncDispose](), feed[Symbol.asyncDispose]()]);
    },
  };
}
