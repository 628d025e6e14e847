import type { DatedPerformance } from './known-performances.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LAST_WEEK = 7 * DAY;

export interface ObservationFacts {
  /** Performances to come. */
  readonly ahead: readonly DatedPerformance[];
  /** When each was last looked at (ms). */
  readonly lookedAt: ReadonlyMap<string, number>;
  /** Those whose last answer could not be read. */
  readonly refused: ReadonlySet<string>;
  readonly now: number;
}

/**
 * Which performances are due to be looked at, the most urgent first: once a day each, once an hour in the week before it begins
 * or where the last answer could not be read. Urgent is what has waited for the most of its turns, and then what begins soonest,
 * so that a full week never starves the rest of the season. One that was called off is let be. Pure.
 */
export function dueObservations({ ahead, lookedAt, refused, now }: ObservationFacts): DatedPerformance[] {
  const due: { readonly performance: DatedPerformance; readonly turns: number }[] = [];
  for (const performance of ahead) {
    const { source_id: id, starts_at: startsAt, cancelled } = performance;
    if (cancelled || startsAt <= now) continue;
    const every = startsAt - now <= LAST_WEEK || refused.has(id) ? HOUR : DAY;
    const last = lookedAt.get(id);
    // A last time that lies ahead of now means a clock was set back.
    const turns = last === undefined || last > now ? Number.POSITIVE_INFINITY : Math.floor((now - last) / every);
    if (turns >= 1) due.push({ performance, turns });
  }
  return due
    .sort((a, b) => (a.turns === b.turns ? a.performance.starts_at - b.performance.starts_at : b.turns - a.turns))
    .map(({ performance }) => performance);
}

/** When performances were looked at, packed: minutes since 1970, each with the ids of those that were looked at then. */
export interface ObservationCursor {
  readonly lookedAt: readonly (readonly [minute: number, ...ids: string[]])[];
}

const MINUTE = 60_000;

/** @param ahead what is over or gone is forgotten */
export function packLooks(lookedAt: ReadonlyMap<string, number>, ahead: ReadonlySet<string>): ObservationCursor {
  const byMinute = new Map<number, [number, ...string[]]>();
  for (const [id, at] of lookedAt) {
    if (!ahead.has(id)) continue;
    // Rounded up, so that nothing is ever looked at too soon.
    const minute = Math.ceil(at / MINUTE);
    const entry = byMinute.get(minute);
    if (entry === undefined) byMinute.set(minute, [minute, id]);
    else entry.push(id);
  }
  return { lookedAt: [...byMinute.values()] };
}

export function unpackLooks(cursor: ObservationCursor | undefined): Map<string, number> {
  return new Map(
    (cursor?.lookedAt ?? []).flatMap(([minute, ...ids]) => ids.map((id) => [id, minute * MINUTE] as const)),
  );
}
