import { zoneOf } from '@illuminate/model';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The hour of the night, by the organisation's clock, from which a new comparison is due. */
const NIGHT_HOUR = 3;
/** A new difference is looked at again before anybody is told. */
const SECOND_LOOK_MS = HOUR;

export interface DueFacts {
  readonly now: number;
  readonly zone: string;
  readonly asked: boolean;
  /** Every order there is has been asked for. */
  readonly historyComplete: boolean;
  readonly last: { readonly at: number; readonly newDifferences: number } | null;
}

/**
 * Whether a connection is to be compared now: when somebody asks, as soon as its history is complete, every night, and an hour
 * after something new was found to differ. Pure.
 */
export function isDue({ now, zone, asked, historyComplete, last }: DueFacts): boolean {
  if (asked) return true;
  if (!historyComplete) return false;
  // A last time that lies ahead of now means a clock was set back.
  if (last === null || last.at > now) return true;
  if (last.newDifferences > 0 && now - last.at >= SECOND_LOOK_MS) return true;
  const clock = zoneOf(zone);
  const wall = clock.toWall(now);
  const midnight = Math.floor(wall / DAY) * DAY;
  const night = midnight + NIGHT_HOUR * HOUR <= wall ? midnight : midnight - DAY;
  return clock.toWall(last.at) < night + NIGHT_HOUR * HOUR;
}
