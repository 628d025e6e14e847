import type { FaultSetting } from '../faults/fault-board.ts';
import type { FaultName } from './faults/fault-names.ts';
import type { Generation } from './feed/generation.ts';

/** How a Ticketsolve simulator is started. */
export interface TicketsolveOptions {
  /** 0 picks a free port. */
  readonly port: number;
  readonly seed: number;
  readonly world: 'demo' | 'generated';
  /** Generated world: accounts, and for each of them venues, upcoming shows, their performances in all, orders, years. */
  readonly accounts: number;
  readonly venues: number;
  readonly shows: number;
  readonly performances: number;
  readonly orders: number;
  readonly years: number;
  /** Generated world: which schema its feeds have. */
  readonly generation: Generation;
  /** Transactions a minute and account that go on while it runs; null: one every two minutes in the demo, else none. */
  readonly livePerMinute: number | null;
  /** UTC ms at which the clock stands still from the start; null: it runs with real time. */
  readonly until: number | null;
  /** Keeps when the world was opened over restarts, nothing else; null: the last midnight UTC. */
  readonly stateFile: string | null;
  readonly faults: readonly FaultSetting<FaultName>[];
  /** Delivers the sales of an account from the start; null: only if the door is asked to. */
  readonly delivery: DeliveryOptions | null;
}

export interface DeliveryOptions {
  /** Null: the first account. */
  readonly account: string | null;
  /** Such as `http://127.0.0.1:4310`. */
  readonly target: string;
  readonly connection: string;
  /** PEM of an Ed25519 key; made where there is no such file. */
  readonly keyFile: string;
  readonly keyId: string;
  /** 0: only when the door is asked to. */
  readonly everySeconds: number;
}

export const DEFAULTS: TicketsolveOptions = {
  port: 4420,
  seed: 1,
  world: 'demo',
  accounts: 1,
  venues: 2,
  shows: 40,
  performances: 120,
  orders: 20_000,
  years: 1,
  generation: 2026,
  livePerMinute: null,
  until: null,
  stateFile: null,
  faults: [],
  delivery: null,
};
