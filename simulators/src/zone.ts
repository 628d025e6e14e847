/** Wall time of one IANA zone. Offsets come from Intl once, as a table, since a lookup per record would be slow. */
export interface Zone {
  readonly name: string;
  /** UTC instants (ms) at which the offset changes, 2015 to 2045. */
  readonly transitions: readonly number[];
  /** Wall time, as milliseconds "as if UTC", of a UTC instant in milliseconds. */
  toWall(utc: number): number;
  /** UTC instant of a wall time. In an overlap the earlier of the two; in a gap the instant the clock would have had. */
  fromWall(wall: number): number;
}

const FIRST_YEAR = 2015;
const LAST_YEAR = 2045;

/** Reads the zone's offsets; throws a RangeError where the name is not an IANA zone. */
export function openZone(name: string): Zone {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: name, timeZoneName: 'longOffset' });
  const transitions: number[] = [];
  const offsets: number[] = [];
  let before = offsetFromIntl(format, Date.UTC(FIRST_YEAR, 0, 1));
  offsets.push(before);
  for (let month = 0; month < (LAST_YEAR - FIRST_YEAR) * 12; month += 1) {
    const from = Date.UTC(FIRST_YEAR, month, 1);
    const to = Date.UTC(FIRST_YEAR, month + 1, 1);
    const after = offsetFromIntl(format, to);
    if (after === before) continue;
    transitions.push(findChange(format, from, to, before));
    offsets.push(after);
    before = after;
  }
  const offsetAt = (utc: number): number => {
    let low = 0;
    let high = transitions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((transitions[middle] ?? 0) <= utc) low = middle + 1;
      else high = middle;
    }
    return offsets[low] ?? 0;
  };
  return {
    name,
    transitions,
    toWall: (utc) => utc + offsetAt(utc),
    fromWall: (wall) => {
      const early = wall - offsetAt(wall - 86_400_000);
      if (early + offsetAt(early) === wall) return early;
      return wall - offsetAt(wall - offsetAt(wall));
    },
  };
}

function findChange(format: Intl.DateTimeFormat, from: number, to: number, before: number): number {
  let low = from;
  let high = to;
  while (high - low > 60_000) {
    const middle = low + Math.floor((high - low) / 120_000) * 60_000;
    if (offsetFromIntl(format, middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

function offsetFromIntl(format: Intl.DateTimeFormat, utc: number): number {
  const part = format.formatToParts(utc).find((each) => each.type === 'timeZoneName')?.value ?? 'GMT';
  const match = /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(part);
  if (!match?.[1]) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === '-' ? -1 : 1) * (minutes * 60 + Number(match[4] ?? 0)) * 1000;
}

/** `2024-08-09T19:30:00` of milliseconds read as UTC (give it wall time to print wall time). */
export function stamp(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19);
}

/** As `stamp`, with the fraction that .NET writes: none where it is zero, trailing zeros left out [I]. */
export function stampWithFraction(ms: number): string {
  const text = new Date(ms).toISOString();
  const fraction = text.slice(19, 23).replace(/0+$/, '');
  return fraction === '.' ? text.slice(0, 19) : text.slice(0, 19) + fraction;
}
