export type { RunningSimulator } from './serve.ts';
export type { Simulator } from './simulator.ts';
export { SIMULATORS } from './simulators.ts';
export type { SpektrixOptions } from './spektrix/options.ts';
export type { RunningSpektrix } from './spektrix/start-spektrix.ts';
export { startSpektrix } from './spektrix/start-spektrix.ts';
export type { TicketsolveOptions } from './ticketsolve/options.ts';
export type { RunningTicketsolve } from './ticketsolve/start-ticketsolve.ts';
export { startTicketsolve } from './ticketsolve/start-ticketsolve.ts';
