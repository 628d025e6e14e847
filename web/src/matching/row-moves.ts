// What is done with rows of what is not matched, in one deed each; null where there is nothing to do.
import type { MatchingMove } from './matching-queries.ts';
import { bestOf, bestOfAll, type WorkRow } from './work-rows.ts';

export function acceptOf(row: WorkRow | undefined): MatchingMove | null {
  const pairs = row === undefined ? [] : bestOf(row);
  return pairs.length === 0 ? null : { kind: 'match', pairs };
}

export function acceptAllOf(rows: readonly WorkRow[]): MatchingMove | null {
  const pairs = bestOfAll(rows);
  return pairs.length === 0 ? null : { kind: 'match', pairs };
}

export const suggestedAmong = (rows: readonly WorkRow[]): WorkRow[] =>
  rows.filter(({ suggestions }) => suggestions.length > 0);

export function logOf(rows: readonly (WorkRow | undefined)[]): MatchingMove | null {
  const events = rows.flatMap((row) => row?.event ?? []);
  return events.length === 0 ? null : { kind: 'log', events };
}
