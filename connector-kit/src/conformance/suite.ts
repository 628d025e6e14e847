import type { Connector } from '../define-connector.ts';
import type { Arrangement } from './arrangement.ts';
import { isNotHere } from './arrangement.ts';
import { type Lab, type Trap, whyNot } from './trap.ts';
import { recordsThatChangeType } from './traps/changed-types.ts';
import { livesThroughClockChanges, readsEveryZone, signsByTheirClock, standsClockSkew } from './traps/clocks.ts';
import { believesNoSilence, doubtsAnEmptyList, keepsTheLedger } from './traps/disappearance.ts';
import { emptyAccount } from './traps/empty-account.ts';
import { errorsSayWhatToDo } from './traps/errors.ts';
import { incrementalEqualsFull } from './traps/incremental-equals-full.ts';
import { keepsNothingPersonal } from './traps/nothing-personal.ts';
import { duplicatedRecords, reorderedPages, repeatedPages } from './traps/pages.ts';
import { backsOffSilently, waitsAsAsked } from './traps/rate-limits.ts';
import { replaysWhatItKept } from './traps/replay.ts';
import { resumesAtEveryPage } from './traps/resume.ts';
import { saysWhatItIs } from './traps/says-what-it-is.ts';

export type * from './arrangement.ts';
export { isNotHere } from './arrangement.ts';
export type { Lab, Trap } from './trap.ts';
export { saysWhatItIs } from './traps/says-what-it-is.ts';
export { TRANSPORT_FAULTS, TRIAL_FAULTS, type TrialFaultName } from './trial-faults.ts';

/** Every property that every connector is tried on, in the order in which a person wants to hear of them. */
export const TRAPS: readonly Trap[] = [
  incrementalEqualsFull,
  resumesAtEveryPage,
  waitsAsAsked,
  backsOffSilently,
  standsClockSkew,
  signsByTheirClock,
  livesThroughClockChanges,
  readsEveryZone,
  believesNoSilence,
  doubtsAnEmptyList,
  keepsTheLedger,
  repeatedPages,
  reorderedPages,
  duplicatedRecords,
  recordsThatChangeType,
  emptyAccount,
  replaysWhatItKept,
  keepsNothingPersonal,
  errorsSayWhatToDo,
];

/** One trap at one connector: run it, or why it does not apply. */
export interface PlannedTrap {
  readonly trap: Trap;
  readonly doesNotApply: string | null;
}

export interface PlannedTrial {
  readonly connector: Connector;
  readonly arrangement: Arrangement;
  readonly traps: readonly PlannedTrap[];
}

/** What is to be run for every connector, and what keeps the suite from being whole. */
export interface Plan {
  readonly trials: readonly PlannedTrial[];
  /** Connectors without an arrangement, arrangements without a connector, faults that a simulator needs and lacks. */
  readonly wrong: readonly string[];
}

/** Plans a trial for each connector there is: none can be left out without being named among what is wrong. */
export function planTrials(connectors: readonly Connector[], arrangements: readonly Arrangement[]): Plan {
  const wrong = arrangements
    .filter(({ connector }) => !connectors.some(({ id }) => id === connector))
    .map(({ connector }) => `There is an arrangement for "${connector}", and no such connector.`);
  const trials = connectors.flatMap((connector): PlannedTrial[] => {
    const own = arrangements.filter((each) => each.connector === connector.id);
    const [arrangement] = own;
    wrong.push(...saysWhatItIs(connector).map((each) => `${connector.id}: ${each}.`));
    if (arrangement === undefined || own.length > 1) {
      wrong.push(`The connector "${connector.id}" has ${own.length} arrangements: it needs one, in tests/conformance.`);
      return [];
    }
    const traps = TRAPS.map((trap): PlannedTrap => {
      const not = whyNot(trap, connector, arrangement.provider);
      if (not !== null && 'wrong' in not) wrong.push(not.wrong);
      return { trap, doesNotApply: not === null ? null : 'reason' in not ? not.reason : not.wrong };
    });
    return [{ connector, arrangement, traps }];
  });
  return { trials, wrong };
}

/** The provider that a trap runs against. @throws Error where the arrangement says that there is none */
export function providerOf({ arrangement }: PlannedTrial): Lab['provider'] {
  const { provider } = arrangement;
  if (isNotHere(provider)) throw new Error(`${arrangement.connector} has no simulator: ${provider.notHere}`);
  return provider;
}
