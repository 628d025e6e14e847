import { type Zone, zoneOf } from '@illuminate/model';

const DAY = 86_400_000;
/** Before and after these, the clocks are taken to stand as they do then: nothing that is recorded lies so far away. */
const FIRST = Date.UTC(2000, 0, 1);
const LAST = Date.UTC(2045, 0, 1);

interface Span {
  /** From this instant on (ms). */
  readonly from: number;
  /** What the wall clock shows more than UTC (ms). */
  readonly offset: number;
}

const spansOf = new Map<string, readonly Span[]>();

/** From one moment on, and before another. */
export interface Between {
  readonly from: number;
  readonly to: number;
}

export const EVER: Between = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

/**
 * The wall time of an instant in a zone, as SQL: the spans between which its clocks change stand in it as numbers. Asking the store's
 * own calendar for each row takes many times as long.
 * @param known when it lies: of other spans nothing has to be said
 */
export function wallOfInstant(instant: string, zone: string, { from, to }: Between = EVER): string {
  const all = spansIn(zone);
  const met = all.filter((span, index) => {
    const isBefore = (all[index + 1]?.from ?? Number.POSITIVE_INFINITY) <= from;
    const isAfter = index > 0 && span.from >= to;
    return !isBefore && !isAfter;
  });
  return `(${instant} + to_milliseconds(${chosen(instant, met)}))`;
}

/**
 * The instants at which the wall clock of a zone shows something from `from` on and before `to`: what can be compared with what is
 * stored, without working out the wall time of each row. More than one span where the clock was put back over a border.
 */
export function instantsWithin({ from, to }: Between, zone: string): Between[] {
  const spans = spansIn(zone);
  const found: Between[] = [];
  for (const [index, span] of spans.entries()) {
    const begin = Math.max(index === 0 ? Number.NEGATIVE_INFINITY : span.from, from - span.offset);
    const end = Math.min(spans[index + 1]?.from ?? Number.POSITIVE_INFINITY, to - span.offset);
    if (begin >= end) continue;
    const last = found.at(-1);
    if (last !== undefined && last.to === begin) found[found.length - 1] = { from: last.from, to: end };
    else found.push({ from: begin, to: end });
  }
  return found;
}

function spansIn(zone: string): readonly Span[] {
  let spans = spansOf.get(zone);
  if (spans === undefined) {
    spans = findSpans(zoneOf(zone));
    spansOf.set(zone, spans);
  }
  return spans;
}

/** Half of what is left with each question. */
function chosen(instant: string, spans: readonly Span[]): string {
  const [only] = spans;
  if (only === undefined || spans.length === 1) return String(only?.offset ?? 0);
  const half = Math.floor(spans.length / 2);
  const [earlier, later] = [spans.slice(0, half), spans.slice(half)];
  const border = later[0]?.from ?? 0;
  return `CASE WHEN ${instant} < make_timestamp_ms(${border}) THEN ${chosen(instant, earlier)} ELSE ${chosen(instant, later)} END`;
}

function findSpans(zone: Zone): Span[] {
  const offsetAt = (instant: number): number => zone.toWall(instant) - instant;
  const spans: Span[] = [{ from: FIRST, offset: offsetAt(FIRST) }];
  for (let day = FIRST; day < LAST; day += DAY) {
    const [before, after] = [offsetAt(day), offsetAt(day + DAY)];
    if (before === after) continue;
    let [low, high] = [day, day + DAY];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (offsetAt(middle) === before) low = middle;
      else high = middle;
    }
    spans.push({ from: high, offset: after });
  }
  return spans;
}
