import type { DayWindow, PerformanceTotal } from '@illuminate/connector-kit';

/** What was said of a performance, and when it was asked (ms). */
export interface AskedTotal extends PerformanceTotal {
  /** The event within which it was told of; null where it was observed by itself. */
  readonly eventId: string | null;
  readonly readAt: number;
}

/** What one run of a connection has found out for a comparison. */
export interface GatheredTotals {
  readonly totals: readonly AskedTotal[];
  /** Performances of events that the box office was asked for and does not show. */
  readonly notShown: readonly string[];
  /** Performances that it left out of the answer, or told of without a number that can be read. */
  readonly notTold: readonly string[];
  /** Performances for which it gave no answer. */
  readonly notAnswered: readonly string[];
}

/** What the extracting thread says of comparisons while it runs. */
export type ComparisonMessage =
  | ({ readonly type: 'totals' } & GatheredTotals)
  /** Windows that were read again; what they held has been handed over before this. */
  | { readonly type: 'mended'; readonly windows: readonly DayWindow[] };

/** Collects what a run says of comparisons. */
export interface ComparisonGatherer {
  readonly gathered: GatheredTotals;
  readonly mended: readonly DayWindow[];
  /** Whether every change up to after the totals has been read. */
  readonly isCaughtUp: boolean;
  caughtUp(): void;
  take(message: ComparisonMessage): void;
}

export function createComparisonGatherer(): ComparisonGatherer {
  const gathered = {
    totals: [] as AskedTotal[],
    notShown: [] as string[],
    notTold: [] as string[],
    notAnswered: [] as string[],
  };
  const mended: DayWindow[] = [];
  let isCaughtUp = false;
  return {
    gathered,
    mended,
    get isCaughtUp() {
      return isCaughtUp;
    },
    caughtUp() {
      isCaughtUp = true;
    },
    take(message) {
      if (message.type === 'mended') {
        mended.push(...message.windows);
        return;
      }
      gathered.totals.push(...message.totals);
      gathered.notShown.push(...message.notShown);
      gathered.notTold.push(...message.notTold);
      gathered.notAnswered.push(...message.notAnswered);
    },
  };
}
