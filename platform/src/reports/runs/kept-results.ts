import type { Output } from '@illuminate/contract';
import type { Clock } from '../../clock.ts';

const KEPT_MS = 15 * 60_000;
const MOST_CHARACTERS = 32 * 1024 * 1024;

export interface KeptResults {
  keep(id: string, result: Output<'runReport'>): void;
  /** Null once it is gone. */
  get(id: string): Output<'runReport'> | null;
}

/** Results of runs that nobody waited for: some minutes long, in memory alone, the oldest going where there is no room. */
export function createKeptResults(clock: Pick<Clock, 'monotonic'>): KeptResults {
  const kept = new Map<string, { readonly text: string; readonly until: number }>();
  let characters = 0;
  const drop = (id: string): void => {
    characters -= kept.get(id)?.text.length ?? 0;
    kept.delete(id);
  };
  const dropOld = (): void => {
    for (const [id, { until }] of kept) if (until <= clock.monotonic()) drop(id);
  };
  return {
    keep(id, result) {
      const text = JSON.stringify(result);
      dropOld();
      for (const oldest of kept.keys()) {
        if (characters + text.length <= MOST_CHARACTERS) break;
        drop(oldest);
      }
      if (text.length > MOST_CHARACTERS) return;
      kept.set(id, { text, until: clock.monotonic() + KEPT_MS });
      characters += text.length;
    },
    get(id) {
      dropOld();
      const found = kept.get(id);
      // What was kept is what was put in: text of our own making.
      return found === undefined ? null : (JSON.parse(found.text) as Output<'runReport'>);
    },
  };
}
