import type { Clock } from '../../clock.ts';
import { newId } from '../../control/new-id.ts';
import type { ExportAsked, MeasuredExport } from './prepare-export.ts';

/** How long a file that was prepared may be fetched. */
export const KEPT_MS = 15 * 60_000;
const MOST = 1_000;

export interface PreparedExport {
  readonly asked: ExportAsked;
  readonly measured: MeasuredExport;
}

export interface Prepared {
  keep(prepared: PreparedExport): string;
  /** Null for what is not there, any more, or for somebody else. */
  find(id: string, actor: string): PreparedExport | null;
}

/** What was asked for, until it is fetched: in memory alone, as it may be asked for again at any time. */
export function createPrepared(clock: Pick<Clock, 'monotonic'>): Prepared {
  const kept = new Map<string, PreparedExport & { readonly until: number }>();
  const drop = (): void => {
    for (const [id, { until }] of kept) if (until <= clock.monotonic() || kept.size > MOST) kept.delete(id);
  };
  return {
    keep(prepared) {
      const id = newId('exp');
      kept.set(id, { ...prepared, until: clock.monotonic() + KEPT_MS });
      drop();
      return id;
    },
    find(id, actor) {
      drop();
      const found = kept.get(id);
      return found === undefined || found.asked.actor !== actor ? null : found;
    },
  };
}
