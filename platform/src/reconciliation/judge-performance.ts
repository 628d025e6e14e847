import type { Compared, Held, Said } from './verdict.ts';

/** What decides beside the two figures. */
export interface Circumstances {
  /** The box office was asked for it and does not show it. */
  readonly notShown: boolean;
  /** The box office was asked for it and failed. */
  readonly notAnswered: boolean;
  readonly asked: boolean;
  /** Every order there is has been asked for. */
  readonly historyComplete: boolean;
  /** A person chose from when on history is read. */
  readonly historyLimited: boolean;
  /** Records that could not be read and are missing here. */
  readonly missingRecords: number;
}

const EQUAL: Compared = { verdict: 'equal', reason: null, likely: [] };

/**
 * Compares what the box office says of one performance with what is held. Sales go on while both are read: any figure that was
 * true at some moment from shortly before the box office was asked until now is equal. Pure.
 */
export function judgePerformance(held: Held, said: Said | null, circumstances: Circumstances): Compared {
  const { notShown, notAnswered, asked, historyComplete, historyLimited, missingRecords } = circumstances;
  // What we hold against what we wrote down ourselves: this needs no answer, so that it holds for what is long over too.
  if (held.tickets !== held.ledger || held.orphans > 0) {
    return { verdict: 'differs', reason: 'own-records', likely: ['rows-lost-here'] };
  }
  if (said === null) {
    const unasked = asked ? 'not-told' : 'turn-to-come';
    const reason = notShown ? 'not-shown' : notAnswered ? 'not-answered' : unasked;
    return { verdict: 'not-compared', reason, likely: [] };
  }
  if (said.isUpperBound) {
    if (said.least <= said.sold) return { verdict: 'not-compared', reason: 'bound-only', likely: [] };
    return { verdict: 'differs', reason: 'more-here', likely: likelyMore(held) };
  }
  if (said.least <= said.sold && said.sold <= said.most) return EQUAL;
  if (said.sold < said.least) return { verdict: 'differs', reason: 'more-here', likely: likelyMore(held) };
  if (!historyComplete) return { verdict: 'not-compared', reason: 'history-not-loaded', likely: [] };
  return {
    verdict: 'differs',
    reason: 'fewer-here',
    likely: [
      ...(missingRecords > 0 ? (['rejected-records'] as const) : []),
      ...(held.tickets === 0 && historyLimited ? (['before-history'] as const) : []),
      'orders-never-received',
      'rows-lost-here',
      ...(held.tickets > 0 && historyLimited ? (['before-history'] as const) : []),
    ],
  };
}

function likelyMore({ cancelled }: Held): Compared['likely'] {
  return cancelled ? ['cancelled', 'returns-not-seen'] : ['returns-not-seen'];
}

/**
 * Records that could not be read explain as many performances that lack tickets, and no more: beyond that something else is
 * wrong, and nothing is excused. Pure.
 */
export function excuseRejected(compared: ReadonlyMap<string, Compared>, missingRecords: number): Map<string, Compared> {
  const short = [...compared.values()].filter(({ reason }) => reason === 'fewer-here').length;
  if (missingRecords === 0 || short > missingRecords) return new Map(compared);
  return new Map(
    [...compared].map(([id, one]) => [
      id,
      one.reason === 'fewer-here' ? { verdict: 'not-compared', reason: 'rejected-records', likely: [] } : one,
    ]),
  );
}
