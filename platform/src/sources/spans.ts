import type { StoredChoice } from '../warehouse/store-types.ts';

/** A choice as it was made. Days are YYYY-MM-DD, both included. */
export interface Choice {
  readonly id: string;
  readonly counts_connection_id: string;
  readonly other_connection_id: string;
  readonly both_count: boolean;
  readonly from_day: string;
  readonly to_day: string;
}

/**
 * What choices come to, the earliest first: of two about the same pair of connections the later one holds for the days of both,
 * and the earlier for what is left of its own.
 */
export function effectiveSpans(choices: readonly Choice[]): StoredChoice[] {
  let spans: StoredChoice[] = [];
  for (const choice of choices) {
    const made: StoredChoice = {
      id: choice.id,
      counts: choice.counts_connection_id,
      other: choice.other_connection_id,
      both: choice.both_count,
      from: choice.from_day,
      to: choice.to_day,
    };
    spans = [...spans.flatMap((span) => (isSamePair(span, made) ? withoutDays(span, made) : [span])), made];
  }
  return spans;
}

/**
 * The connection through which a circle would close, if one would: what counts instead of another must not itself be left out on one
 * of these days, or nobody would count.
 */
export function circleThrough(spans: readonly StoredChoice[], made: StoredChoice): string | null {
  const follow = (connection: string, from: string, to: string, seen: readonly string[]): boolean => {
    if (connection === made.other) return true;
    return spans.some((span) => {
      if (span.both || span.other !== connection || seen.includes(span.counts) || isSamePair(span, made)) return false;
      const [start, end] = [span.from > from ? span.from : from, span.to < to ? span.to : to];
      return start <= end && follow(span.counts, start, end, [...seen, span.counts]);
    });
  };
  if (made.both) return null;
  const through = spans.find(
    (span) =>
      !span.both &&
      span.other === made.counts &&
      !isSamePair(span, made) &&
      span.from <= made.to &&
      span.to >= made.from &&
      follow(span.counts, span.from > made.from ? span.from : made.from, span.to < made.to ? span.to : made.to, [
        made.counts,
        span.counts,
      ]),
  );
  return through?.counts ?? null;
}

function isSamePair(one: StoredChoice, other: StoredChoice): boolean {
  return (
    (one.counts === other.counts && one.other === other.other) ||
    (one.counts === other.other && one.other === other.counts)
  );
}

function withoutDays(span: StoredChoice, taken: StoredChoice): StoredChoice[] {
  if (taken.to < span.from || taken.from > span.to) return [span];
  const before = { ...span, to: dayAfter(taken.from, -1) };
  const after = { ...span, from: dayAfter(taken.to, 1) };
  return [before, after].filter(({ from, to }) => from <= to);
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
