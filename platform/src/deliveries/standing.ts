import type { StoreCounts } from '../syncs/sync-counts.ts';
import type { DeliveryFacts } from '../warehouse/delivery-types.ts';

/** How the deliveries of a connection stand, as its store told when it was last asked: kept in the control database. */
export interface Standing {
  readonly facts: DeliveryFacts;
  /** What the store holds of the connection. */
  readonly counts: StoreCounts;
  /** ISO. */
  readonly at: string;
}

/** Sequence numbers between 1 and the highest that was loaded, of which no batch was; both ends included. */
export function gapsOf({ sequences, gapPeriods }: Pick<DeliveryFacts, 'sequences' | 'gapPeriods'>): Gap[] {
  const [first] = sequences;
  if (first === undefined) return [];
  const before: Gap[] = first[0] > 1 ? [{ from: 1, to: first[0] - 1, covers: null }] : [];
  const between = sequences.slice(1).map(([from], at): Gap => {
    const [, last] = sequences[at] ?? [0, 0];
    const [start, end] = gapPeriods[at] ?? [0, 0];
    return { from: last + 1, to: from - 1, covers: start < end ? { from: start, to: end } : null };
  });
  return [...before, ...between];
}

export interface Gap {
  readonly from: number;
  readonly to: number;
  /** The time between its neighbours (ms), where that tells. */
  readonly covers: Span | null;
}

/** Half-open, in ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Spans between periods that no batch covers, and that no missing number explains. */
export function holesOf({ periods }: Pick<DeliveryFacts, 'periods'>, gaps: readonly Gap[]): Span[] {
  return periods
    .slice(1)
    .map(([to], at): Span => ({ from: periods[at]?.[1] ?? to, to }))
    .filter((hole) => !gaps.some(({ covers }) => covers !== null && covers.from <= hole.from && hole.to <= covers.to));
}

/** Written by ourselves. */
export const standingOf = (row: { readonly standing: Record<string, unknown> } | undefined): Standing | null =>
  row === undefined ? null : (row.standing as unknown as Standing);
