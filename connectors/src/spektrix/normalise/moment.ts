import { parseInstant, parseWall, type Zone } from '@illuminate/model';
import { present, unreadable } from './fields.ts';

/** An instant and its wall time. */
export interface Moment {
  readonly instant: number;
  readonly local: number;
}

/**
 * Reads a pair of a local field and its UTC twin, either of which may be absent. The twin is UTC whether or not it says so
 * with a Z [O].
 * @throws RejectRecordError if both are absent or one cannot be read.
 */
export function requireMoment(local: unknown, utc: unknown, zone: Zone, field: string): Moment {
  const wall = present(local) ? wallOf(local) : null;
  if (wall === null && present(local)) throw unreadable(local, field, EXPECTED, 'unreadable-time');
  const instant = present(utc) ? instantOf(utc) : null;
  if (instant === null && present(utc)) throw unreadable(utc, `${field}Utc`, EXPECTED, 'unreadable-time');
  if (wall !== null) return { instant: instant ?? zone.toInstant(wall), local: wall };
  if (instant !== null) return { instant, local: zone.toWall(instant) };
  throw unreadable(undefined, field, EXPECTED, 'unreadable-time');
}

/**
 * The last moment of something that began at `first`, read as `requireMoment` does, where newer wins by it. An hour that comes
 * twice, when clocks go back, cannot be told apart without the twin: read as the first, a second edit within it would seem older
 * than the edit before, and be dropped. So both are read as the moment at which the clocks go back, and the later answer wins;
 * unless it had not begun by then, which leaves the second.
 * @throws RejectRecordError as `requireMoment`
 */
export function requireLastMoment(first: Moment, local: unknown, utc: unknown, zone: Zone, field: string): Moment {
  const last = requireMoment(local, utc, zone, field);
  if (present(utc)) return last;
  const turn = zone.turnsBackAt(last.local);
  if (turn === null) return last;
  const second = turn + (last.local - zone.toWall(turn));
  return { instant: first.instant < turn ? turn : second, local: last.local };
}

const EXPECTED = 'a date and time such as 2024-08-09T19:30:00';

function wallOf(value: unknown): number | null {
  if (typeof value !== 'string') return null;
  return quickWall(value, value.length) ?? parseWall(value);
}

function instantOf(value: unknown): number | null {
  if (typeof value !== 'string') return null;
  const end = value.charCodeAt(value.length - 1) === Z ? value.length - 1 : value.length;
  return quickWall(value, end) ?? parseInstant(value);
}

const [ZERO, T, COLON, DOT, Z] = [48, 84, 58, 46, 90] as const;
const MAX_DAYS = 20_000;
const days = new Map<string, number>();

/**
 * "2024-08-09T19:30:00", fraction optional, without a regular expression: an order has four such texts, and the model's parser
 * was a third of the cost of an order. The calendar is asked once a day. Null where the text is anything else.
 */
function quickWall(text: string, end: number): number | null {
  if (end < 19 || text.charCodeAt(10) !== T || text.charCodeAt(13) !== COLON || text.charCodeAt(16) !== COLON)
    return null;
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second = twoDigits(text, 17);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return null;
  let fraction = 0;
  if (end > 19) {
    if (text.charCodeAt(19) !== DOT || end === 20) return null;
    for (let at = 20, scale = 100; at < end; at++, scale = scale === 1 ? 0 : scale / 10) {
      const digit = text.charCodeAt(at) - ZERO;
      if (digit < 0 || digit > 9) return null;
      if (scale >= 1) fraction += digit * scale;
    }
  }
  const name = text.slice(0, 10);
  let day = days.get(name);
  if (day === undefined) {
    const midnight = parseWall(name);
    if (midnight === null) return null;
    if (days.size >= MAX_DAYS) days.clear();
    days.set(name, midnight);
    day = midnight;
  }
  return day + ((hour * 60 + minute) * 60 + second) * 1000 + fraction;
}

function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO;
  const ones = text.charCodeAt(at + 1) - ZERO;
  return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
}
