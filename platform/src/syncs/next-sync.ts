import type { SyncState } from '../control/schema.ts';

/** What decides when a connection is due. */
export interface NextSyncFacts {
  readonly everySeconds: number;
  readonly last: {
    readonly state: SyncState;
    readonly startedAt: Date | null;
    readonly endedAt: Date | null;
    readonly historyComplete: boolean;
  } | null;
  /** When the first of the streams that are backing off may be asked again; null when none is. */
  readonly backoffUntil: Date | null;
}

/** When a failed sync is tried again at the earliest. */
const RETRY_AFTER_MS = 30_000;

/**
 * When the next sync of a collecting connection is due. While history is missing, the next run follows the last one; after a
 * fault it waits for the box office. Null while a sync is queued or running. Pure.
 */
export function nextSyncAt({ everySeconds, last, backoffUntil }: NextSyncFacts, now: Date): Date | null {
  if (last === null) return now;
  const ended = last.endedAt ?? now;
  const regular = new Date((last.startedAt ?? ended).getTime() + everySeconds * 1000);
  switch (last.state) {
    case 'queued':
    case 'running':
      return null;
    case 'interrupted':
    case 'cancelled':
      return ended;
    case 'succeeded':
      return last.historyComplete ? regular : ended;
    case 'failed': {
      const retry = new Date(ended.getTime() + RETRY_AFTER_MS);
      const asked = backoffUntil !== null && backoffUntil > retry ? backoffUntil : retry;
      return asked < regular ? asked : new Date(Math.max(regular.getTime(), backoffUntil?.getTime() ?? 0));
    }
  }
}
