import type { FaultSetting } from '../faults/fault-board.ts';
import type { FaultName } from './faults/fault-names.ts';

/** How a Spektrix simulator is started. */
export interface SpektrixOptions {
  /** 0 picks a free port. */
  readonly port: number;
  readonly seed: number;
  readonly world: 'demo' | 'generated';
  /** Generated world: clients, and events, orders and years for each of them. */
  readonly clients: number;
  readonly events: number;
  readonly orders: number;
  /** Generated world: about how many customers each client has; null: nearly half as many as orders. */
  readonly customers: number | null;
  readonly years: number;
  /** Generated world: an IANA zone. */
  readonly zone: string;
  /** Transactions a minute and client that go on while it runs; null: 2 in the demo, none in a generated world. */
  readonly livePerMinute: number | null;
  /** UTC ms at which the clock stands still from the start; null: it runs with real time. */
  readonly until: number | null;
  /** Where toggles are kept; null: in memory. */
  readonly stateFile: string | null;
  /** Clients whose toggle is on at the first start. */
  readonly allowed: readonly string[];
  readonly faults: readonly FaultSetting<FaultName>[];
  /** Minutes that a Date header may be off. Invented: no number is documented [?]. */
  readonly skewMinutes: number;
  /** Whether `ticket-types` exists. PROVISIONAL: its path is not confirmed [?]. */
  readonly ticketTypes: boolean;
  /** Render every order once at the start, to a temporary file. */
  readonly prerender: boolean;
}

export const DEFAULTS: SpektrixOptions = {
  port: 4400,
  seed: 1,
  world: 'generated',
  clients: 1,
  events: 200,
  orders: 50_000,
  customers: null,
  years: 3,
  zone: 'Europe/London',
  livePerMinute: null,
  until: null,
  stateFile: null,
  allowed: [],
  faults: [],
  skewMinutes: 15,
  ticketTypes: true,
  prerender: false,
};
