import { tableOf } from '../show-table.ts';
import { judgeSuggestions } from './judge-suggestions.ts';

const SEEDS = [1, 2, 3] as const;
const LEAST_PRECISION = 0.98;

/** What suggestions are worth on invented logs of so many events. @returns whether enough of what is shown is right */
export function benchMatching(events: number, say: (line: string) => void): boolean {
  const judged = SEEDS.map((seed) => ({ seed, ...judgeSuggestions({ events, seed }) }));
  const rows = [
    ['', 'activities', 'belong together', 'shown', 'right', 'precision', 'recall', 'ms'],
    ...judged.map(({ seed, activities, pairs, shown, right, precision, recall, ms }) => [
      `${events} events, log ${seed}`,
      ...[activities, pairs, shown, right].map(String),
      precision.toFixed(4),
      recall.toFixed(4),
      ms.toFixed(0),
    ]),
  ];
  for (const line of tableOf(rows)) say(line);
  const isEnough = judged.every(({ precision }) => precision >= LEAST_PRECISION);
  say(isEnough ? `Precision is at least ${LEAST_PRECISION}.` : `Precision is below ${LEAST_PRECISION}.`);
  return isEnough;
}
