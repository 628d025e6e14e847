import type { SyncState } from '../control/schema/syncs.ts';
import type { Backoff } from './read-backoffs.ts';

/** What decides when a connection is due. */
export interface NextSyncFacts {
  readonly everySeconds: number;
  readonly last: {
    readonly state: SyncState;
    readonly startedAt: Date | null;
    readonly endedAt: Date | null;
    readonly historyComplete: boolean;
  } | null;
  /** Null when no stream is backing off. */
  readonly backoff: Backoff | null;
}

/** When a failed sync is tried again at the earliest. */
const RETRY_AFTER_MS = 30_000;

/**
 * When the next sync of a collecting connection is due. While history is missing, the next run follows the last one; a run that
 * could read nothing waits for the box office; a stream that waits does not make the others wait. Null while a sync is queued
 * or running. Pure.
 */
export function nextSyncAt({ everySeconds, last, backoff }: NextSyncFacts, now: Date): Date | null {
  if (last === null) return now;
  if (last.state === 'queued' || last.state === 'running') return null;
  // The clock was put back since: what is counted from then would wait for as long as it went back.
  if ((last.endedAt ?? last.startedAt ?? now) > now) return now;
  const ended = last.endedAt ?? now;
  const regular = new Date((last.startedAt ?? ended).getTime() + everySeconds * 1000);
  const notBefore = backoff?.whole === true ? backoff.until : ended;
  switch (last.state) {
    case 'interrupted':
    case 'cancelled':
      return latest(ended, notBefore);
    case 'succeeded':
      return last.historyComplete ? regular : latest(ended, notBefore);
    case 'failed': {
      const retry = latest(new Date(ended.getTime() + RETRY_AFTER_MS), backoff?.until ?? ended);
      return backoff?.whole === true || retry < regular ? retry : regular;
    }
  }
}

function latest(a: Date, b: Date): Date {
  return a > b ? a : b;
}
