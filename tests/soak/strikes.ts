import type { Choices } from '../support/seeds.ts';
import type { FaultWanted } from '../support/simulator-door.ts';
import { FEED_FAULTS, SALES_FAULTS } from './served-faults.ts';

/** Where a kill strikes, and how far on: at most the how-manieth such event, up to how many microseconds after it. */
interface Place {
  readonly channel: string;
  readonly phase: string | null;
  /** In the first kills of a life, which have a history to load, and in later ones. */
  readonly first: number;
  readonly later: number;
  readonly delay: number;
}

/** Events of the server's own, and one kill from outside, which may come while it starts. */
export const PLACES = {
  'while a page is fetched': { channel: 'illuminate:request', phase: null, first: 60, later: 5, delay: 4_000 },
  'while rows are staged': { channel: 'illuminate:load', phase: 'staging', first: 9, later: 3, delay: 20_000 },
  'just before commit': { channel: 'illuminate:load', phase: 'before-commit', first: 9, later: 3, delay: 2_500 },
  'just after commit': { channel: 'illuminate:load', phase: 'after-commit', first: 9, later: 3, delay: 300 },
  'while a sync is written down': {
    channel: 'illuminate:sync-record',
    phase: 'writing',
    first: 2,
    later: 1,
    delay: 4_000,
  },
  'while a delivered part is read': {
    channel: 'illuminate:delivery-part',
    phase: 'reading',
    first: 3,
    later: 1,
    delay: 20_000,
  },
  'just after a delivered part is kept': {
    channel: 'illuminate:delivery-part',
    phase: 'spooled',
    first: 3,
    later: 1,
    delay: 3_000,
  },
  'while a delivery is written down': {
    channel: 'illuminate:delivery-record',
    phase: 'writing',
    first: 3,
    later: 1,
    delay: 5_000,
  },
  'at any moment, starting up included': null,
} as const satisfies Record<string, Place | null>;
export type PlaceName = keyof typeof PLACES;
export const PLACE_NAMES = Object.keys(PLACES) as PlaceName[];

/** What else happens to the sender of deliveries meanwhile. */
export type SenderEnd = 'killed' | 'cut off' | null;

/** One start of the server, and how it dies. All of it is chosen before anything begins, so that a seed says it all. */
export interface Strike {
  readonly place: PlaceName;
  readonly nth: number;
  readonly delay: number;
  /** When the kill from outside comes, and when it comes to the sender: ms after the server, or its work, was started. */
  readonly afterMs: number;
  readonly sender: SenderEnd;
  readonly senderAfterMs: number;
  /** Changed orders at each client of the one box office, and seconds of live sales at the other. */
  readonly changes: number;
  readonly secondsOfSales: number;
  readonly salesFaults: readonly FaultWanted[];
  readonly feedFaults: readonly FaultWanted[];
}

/** How many kills of a life have history left to load. */
const EARLY = 6;
const LONGEST_START_MS = 6_000;

/** The strikes of one life: places in turn, shuffled, so that each gets its share. */
export function planStrikes(choices: Choices, count: number): Strike[] {
  const places = Array.from({ length: count }, (_, nth) => PLACE_NAMES[nth % PLACE_NAMES.length] as PlaceName);
  return choices.shuffled(places).map((place, at) => strikeAt(choices, place, at < EARLY));
}

function strikeAt(choices: Choices, place: PlaceName, early: boolean): Strike {
  const at = PLACES[place];
  const some = <T>(of: readonly T[]): T[] => (choices.between(1, 3) === 1 ? [] : [choices.one(of)]);
  return {
    place,
    nth: choices.between(1, at === null ? 1 : early ? at.first : at.later),
    // One in three at the very event, the others a little later.
    delay: choices.between(1, 3) === 1 || at === null ? 0 : choices.between(1, at.delay),
    afterMs: choices.between(0, LONGEST_START_MS),
    sender: choices.one<SenderEnd>(['killed', 'cut off', null, null, null, null]),
    senderAfterMs: choices.between(0, 1_200),
    changes: choices.between(1, 12),
    secondsOfSales: choices.between(5, 90),
    salesFaults: some(SALES_FAULTS),
    feedFaults: [...some(FEED_FAULTS), ...some(FEED_FAULTS)],
  };
}
