import type { PerformanceDetails } from '@illuminate/connector-kit';
import type { Performance, Rows } from '@illuminate/model';

/** One whose start is known. */
export type DatedPerformance = Performance & { readonly starts_at: number };

const isAfter = (row: Performance, instant: number): row is DatedPerformance =>
  row.starts_at !== null && row.starts_at > instant;

/**
 * The performances to come, as they are known by now: as the store had them when the run began, and as the run has read them
 * since. One source may not know what another told (a feed has no capacities): what it leaves out stays as it is known.
 */
export interface KnownPerformances {
  get(id: string): Performance | undefined;
  /** Those that begin after an instant (ms), the next one first. */
  after(instant: number): DatedPerformance[];
  /** Rows as they came, with what is known filled in; takes note of them. */
  complete(rows: Rows): Rows;
  /** A performance's row with something learnt of it; null if that is nothing new, or it is not known. */
  learn(details: PerformanceDetails): Performance | null;
}

interface Stored {
  readonly ahead: readonly Performance[];
  /** Not shown any more when the run began. */
  readonly gone: readonly Performance[];
  /** What is over by then (ms) is no longer of interest. */
  readonly now: number;
}

export function knownPerformances({ ahead, gone, now }: Stored): KnownPerformances {
  const known = new Map(ahead.map((row) => [row.source_id, row]));
  const once = new Map(gone.map((row) => [row.source_id, row]));
  return {
    get: (id) => known.get(id),
    after: (instant) =>
      [...known.values()].filter((row) => isAfter(row, instant)).sort((a, b) => a.starts_at - b.starts_at),
    complete(rows) {
      if (rows.performances === undefined) return rows;
      const performances = rows.performances.map((row) => {
        const before = known.get(row.source_id) ?? once.get(row.source_id);
        const whole =
          before === undefined
            ? row
            : {
                ...row,
                capacity: row.capacity ?? before.capacity,
                on_sale_at: row.on_sale_at ?? before.on_sale_at,
                duration_minutes: row.duration_minutes ?? before.duration_minutes,
              };
        if (isAfter(whole, now)) known.set(row.source_id, whole);
        return whole;
      });
      return { ...rows, performances };
    },
    learn({ id, capacity, onSaleAt, durationMinutes }) {
      const before = known.get(id);
      if (before === undefined) return null;
      const after = {
        ...before,
        capacity: capacity ?? before.capacity,
        on_sale_at: onSaleAt ?? before.on_sale_at,
        duration_minutes: durationMinutes ?? before.duration_minutes,
      };
      if (
        after.capacity === before.capacity &&
        after.on_sale_at === before.on_sale_at &&
        after.duration_minutes === before.duration_minutes
      ) {
        return null;
      }
      known.set(id, after);
      return after;
    },
  };
}
