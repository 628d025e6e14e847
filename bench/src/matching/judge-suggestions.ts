import { type Suggested, suggestMatches } from '../../../platform/src/matching/suggest.ts';
import { suggestSets, withSets } from '../../../platform/src/matching/suggest-sets.ts';
import { type InventedLog, inventLog } from './invented-log.ts';

export interface Judged {
  readonly events: number;
  readonly activities: number;
  readonly pairs: number;
  readonly shown: number;
  readonly right: number;
  /** Of what is shown, how much is right. */
  readonly precision: number;
  /** Of what belongs together, how much is shown. */
  readonly recall: number;
  readonly ms: number;
  readonly wrong: readonly { readonly log: InventedLog; readonly suggested: Suggested }[];
}

/** What the suggestions are worth on an invented log, whose truth they do not see. */
export function judgeSuggestions(made: { readonly events: number; readonly seed: number }): Judged {
  const log = inventLog(made);
  const began = performance.now();
  const single = suggestMatches(log.activities, log.events);
  const shown = withSets(single, suggestSets(log.activities, log.events));
  const ms = performance.now() - began;
  const right = shown.filter(({ activity, event }) => log.truth.has(`${activity} ${event}`));
  return {
    events: log.events.length,
    activities: log.activities.length,
    pairs: log.truth.size,
    shown: shown.length,
    right: right.length,
    precision: right.length / Math.max(1, shown.length),
    recall: right.length / Math.max(1, log.truth.size),
    ms,
    wrong: shown
      .filter(({ activity, event }) => !log.truth.has(`${activity} ${event}`))
      .map((suggested) => ({ log, suggested })),
  };
}
