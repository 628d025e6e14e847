import { CONNECTION, type InProcessConnection, type SyncOutcome } from '../support/in-process-sync.ts';

/** Syncs until all is here. Nothing is wrong with the box office any more, so three must do. */
export async function finish(connection: InProcessConnection): Promise<SyncOutcome> {
  let last: SyncOutcome | null = null;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    last = await connection.sync({ asked: true });
    const open = await connection.withStore(async (store) => (await store.facts(CONNECTION)).openRejects);
    if (last.failed.length === 0 && last.caughtUp && last.historyComplete && open === 0) return last;
  }
  throw new Error(`A healthy box office is not read to the end: ${JSON.stringify(last)}`);
}
