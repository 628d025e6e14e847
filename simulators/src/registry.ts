// One line for each simulator.
export { spektrix } from './spektrix/command.ts';
export { ticketsolve } from './ticketsolve/command.ts';
