import * as registry from './registry.ts';
import type { Simulator } from './simulator.ts';

/** Every simulator there is, by the name used on the command line. */
export const SIMULATORS: Readonly<Record<string, Simulator>> = Object.fromEntries(
  Object.values<Simulator>(registry).map((simulator) => [simulator.id, simulator]),
);
