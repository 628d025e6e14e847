import type { Fault } from '../errors.ts';
import type { TrialFaultName } from './trial-faults.ts';

/** How a simulator is told to misbehave: what its door takes (`POST faults`). */
export interface TrialFault {
  readonly name: string;
  readonly value?: string | number;
  readonly times?: number;
  readonly every?: number;
  readonly match?: string;
}

/** Why a trap has nothing to set off at this provider, in words that are printed. */
export interface NotHere {
  readonly notHere: string;
}

/** What a world is to be like. Words for a simulator are made of it by the provider's arrangement. */
export interface TrialWorld {
  /** `small`: some hundred records. `tiny`: few enough to stop at every page. `empty`: an account that has nothing yet. */
  readonly size: 'small' | 'tiny' | 'empty';
  /** IANA zone of the box office. */
  readonly zone: string;
  /** ISO 8601: where its planned history ends. */
  readonly until: string;
  /** ISO 8601: where its clock stands at first. What is planned from here to `until` happens as a trap moves the clock. */
  readonly from: string;
}

/** A performance as the box office itself knows it. */
export interface TruePerformance {
  readonly id: string;
  readonly eventId: string;
  /** Wall time of its start ("2026-04-20T19:30:00"). */
  readonly startsLocal: string;
  /** Whether what the connector reads shows it now. */
  readonly listed: boolean;
  readonly tickets: number;
  /** With two decimals. */
  readonly amount: string;
  readonly orders: number;
}

/** What is true at this instant. */
export interface Truth {
  readonly orders: number;
  readonly tickets: number;
  readonly performances: readonly TruePerformance[];
}

/** A simulated box office that a trap may disturb. Its clock only ever moves forward. */
export interface TrialBoxOffice {
  readonly zone: string;
  /** Where it answers. */
  readonly origin: string;
  /** Who may sign in, as its door tells (`GET accounts`). */
  accounts(): Promise<unknown>;
  truth(): Promise<Truth>;
  /** The personal texts of its world. */
  personal(): Promise<readonly string[]>;
  /** Switches a trap's fault on, as the arrangement words it; more than one where the provider has several of the kind. */
  fault(name: TrialFaultName, how?: Pick<TrialFault, 'times' | 'every'>): Promise<void>;
  /** One wording of a fault at a time, for traps that try each. */
  exactFault(fault: TrialFault): Promise<void>;
  heal(): Promise<void>;
  /** Sales, edits and returns of so many orders, from all of history if scattered. */
  change(count: number, scattered?: boolean): Promise<void>;
  /** Milliseconds. */
  now(): Promise<number>;
  advance(ms: number): Promise<void>;
}

export type TrialRow = Readonly<Record<string, unknown>>;

/** Live rows of each table, with what the box office said and nothing of when we saw it. */
export type TrialState = Readonly<Record<string, readonly TrialRow[]>>;

export interface TrialReject {
  readonly stream: string;
  readonly reason: string;
  readonly field: string;
  readonly expected: string;
  readonly nextStep: string;
}

/** What a person is told of a stream, or of the whole sync, that could not be read. */
export interface TrialFailure {
  readonly stream: string;
  readonly fault: Fault;
  /** What the box office asked to be left alone for, in ms. */
  readonly afterMs: number | null;
}

export interface TrialSync {
  readonly failures: readonly TrialFailure[];
  /** Nothing was stopped, nothing failed, and all that is new and all of history is here. */
  readonly complete: boolean;
  readonly requests: number;
}

export interface TrialSyncOptions {
  /** The sync is ended as its nth request goes out, as a thread is that is killed. */
  readonly cutOffAt?: number;
  /** Called as each request goes out; what it returns is waited for before the sync counts as ended. */
  readonly onRequest?: (nth: number) => Promise<unknown> | undefined;
  /** As a person asks for it; otherwise only what is due by the clock is read. */
  readonly asked?: boolean;
}

/** A connection with a store of its own, synced for real. */
export interface TrialConnection {
  sync(options?: TrialSyncOptions): Promise<TrialSync>;
  state(): Promise<TrialState>;
  /** What must hold in any store and does not, in sentences. */
  brokenRules(): Promise<readonly string[]>;
  /** Rows of a table that are marked as deleted. */
  deleted(table: string): Promise<readonly TrialRow[]>;
  openRejects(): Promise<readonly TrialReject[]>;
  /** The box office's wall clock minus that of the zone in which it is read, in ms, where the data show that they differ. */
  zoneDifference(): Promise<number | null>;
  /** Runs the connector's own mapping over the pages that were kept. @returns how many orders and movements it wrote */
  replay(): Promise<{ readonly ordersChanged: number; readonly movements: number }>;
  /** Which of some texts are in anything that was kept, logged or said, each with where; in whatever form it was written. */
  findKept(texts: readonly string[]): Promise<readonly string[]>;
}

export interface TrialConnectOptions {
  /** Our clock minus that of the box office, in ms. */
  readonly ourClockMs?: number;
  /** What the connector is configured with; as the arrangement says where it is left out. */
  readonly config?: object;
}

/** The simulated provider that a connector is tried against. */
export interface SimulatedProvider {
  /** IANA zones in which its worlds can be made. The first is the usual one. */
  readonly zones: readonly [string, ...string[]];
  /** What the connector's `connect` takes, for a box office that runs. */
  readonly config: (box: TrialBoxOffice) => Promise<object>;
  /** A configuration that the box office refuses to sign in; said why, where nothing is signed in to. */
  readonly refusedConfig: ((config: object) => object) | NotHere;
  /** For each generic fault what the simulator calls it. More than one: each is tried. */
  readonly faults: Readonly<Record<TrialFaultName, readonly TrialFault[] | NotHere>>;
}

/** How one connector is tried: one for each connector of the registry. */
export interface Arrangement {
  /** Id of the connector. */
  readonly connector: string;
  /** Said why, for a connector that asks nothing of anybody. */
  readonly provider: SimulatedProvider | NotHere;
}

export function isNotHere(value: object): value is NotHere {
  return 'notHere' in value;
}
