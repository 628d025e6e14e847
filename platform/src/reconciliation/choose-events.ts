import type { CountedEvent } from '@illuminate/connector-kit';

const DAY = 86_400_000;
/** What is lately over still changes: returns, and sales at the door that are entered later. */
const LATELY_MS = 14 * DAY;
/** So much of a run is kept for what is over, which takes its turns. */
const SHARE_OF_PAST = 0.2;

export interface KnownEvent {
  readonly id: string;
  readonly performances: readonly { readonly id: string; readonly startsAt: number | null }[];
  /** When it was last compared (ms); null if never. */
  readonly comparedAt: number | null;
  /** Something of it differed then. */
  readonly differs: boolean;
}

/**
 * Which events the box office is asked for, within a number of requests: those that differed, then what is to come or lately over,
 * the soonest first, then what is over, the one not compared for longest first. Pure.
 */
export function chooseEvents(events: readonly KnownEvent[], now: number, atMost: number): CountedEvent[] {
  const next = ({ performances }: KnownEvent): number =>
    Math.min(
      ...performances.flatMap(({ startsAt }) => (startsAt !== null && startsAt > now - LATELY_MS ? startsAt : [])),
    );
  const differing = events.filter(({ differs }) => differs);
  const others = events.filter(({ differs }) => !differs);
  const current = others.filter((event) => next(event) < Number.POSITIVE_INFINITY).sort((a, b) => next(a) - next(b));
  const past = others
    .filter((event) => next(event) === Number.POSITIVE_INFINITY)
    .sort((a, b) => (a.comparedAt ?? 0) - (b.comparedAt ?? 0) || latest(b) - latest(a));
  const first = [...differing, ...current];
  const kept = Math.min(past.length, Math.floor(atMost * SHARE_OF_PAST));
  const chosen = first.slice(0, atMost - kept);
  return [...chosen, ...past.slice(0, atMost - chosen.length)].map(({ id, performances }) => ({
    id,
    performances: performances.map((performance) => performance.id),
  }));
}

function latest({ performances }: KnownEvent): number {
  return Math.max(0, ...performances.map(({ startsAt }) => startsAt ?? 0));
}
