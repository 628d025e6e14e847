import type { Connector } from '@illuminate/connector-kit';
import {
  isNotHere,
  type Lab,
  type TrialBoxOffice,
  type TrialConnectOptions,
  type TrialWorld,
} from '@illuminate/connector-kit/conformance';
import { scratchWarehouse } from '../support/scratch-warehouse.ts';
import { openDoor, type SimulatorDoor } from '../support/simulator-door.ts';
import { type StartedProcess, startNode } from '../support/start-process.ts';
import { program } from '../support/start-simulator.ts';
import type { SimulatedTrial } from './trial.ts';
import { type KeptConnection, openTrialConnection } from './trial-connection.ts';

const UNTIL = '2026-04-20T10:17:00Z';
/** Days in which sales go on by themselves while a trap lets time pass; and those of history that are read, of what a world has. */
const DAYS = {
  small: { ahead: 40, history: 200 },
  tiny: { ahead: 4, history: 50 },
  empty: { ahead: 4, history: 50 },
} as const;
const DAY = 86_400_000;

/** A lab for one connector, with a simulator's process for each world that is asked for. */
export interface OpenLab extends Lab, AsyncDisposable {
  /** Ends the processes that only one trap asks for, and closes the stores it filled. */
  endTrap(): Promise<void>;
}

interface RunningBox extends TrialBoxOffice {
  readonly door: SimulatorDoor;
  readonly process: StartedProcess;
  readonly isUsual: boolean;
  readonly historyFrom: string;
}

/** Opens it; processes are started as they are asked for. */
export async function openLab(connector: Connector, provider: SimulatedTrial): Promise<OpenLab> {
  const boxes = new Map<string, Promise<RunningBox>>();
  const scratch = await scratchWarehouse();
  const used: KeptConnection[] = [];
  let stores = 0;

  const start = async (world: TrialWorld & { from: string }, isUsual: boolean): Promise<RunningBox> => {
    const process = startNode([
      ...program('simulate', 'simulators/src/main.ts'),
      ...provider.words(world),
      ...['--port', '0', '--until', world.until, '--exit-with-parent'],
    ]);
    const door = openDoor(await process.line(/simulator is ready: (http:\S+)/, 60_000));
    await door.setClock(Date.parse(world.from));
    const historyFrom = new Date(Date.parse(world.until) - DAYS[world.size].history * DAY).toISOString().slice(0, 10);
    return { ...boxOfficeBehind(door, world.zone, provider), door, process, isUsual, historyFrom };
  };

  return {
    connector,
    provider,
    async boxOffice(wish = {}) {
      const [zone] = provider.zones;
      const until = wish.until ?? UNTIL;
      const size = wish.size ?? 'small';
      const from = wish.from ?? new Date(Date.parse(until) - DAYS[size].ahead * DAY).toISOString();
      const world = { size, zone: wish.zone ?? zone, until, from } as const;
      const key = JSON.stringify(world);
      const isUsual = wish.zone === undefined && wish.until === undefined;
      const running = boxes.get(key) ?? start(world, isUsual);
      boxes.set(key, running);
      const box = await running;
      await box.heal();
      return box;
    },
    async connect(box, options: TrialConnectOptions = {}) {
      stores += 1;
      const { door, zone, historyFrom } = box as RunningBox;
      const connection = await openTrialConnection({
        door,
        warehouse: scratch.warehouse,
        organisationId: `org_${stores}`,
        zone,
        historyFrom,
        account: {
          connector,
          config: options.config ?? (await provider.config(box)),
          currency: provider.currency,
        },
        ourClockMs: options.ourClockMs ?? 0,
        recordedBy: 'box office',
      });
      used.push(connection);
      return connection;
    },
    async endTrap() {
      used.length = 0;
      for (const [key, running] of boxes) {
        const box = await running;
        if (box.isUsual) continue;
        boxes.delete(key);
        await box.process.stop();
      }
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...boxes.values()].map(async (running) => (await running).process.stop()));
      await scratch[Symbol.asyncDispose]();
    },
  };
}

function boxOfficeBehind(door: SimulatorDoor, zone: string, provider: SimulatedTrial): TrialBoxOffice {
  return {
    zone,
    origin: door.origin,
    accounts: () => door.accounts(),
    truth: () => provider.truth(door),
    personal: () => door.personal(),
    async fault(name, how = {}) {
      const faults = provider.faults[name];
      if (isNotHere(faults)) throw new Error(`The arrangement has no fault ${name}: ${faults.notHere}`);
      for (const fault of faults) await door.fault({ ...fault, ...how });
    },
    exactFault: (fault) => door.fault(fault),
    heal: () => door.clearFaults(),
    change: async (count, scattered = false) => void (await door.change(count, { scattered })),
    now: () => door.now(),
    advance: (ms) => door.advance(ms),
  };
}
