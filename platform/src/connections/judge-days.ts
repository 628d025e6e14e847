import type { UpdateDay } from '@illuminate/contract';
import { type Zone, zoneOf } from '@illuminate/model';
import { addDays, type Day, dayOf, wallOf } from '../syncs/days.ts';
import { covered, type Span } from './collecting-spans.ts';

/** A local day and the instants between which it lies: not always 24 hours. */
export interface LocalDay extends Span {
  readonly day: Day;
}

/** What ended on a day. */
export interface DayCounts {
  readonly succeeded: number;
  readonly failed: number;
  /** Cut short or interrupted: no failure, and no update either. */
  readonly unfinished: number;
  /** Of those, the ones that were under way and were ended by somebody. */
  readonly cutOff: number;
}

export const NOTHING_ENDED: DayCounts = { succeeded: 0, failed: 0, unfinished: 0, cutOff: 0 };

/** The last so many local days, today last. */
export function lastDays(count: number, zoneName: string, now: Date): LocalDay[] {
  const zone: Zone = zoneOf(zoneName);
  const today = dayOf(zone.toWall(now.getTime()));
  const midnight = (day: Day): number => zone.toInstant(wallOf(day));
  return Array.from({ length: count }, (_, index) => {
    const day = addDays(today, index - count + 1);
    return { day, from: midnight(day), to: midnight(addDays(day, 1)) };
  });
}

interface JudgeDay {
  readonly day: LocalDay;
  readonly counts: DayCounts;
  readonly spans: readonly Span[];
  /** How long a connection may collect without an update's ending; null where nobody has promised any. */
  readonly dueAfterMs: number | null;
  readonly now: Date;
}

/** One day in a word: from what ended on it, and how long the connection was collecting. */
export function judgeDay({ day, counts, spans, dueAfterMs, now }: JudgeDay): UpdateDay {
  const { succeeded, failed, unfinished, cutOff } = counts;
  const time = { from: day.from, to: Math.min(day.to, now.getTime()) };
  const wasDue = dueAfterMs !== null && covered(spans, time) > dueAfterMs;
  const verdict = (): UpdateDay['verdict'] => {
    if (succeeded > 0) return failed > 0 ? 'delayed' : 'fine';
    if (failed > 0) return 'failed';
    if (cutOff > 0 && wasStopped(spans, time, now)) return 'stopped';
    return unfinished > 0 || wasDue ? 'delayed' : 'nothing-due';
  };
  return { day: day.day, verdict: verdict(), updates: succeeded, failed };
}

/** Whether collecting ended within a time, and had not begun again at the end of it. */
function wasStopped(spans: readonly Span[], { from, to }: Span, now: Date): boolean {
  const goesOn = spans.some((span) => span.from < to && span.to >= to);
  return !goesOn && spans.some((span) => span.to > from && span.to < Math.min(to, now.getTime()));
}
