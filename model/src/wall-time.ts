const DAY = 86_400_000;

const WALL = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?)?$/;

/**
 * A wall-clock text ("2024-08-09T19:30:00", fraction optional, no zone) as milliseconds read as if it were UTC.
 * @returns null if it is not such a text, or names a day or time that does not exist (30 February, 25:00).
 */
export function parseWall(value: string): number | null {
  const match = WALL.exec(value);
  if (match === null) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const fraction = Number((match[7] ?? '').slice(0, 3).padEnd(3, '0'));
  const ms = Date.UTC(year, month - 1, day, hour, minute, second, fraction);
  const back = new Date(ms);
  const real =
    back.getUTCFullYear() === year &&
    back.getUTCMonth() === month - 1 &&
    back.getUTCDate() === day &&
    hour < 24 &&
    minute < 60 &&
    second < 60;
  return real ? ms : null;
}

/** An instant text, in UTC whether or not it says so with a Z. Offsets ("+01:00") are honoured. @returns null as `parseWall`. */
export function parseInstant(value: string): number | null {
  if (value.endsWith('Z')) return parseWall(value.slice(0, -1));
  const offset = /([+-])(\d\d):?(\d\d)$/.exec(value);
  if (offset === null || !value.includes('T')) return parseWall(value);
  const wall = parseWall(value.slice(0, offset.index));
  if (wall === null) return null;
  const minutes = Number(offset[2]) * 60 + Number(offset[3]);
  return wall - (offset[1] === '-' ? -minutes : minutes) * 60_000;
}

/** A wall time as "YYYY-MM-DD HH:MM". */
export function formatWall(wall: number): string {
  return new Date(wall).toISOString().slice(0, 16).replace('T', ' ');
}

/** Whether `name` is a time zone that this runtime knows, such as Europe/London. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name.includes('/') || name === 'UTC';
  } catch {
    return false;
  }
}

/** A time zone's clock, both ways. */
export interface Zone {
  readonly name: string;
  /**
   * Wall time → instant. In an overlap (a clock going back) the first of the two instants is taken; in a gap (a clock going
   * forward) the wall time is read with the offset before the change, so that 01:30 in a gap becomes 02:30 on the new clock.
   */
  toInstant(wall: number): number;
  /** Instant → wall time. */
  toWall(instant: number): number;
  /** For a wall time that comes twice because clocks go back: the instant at which they do. Null for any other. */
  turnsBackAt(wall: number): number | null;
}

const zones = new Map<string, Zone>();

/**
 * The clock of an IANA zone. Intl is slow, so it is asked once for a day whose neighbours share its offset, and every time
 * only on days near a change.
 * @throws RangeError if the zone is unknown.
 */
export function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: name,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const offsetAt = (instant: number): number => {
    const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
    return wall - Math.floor(instant / 1000) * 1000;
  };
  const quietDays = new Map<number, number | null>();
  const quietOffset = (ms: number): number | null => {
    const day = Math.floor(ms / DAY);
    let offset = quietDays.get(day);
    if (offset === undefined) {
      const before = offsetAt((day - 1) * DAY);
      offset = before === offsetAt((day + 2) * DAY) ? before : null;
      quietDays.set(day, offset);
    }
    return offset;
  };
  const zone: Zone = {
    name,
    toInstant(wall) {
      const quiet = quietOffset(wall);
      if (quiet !== null) return wall - quiet;
      // The offset before the change: right for the first instant of an overlap, and what moves a gap forward.
      const before = offsetAt(wall - DAY);
      const after = offsetAt(wall + DAY);
      const early = wall - before;
      if (offsetAt(early) === before) return early;
      const late = wall - after;
      return offsetAt(late) === after ? late : early;
    },
    turnsBackAt(wall) {
      if (quietOffset(wall) !== null) return null;
      const before = offsetAt(wall - DAY);
      const after = offsetAt(wall + DAY);
      let last = wall - before;
      let first = wall - after;
      if (first <= last || offsetAt(last) !== before || offsetAt(first) !== after) return null;
      while (first - last > 1000) {
        const middle = last + Math.floor((first - last) / 2000) * 1000;
        if (offsetAt(middle) === before) last = middle;
        else first = middle;
      }
      return Math.floor(first / 1000) * 1000;
    },
    toWall(instant) {
      return instant + (quietOffset(instant) ?? offsetAt(instant));
    },
  };
  zones.set(name, zone);
  return zone;
}
