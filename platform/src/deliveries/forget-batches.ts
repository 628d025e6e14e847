import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '../context.ts';
import { forgetBatch } from './forget-batch.ts';
import { batchFolder } from './spool.ts';

const DAY_MS = 86_400_000;
const OPEN_FOR_MS = 7 * DAY_MS;
/** Batches that have ended; what was loaded is in the store for good. */
const KEPT_MS = 90 * DAY_MS;
const AT_ONCE = 200;

type Deps = Pick<Context, 'db' | 'clock' | 'deliveries' | 'log' | 'changes'>;

/** Forgets batches that nobody completed, and what lies in the spool without a batch. */
export async function forgetBatches(deps: Deps, signal: AbortSignal): Promise<void> {
  const { db, clock, log, changes } = deps;
  const now = clock.now().getTime();
  for (;;) {
    const old = await db
      .selectFrom('delivery_batches')
      .innerJoin('connections', 'connections.id', 'delivery_batches.connection_id')
      .selectAll('delivery_batches')
      .select('organisation_id')
      .where('delivery_batches.state', '=', 'receiving')
      .where('opened_at', '<', new Date(now - OPEN_FOR_MS))
      .limit(AT_ONCE)
      .execute();
    for (const { organisation_id: organisationId, ...row } of old) {
      signal.throwIfAborted();
      await forgetBatch(deps, { organisationId, row });
      log.info({ connection: row.connection_id, batch: row.batch }, 'a delivery that nobody completed was forgotten');
      changes.changed(row.connection_id);
    }
    if (old.length < AT_ONCE) break;
  }
  await db
    .deleteFrom('delivery_batches')
    .where('ended_at', '<', new Date(now - KEPT_MS))
    .execute();
  await sweepSpool(deps, signal);
}

/** Deletes folders of batches that are not open, and files that were never finished. Whatever is being written is younger. */
async function sweepSpool({ db, clock, deliveries }: Deps, signal: AbortSignal): Promise<void> {
  const before = clock.now().getTime() - DAY_MS;
  for (const organisationId of await namesIn(deliveries.folder)) {
    for (const connectionId of await namesIn(join(deliveries.folder, organisationId))) {
      signal.throwIfAborted();
      const rows = await db
        .selectFrom('delivery_batches')
        .select('batch')
        .where('connection_id', '=', connectionId)
        .where('state', 'in', ['receiving', 'loading'])
        .limit(1000)
        .execute();
      const open = new Set(
        rows.map(({ batch }) => batchFolder(deliveries.folder, organisationId, connectionId, batch)),
      );
      const inside = join(deliveries.folder, organisationId, connectionId);
      for (const path of (await namesIn(inside)).map((name) => join(inside, name))) {
        if (!open.has(path)) await removeIfOlder(path, before);
        else
          for (const name of await namesIn(path))
            if (name.endsWith('.unfinished')) await removeIfOlder(join(path, name), before);
      }
    }
  }
}

async function removeIfOlder(path: string, before: number): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found !== null && found.mtimeMs < before) await rm(path, { recursive: true, force: true });
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);
