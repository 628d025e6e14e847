import { setTimeout as sleep } from 'node:timers/promises';
import type { BoxOffice } from './box-office.ts';
import type { MeasuredServer } from './measured-server.ts';

export interface SyncSeen {
  /** From its start to its end, as the server tells. */
  readonly ms: number;
  readonly requests: number;
}

const POLL_MS = 100;

/** Asks for a sync and waits for its end. */
export async function wholeSync(server: MeasuredServer, connection: string): Promise<SyncSeen> {
  const { lastSync } = await server.api.call('showConnection', { params: { connection } });
  await server.api.call('startSync', { params: { connection } });
  return syncAfter(server, connection, lastSync?.id ?? '');
}

/** Waits for the end of a sync other than the one named, and for all of history. */
export async function syncAfter({ api }: MeasuredServer, connection: string, before: string): Promise<SyncSeen> {
  for (;;) {
    await sleep(POLL_MS);
    const { runningSync, lastSync, progress } = await api.call('showConnection', { params: { connection } });
    if (runningSync !== null || lastSync === null || lastSync.id === before || progress?.complete !== true) continue;
    const startedAt = Date.parse(lastSync.startedAt ?? '');
    return { ms: Date.parse(lastSync.endedAt ?? '') - startedAt, requests: lastSync.counts.requests };
  }
}

/** So many orders change at the box office. */
export async function changeOrders({ origin }: BoxOffice, count: number): Promise<void> {
  await fetch(`${origin}/__simulator/changes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ count }),
  });
}
