import type { Connector } from '../define-connector.ts';
import type { Stream } from '../define-stream.ts';
import type {
  NotHere,
  SimulatedProvider,
  TrialBoxOffice,
  TrialConnection,
  TrialConnectOptions,
  TrialWorld,
} from './arrangement.ts';
import { isNotHere } from './arrangement.ts';
import type { TrialFaultName } from './trial-faults.ts';

/** What a trap is run with: one connector, its simulated provider, and stores without end. */
export interface Lab {
  readonly connector: Connector;
  readonly provider: SimulatedProvider;
  /**
   * A box office, healed, with its clock wherever the trap before left it. The same wish is answered with the same process: only
   * forward in time, and never the same store twice.
   */
  boxOffice(world?: Partial<TrialWorld>): Promise<TrialBoxOffice>;
  /** A new connection with an empty store. */
  connect(box: TrialBoxOffice, options?: TrialConnectOptions): Promise<TrialConnection>;
}

/** One property of connectors, with what it takes to break it. */
export interface Trap {
  readonly id: string;
  /** The property, as a sentence. */
  readonly says: string;
  /** Faults that the simulator has to have. Where an arrangement says `notHere`, so does the trap, unless `insists` objects. */
  readonly needs?: readonly TrialFaultName[];
  /** Why it does not apply to a connector, by its capabilities; null where it does. */
  readonly whyNot: (connector: Connector) => string | null;
  /** True where a connector's capabilities make the fault possible, so that an arrangement may not leave it out. */
  readonly insists?: (connector: Connector) => boolean;
  /** @returns what is wrong, in sentences; none where the property holds */
  readonly run: (lab: Lab) => Promise<readonly string[]>;
}

type Way = 'crawl' | 'window' | 'changedSince' | 'byId' | 'feedHash' | 'observe';

const anyStream = (connector: Connector, test: (stream: Stream<unknown, unknown, unknown>) => boolean): boolean =>
  connector.streams.some(test);

/** Whether any stream can be asked in this way. */
export function hasWay(connector: Connector, way: Way): boolean {
  return anyStream(connector, (stream) => stream[way] !== undefined);
}

/** Whether it reads orders with their tickets. */
export function hasSales(connector: Connector): boolean {
  return anyStream(connector, ({ name }) => name === 'orders');
}

/** For traps that apply to whatever is read. */
export function noStreams({ streams }: Connector): string | null {
  return streams.length === 0 ? 'no streams: nothing is asked of a box office' : null;
}

/** Why a trap is not run: a capability that the connector lacks, or a fault that the provider cannot have. */
export function whyNot(
  trap: Trap,
  connector: Connector,
  provider: SimulatedProvider | NotHere,
): { readonly reason: string } | { readonly wrong: string } | null {
  const lacks = trap.whyNot(connector);
  if (lacks !== null) return { reason: lacks };
  if (isNotHere(provider)) {
    return { wrong: `${connector.id} has streams and no simulator: ${provider.notHere}` };
  }
  for (const name of trap.needs ?? []) {
    const fault = provider.faults[name];
    if (!isNotHere(fault)) continue;
    if (trap.insists?.(connector)) {
      return { wrong: `${connector.id} can meet the fault "${name}", so its simulator needs it: ${fault.notHere}` };
    }
    return { reason: fault.notHere };
  }
  return null;
}
