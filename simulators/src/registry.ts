import type { Simulator } from './simulator.ts';
import { spektrix } from './spektrix/command.ts';
import { ticketsolve } from './ticketsolve/command.ts';

/** Every simulator there is, by the name used on the command line. */
export const SIMULATORS: Readonly<Record<string, Simulator>> = { spektrix, ticketsolve };
